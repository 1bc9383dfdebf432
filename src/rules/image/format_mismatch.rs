//! `image/format-mismatch`: an image whose name, or the `type` of its `<source>`, names another format
//! than the file has. Decides on the first bytes of the file.

use crate::rules::prelude::*;

struct FormatMismatch;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(FormatMismatch))
}

impl Check for FormatMismatch {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for source in entry.body.named("source") {
            let Some(media_type) = entry.body.attribute(source, "type") else { continue };
            let Some(addresses) = entry.body.attribute(source, "srcset").and_then(|one| one.value) else {
                continue;
            };
            let Some(span) = media_type.value.filter(|span| !entry.body.liquid.touches(*span)) else {
                continue;
            };
            let text = entry.body.value(media_type);
            if Format::of_media_type(&text).is_some() {
                let key = u64::from(addresses.start) << 32 | u64::from(addresses.end);
                sink.contribute(key, Some(&text), span);
            }
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        for shown in site.shown_pictures() {
            let Some(promised) = Format::of_path(shown.path) else { continue };
            match shown.picture.content {
                Content::Image(actual) if actual != promised => {
                    sink.report_in(shown.file, other_format(&shown, promised, actual));
                }
                Content::Other(actual) => sink.report_in(shown.file, no_image(&shown, promised, actual)),
                _ => {}
            }
        }
        for source in own {
            of_source(site, source, sink);
        }
    }
}

/// The `type` of a `<source>` against the files of its `srcset`.
fn of_source(site: &Site, source: &Contribution, sink: &mut Sink) {
    let text = source.text.as_deref().unwrap_or_default();
    let Some(promised) = Format::of_media_type(text) else { return };
    let half = |bits: u64| usize::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
    let addresses = Span::new(half(source.key >> 32), half(source.key));
    let Some(document) = site.document(source.file) else { return };
    let from = document.references.partition_point(|one| one.span.start < addresses.start);
    let of_source = document.references.iter().skip(from).take_while(|one| addresses.contains(one.span));
    for reference in of_source {
        let Some(shown) = site.picture_at(source.file, reference.span) else { continue };
        if let Some(actual) = shown.picture.format().filter(|actual| *actual != promised) {
            sink.report_in(source.file, other_type(source.span, &shown, text, actual));
            return;
        }
    }
}

fn other_format(shown: &ShownPicture<'_>, promised: Format, actual: Format) -> Report {
    let (path, promised_name, name) = (shown.path, promised.name(), actual.name());
    let is_shown = promised.is_sniffed() && actual.is_sniffed();
    let why = if is_shown {
        "programs that go by the name cannot read it"
    } else {
        "servers send it as what its name says, so browsers show nothing"
    };
    let report = Report::new(
        shown.reference.span,
        format!("`{path}` is named as {promised_name}, and the file is {name}: {why}"),
    )
    .help(format!(
        "name the file `.{}`, here and on disk, or save it as {promised_name}",
        actual.extension()
    ));
    let certain = [promised, actual].contains(&Format::Svg);
    if certain { report } else { report.at_most(Severity::Warning) }
}

fn no_image(shown: &ShownPicture<'_>, promised: Format, actual: &str) -> Report {
    let (path, promised) = (shown.path, promised.name());
    Report::new(
        shown.reference.span,
        format!("`{path}` is named as {promised}, and the file is {actual}, so no image is shown"),
    )
    .help("put the image in its place, or correct the address")
}

fn other_type(span: Span, shown: &ShownPicture<'_>, promised: &str, actual: Format) -> Report {
    let (path, name, media_type) = (shown.path, actual.name(), actual.media_type());
    Report::new(
        span,
        format!(
            "the type says `{}`, and the file `{path}` is {name}: browsers choose by the type, so some pass \
             over an image that they could show, or take one that they cannot",
            excerpt(promised)
        ),
    )
    .help(format!("write `{media_type}`, or put a file of the type there"))
    .fix(format!("write `{media_type}`"), Safety::Unsafe, span, media_type.to_owned())
    .at_most(Severity::Warning)
}
