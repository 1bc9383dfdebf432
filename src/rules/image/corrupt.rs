//! `image/corrupt`: an image of the site whose file is empty or damaged.
//! Decides on the header and the end of the file; no pixel is decoded.

use crate::rules::prelude::*;

struct Corrupt;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Corrupt))
}

impl Check for Corrupt {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        for shown in site.shown_pictures() {
            let span = shown.reference.span;
            match (shown.picture.content, shown.picture.flaw) {
                (Content::Pointer(tool), _) => {
                    sink.undecided_in(
                        shown.file,
                        span,
                        format!("{tool} keeps this file, and it was not fetched"),
                    );
                }
                (_, Some(flaw)) => sink.report_in(shown.file, damaged(&shown, flaw)),
                (Content::Unknown, None) => sink.report_in(shown.file, unknown(&shown)),
                _ => {}
            }
        }
    }
}

fn damaged(shown: &ShownPicture<'_>, flaw: Damage) -> Report {
    let (span, path) = (shown.reference.span, shown.path);
    let is_svg = shown.picture.format() == Some(Format::Svg);
    let report = match flaw {
        Damage::Empty => {
            Report::new(span, format!("the file of this image, `{path}`, is empty: nothing is shown"))
        }
        Damage::Header(why) => Report::new(
            span,
            format!("the file of this image, `{path}`, is damaged and cannot be shown: {why}"),
        ),
        Damage::Truncated(why) if is_svg => Report::new(
            span,
            format!("the file of this image, `{path}`, is cut off and cannot be shown: {why}"),
        ),
        Damage::Truncated(why) => Report::new(
            span,
            format!("the file of this image, `{path}`, is cut off, so a part of it may be missing: {why}"),
        )
        .at_most(Severity::Warning),
    };
    report.help("save the image anew, or copy it from where it is whole")
}

fn unknown(shown: &ShownPicture<'_>) -> Report {
    let path = shown.path;
    Report::new(
        shown.reference.span,
        format!(
            "the file of this image, `{path}`, does not begin as any format of images does: nothing is shown"
        ),
    )
    .help("save the image anew, or copy it from where it is whole")
}
