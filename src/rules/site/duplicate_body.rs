//! `site/duplicate-body`: two posts with one text.
//! Keeps a hash of each body, line by line, without blanks at the ends of lines, empty lines and
//! lines of links alone (two copies of an article differ in where they were fetched from).

use std::collections::HashMap;

use crate::rules::prelude::*;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct DuplicateBody {
    min_length: usize,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: DuplicateBody = options.read()?;
    Ok(Box::new(settings))
}

impl Check for DuplicateBody {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !is_post_text(entry) {
            return;
        }
        let (hash, place) = hash_of(entry);
        if place.is_some_and(|place| place.length >= self.min_length) {
            let span = place.map(|place| place.first_line).unwrap_or_default();
            sink.contribute(hash, None, span);
        }
    }

    fn site(&self, _: &Site, own: &[Contribution], sink: &mut Sink) {
        let mut first: HashMap<u64, &Contribution> = HashMap::new();
        for body in own {
            match first.get(&body.key) {
                Some(earlier) => sink.report_in(body.file, twice(body, earlier)),
                None => _ = first.insert(body.key, body),
            }
        }
    }
}

/// Liquid may write another text on each page, so that equal sources say nothing.
fn is_post_text(entry: &Entry<'_>) -> bool {
    is_among_posts(entry) && entry.body.liquid.pieces().is_empty()
}

#[derive(Clone, Copy)]
struct Place {
    first_line: Span,
    /// Bytes of the lines that count.
    length: usize,
}

fn hash_of(entry: &Entry<'_>) -> (u64, Option<Place>) {
    let body = entry.text(entry.body.span);
    let mut at = entry.body.span.start as usize;
    let mut hash = series(entry);
    let mut place: Option<Place> = None;
    for line in body.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let line = line.trim();
        if line.is_empty() || is_of_links(line) {
            continue;
        }
        hash = digest(hash, line.as_bytes());
        let so_far =
            place.get_or_insert(Place { first_line: Span::new(start, start + line.len()), length: 0 });
        so_far.length += line.len();
    }
    (hash, place)
}

/// `<https://…>`, `<>`, `[back](…)｜[home](…)`: a line that begins and ends as a link does. Short,
/// so that no text of an article is taken for one.
fn is_of_links(line: &str) -> bool {
    let is_autolink = line.starts_with('<') && line.ends_with('>') && !line.contains([' ', '"', '/'])
        || (line.starts_with("<http") && line.find('>') == Some(line.len() - 1));
    is_autolink || (line.len() < 400 && line.starts_with('[') && line.ends_with(')') && line.contains("]("))
}

fn twice(body: &Contribution, earlier: &Contribution) -> Report {
    Report::new(body.span, "another file holds the same text, so the site has it twice")
        .help("remove one of the two")
        .label_in(earlier.file, earlier.span, "the first file with this text")
}
