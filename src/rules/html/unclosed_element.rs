//! `html/unclosed-element`: a start tag without an end tag, and a tag or comment that never ends.
//! Decides by what a reader would see of it; the pairing itself is the document's.

use crate::rules::prelude::*;

struct UnclosedElement;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(UnclosedElement))
}

impl Check for UnclosedElement {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if entry.is_piece() {
            return;
        }
        for tag in &entry.body.unterminated {
            if let Some(report) = unterminated(entry, *tag) {
                sink.report(report);
            }
        }
        for flaw in entry.body.flaws() {
            let is_unclosed = matches!(flaw.kind, FlawKind::Unclosed | FlawKind::SlashMissing);
            let Some(element) = entry.body.elements.get(flaw.element as usize) else { continue };
            if !is_unclosed || !(names::is_known(element.name) || is_custom(entry, element)) {
                continue;
            }
            match flaw.undecided {
                Some(reason) => sink.undecided(element.span, reason),
                None => sink.report(unclosed(entry, flaw, element)),
            }
        }
    }
}

/// A custom element; `<your-name>` in a sentence is none.
fn is_custom(entry: &Entry<'_>, element: &Element<'_>) -> bool {
    element.name.contains('-') && !entry.body.attributes_of(element).is_empty()
}

fn unterminated(entry: &Entry<'_>, tag: Span) -> Option<Report> {
    let text = entry.text(tag);
    let length = match text.strip_prefix("<!--") {
        Some(_) => 4,
        None => {
            let name = text.trim_start_matches(['<', '/']);
            let word = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
            (word > 0).then_some(text.len() - name.len() + word)?
        }
    };
    let start = tag.start as usize;
    let span = Span::new(start, start + length);
    let report = if text.starts_with("<!--") {
        Report::new(span, "the comment never ends, so everything after it is missing from the page")
            .help("write `-->` where it ends")
    } else {
        Report::new(span, "the tag has no `>`, so what follows is taken as part of it")
            .help("end the tag with `>`, and every quote in it")
    };
    let is_whole_file = tag.end as usize == entry.source.text().len();
    Some(report.at_most(if is_whole_file { Severity::Error } else { Severity::Warning }))
}

fn unclosed(entry: &Entry<'_>, flaw: &Flaw, element: &Element<'_>) -> Report {
    let name = element.name;
    let other = flaw.other.and_then(|other| entry.body.elements.get(other as usize));
    if flaw.kind == FlawKind::SlashMissing {
        let report = Report::new(
            element.span,
            format!("`<{name}>` opens another `{name}` where the first should end"),
        )
        .help(format!("write `</{name}>`"))
        .fix("add the slash", Safety::Unsafe, element.span, format!("</{name}>"))
        .at_most(weight(entry, element, other));
        return match other {
            Some(first) => report.label(first.span, "the first one"),
            None => report,
        };
    }
    let effect = effect(entry, element, other);
    let report = Report::new(element.span, format!("`<{name}>` is never closed{effect}"));
    let report = if element.self_closing {
        report.help(format!("HTML ignores the slash in `<{name}/>`: write `<{name}></{name}>`"))
    } else {
        report.help(format!("write `</{name}>` where it ends"))
    };
    let report = match other {
        Some(end) => report.label(end.span, "it should have ended before this"),
        None => report,
    };
    report.at_most(weight(entry, element, other))
}

fn effect(entry: &Entry<'_>, element: &Element<'_>, end: Option<&Element<'_>>) -> String {
    if entry.body.is_kramdown {
        return match end {
            Some(end) => format!(", so kramdown shows `</{}>` as text", end.name),
            None if !names::is_block(element.name) => String::new(),
            None if entry.body.attribute(element, "markdown").is_some() => {
                ", so everything after it belongs to it".to_owned()
            }
            None => ", so Markdown is not read after it".to_owned(),
        };
    }
    if hides_text(element.name) {
        return ", so browsers show nothing of what follows".to_owned();
    }
    if is_link(entry, element) {
        return ", so what follows becomes part of the link".to_owned();
    }
    if is_styling(element.name) {
        return ", so what follows looks the same".to_owned();
    }
    String::new()
}

/// How much a reader notices.
fn weight(entry: &Entry<'_>, element: &Element<'_>, end: Option<&Element<'_>>) -> Severity {
    let is_plain = entry.body.attributes_of(element).is_empty();
    if hides_text(element.name) {
        return Severity::Error;
    }
    if entry.body.is_kramdown {
        return match end {
            Some(_) => Severity::Error,
            None if element.name == "a" && !is_link(entry, element) => Severity::Note,
            None => Severity::Warning,
        };
    }
    match element.name {
        "a" if is_link(entry, element) => Severity::Error,
        "a" => Severity::Note,
        "span" if is_plain => Severity::Note,
        name if is_styling(name) => Severity::Error,
        _ => Severity::Warning,
    }
}

fn is_link(entry: &Entry<'_>, element: &Element<'_>) -> bool {
    element.name == "a" && entry.body.attribute(element, "href").is_some()
}

fn hides_text(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "iframe" | "select" | "noembed" | "noframes" | "xmp"
    )
}

/// Elements that browsers open again after every block until they are closed (HTML 13.2.4.3).
fn is_styling(name: &str) -> bool {
    matches!(
        name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}
