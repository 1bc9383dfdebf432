//! `image/srcset`: candidates of a `srcset` that browsers drop, never choose, or choose wrongly.
//! Parses as browsers do (HTML, 4.8.4.2.2); widths are compared with the files where the site has them.

use crate::rules::prelude::*;

struct Srcset;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Srcset))
}

impl Check for Srcset {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for element in entry.body.starts().filter(|element| matches!(element.name, "img" | "source")) {
            let Some(attribute) = entry.body.attribute(element, "srcset") else { continue };
            let Some(value) = attribute.value else { continue };
            if entry.body.liquid.touches(value) {
                sink.undecided(value, "Liquid writes a part of the `srcset`");
                continue;
            }
            let candidates = parse(entry.text(value), value.start as usize);
            look_at_each(&candidates, sink);
            look_at_all(&candidates, sink);
            let first_width = candidates
                .iter()
                .find_map(|one| one.descriptor.filter(|(kind, _)| matches!(kind, Kind::Width(_))));
            if let Some((_, span)) = first_width
                && !says_sizes(entry, element)
            {
                sink.report(without_sizes(span));
            }
        }
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        for one in own {
            let half = |bits: u64| usize::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
            let address = Span::new(half(one.key >> 32), half(one.key));
            let stated: Option<u32> = one.text.as_deref().and_then(|text| text.parse().ok());
            let (Some(stated), Some(shown)) = (stated, site.picture_at(one.file, address)) else { continue };
            let has_pixels =
                shown.picture.format().is_some_and(|format| !matches!(format, Format::Svg | Format::Ico));
            let size = shown.picture.size.filter(|size| has_pixels && !size.may_turn);
            if let Some(size) = size.filter(|size| size.width != stated) {
                sink.report_in(one.file, other_width(one.span, &shown, stated, size.width));
            }
        }
    }
}

/// What a descriptor says.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// `640w`
    Width(u32),
    /// `2x`
    Density(f64),
}

/// One candidate: its address and what stands after it.
struct Candidate {
    address: Span,
    /// The one that counts, with its bytes.
    descriptor: Option<(Kind, Span)>,
    /// The first word that is no descriptor, or a second one.
    wrong: Option<(Span, String)>,
    /// Bytes of a comma inside the address that was meant to end it.
    comma: Option<usize>,
}

/// The candidates of a text that starts at a byte of the file.
fn parse(text: &str, base: usize) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut at = 0;
    let skip = |at: usize, takes: &dyn Fn(u8) -> bool| {
        at + text.bytes().skip(at).take_while(|byte| takes(*byte)).count()
    };
    loop {
        at = skip(at, &|byte| byte.is_ascii_whitespace() || byte == b',');
        let end = skip(at, &|byte| !byte.is_ascii_whitespace());
        let word = text.get(at..end).unwrap_or_default();
        if word.is_empty() {
            return candidates;
        }
        let address = word.trim_end_matches(',');
        let span = Span::new(base + at, base + at + address.len());
        let mut candidate =
            Candidate { address: span, descriptor: None, wrong: None, comma: inner_comma(address) };
        at = end;
        if address.len() == word.len() {
            // A comma between brackets does not end a candidate.
            let mut depth = 0_usize;
            let stop = skip(at, &|byte| !(byte == b',' || byte == b'('));
            at = if text.as_bytes().get(stop) == Some(&b'(') {
                stop + text
                    .bytes()
                    .skip(stop)
                    .take_while(|byte| {
                        depth = match byte {
                            b'(' => depth + 1,
                            b')' => depth.saturating_sub(1),
                            _ => depth,
                        };
                        *byte != b',' || depth > 0
                    })
                    .count()
            } else {
                stop
            };
            candidate.describe(text.get(end..at).unwrap_or_default(), base + end);
        }
        candidates.push(candidate);
    }
}

/// A comma right behind the extension of an image, in an address that goes on: `a.jpg,b.jpg`.
fn inner_comma(address: &str) -> Option<usize> {
    if address.starts_with("data:") {
        return None;
    }
    address
        .match_indices(',')
        .map(|(at, _)| at)
        .find(|at| address.get(..*at).is_some_and(|before| Format::of_path(before).is_some()))
}

impl Candidate {
    fn describe(&mut self, text: &str, base: usize) {
        let mut at = 0;
        for word in text.split_inclusive(|one: char| one.is_ascii_whitespace()) {
            let start = base + at;
            at += word.len();
            let word = word.trim_ascii_end();
            if word.is_empty() {
                continue;
            }
            let span = Span::new(start, start + word.len());
            match descriptor(word) {
                Some(kind) if self.descriptor.is_none() => self.descriptor = Some((kind, span)),
                // `h` stands beside `w` for what was once planned.
                None if word.ends_with('h') && word.trim_end_matches('h').parse::<u32>().is_ok() => {}
                _ if self.wrong.is_none() => self.wrong = Some((span, word.to_owned())),
                _ => {}
            }
        }
    }
}

fn descriptor(word: &str) -> Option<Kind> {
    if let Some(width) = word.strip_suffix('w') {
        let is_digits = !width.is_empty() && width.bytes().all(|byte| byte.is_ascii_digit());
        return width.parse().ok().filter(|width| is_digits && *width > 0).map(Kind::Width);
    }
    let density = word.strip_suffix('x')?;
    let is_number =
        density.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'-'));
    density.parse().ok().filter(|density| is_number && *density >= 0.0).map(Kind::Density)
}

fn look_at_each(candidates: &[Candidate], sink: &mut Sink) {
    for one in candidates {
        if let Some((span, word)) = &one.wrong {
            sink.report(no_descriptor(*span, word));
        } else if let Some(at) = one.comma {
            sink.report(no_blank(one.address, at));
        } else if let Some((Kind::Width(width), span)) = one.descriptor {
            let key = u64::from(one.address.start) << 32 | u64::from(one.address.end);
            sink.contribute(key, Some(&width.to_string()), span);
        }
    }
}

/// Candidates against each other; one without a descriptor is for one pixel a pixel.
fn look_at_all(candidates: &[Candidate], sink: &mut Sink) {
    let fine = || candidates.iter().filter(|one| one.wrong.is_none() && one.comma.is_none());
    let said = |one: &Candidate| one.descriptor.unwrap_or((Kind::Density(1.0), one.address));
    let Some(first) = fine().next().map(said) else { return };
    let is_width = |kind: Kind| matches!(kind, Kind::Width(_));
    if let Some((_, span)) = fine().map(said).find(|one| is_width(one.0) != is_width(first.0)) {
        sink.report(mixed(span, first.1));
        return;
    }
    let mut seen: Vec<(u64, Span)> = Vec::new();
    for (kind, span) in fine().map(said) {
        let key = match kind {
            Kind::Width(width) => u64::from(width),
            Kind::Density(density) => density.to_bits(),
        };
        seen.push((key, span));
    }
    seen.sort_by_key(|(key, span)| (*key, span.start));
    for pair in seen.windows(2) {
        if let [(one, first), (other, second)] = pair
            && one == other
        {
            sink.report(twice(*second, *first));
        }
    }
}

/// Whether the tag says how wide the image is shown, or Liquid may.
fn says_sizes(entry: &Entry<'_>, element: &Element<'_>) -> bool {
    let is_lazy = entry
        .body
        .attribute(element, "loading")
        .is_some_and(|loading| entry.body.value(loading).eq_ignore_ascii_case("lazy"));
    let has = |name: &str| entry.body.attribute(element, name).is_some();
    is_lazy || has("sizes") || has("data-sizes") || has_hidden_attributes(entry, element)
}

fn no_descriptor(span: Span, word: &str) -> Report {
    let report = Report::new(
        span,
        format!(
            "`{}` is no width (`640w`) or density (`2x`), so browsers drop this image from the `srcset`",
            excerpt(word)
        ),
    );
    match word.parse::<f64>() {
        Ok(number) if number > 0.0 => {
            let right = format!("{word}{}", if number < 10.0 { "x" } else { "w" });
            report.help(format!("write the unit: `{right}`")).fix(
                format!("write `{right}`"),
                Safety::Unsafe,
                span,
                right,
            )
        }
        _ if word.contains(['.', '/']) && word.parse::<f64>().is_err() => {
            report.help("write a comma before the address of the next image")
        }
        _ => {
            report.help("write an address and one descriptor for each image, with a comma between two images")
        }
    }
}

fn no_blank(address: Span, comma: usize) -> Report {
    let at = address.start as usize + comma;
    Report::new(
        Span::new(at, at + 1),
        "a comma with no blank after it is a part of the address, so browsers look for a file of that name",
    )
    .help("write a blank after the comma")
    .fix("write a blank after the comma", Safety::Unsafe, Span::new(at, at + 1), ", ".to_owned())
}

fn mixed(span: Span, first: Span) -> Report {
    Report::new(
        span,
        "this image is told by its density and others of the `srcset` by their width, or the other way round, and \
         browsers cannot compare the two",
    )
    .label(first, "told in the other way")
    .help("write a width for every image (`640w`), or a density for every image (`2x`)")
}

fn twice(span: Span, first: Span) -> Report {
    Report::new(span, "an image before this one says the same, so browsers never take this one")
        .label(first, "the one that is taken")
        .help("write the width or density that the image has, or leave it out")
}

fn without_sizes(span: Span) -> Report {
    Report::new(
        span,
        "the images are told by their widths, and no `sizes` says how wide they are shown: browsers take one for \
         the whole window",
    )
    .help("write `sizes`, such as `sizes=\"(max-width: 40em) 100vw, 40em\"`")
    .at_most(Severity::Note)
}

fn other_width(span: Span, shown: &ShownPicture<'_>, stated: u32, actual: u32) -> Report {
    let path = shown.path;
    Report::new(
        span,
        format!(
            "the `srcset` says {stated} pixels, and `{path}` is {actual} wide, so browsers choose by a wrong number"
        ),
    )
    .help(format!("write `{actual}w`"))
    .fix(format!("write `{actual}w`"), Safety::Unsafe, span, format!("{actual}w"))
}
