//! What a declarative rule says of a thing that is wrong: message, help, a second place, a fix. May
//! not decide whether it is wrong.

use super::condition::Filter;
use super::name::{Name, Seen};
use super::subject::Facet;
use super::template::Template;
use crate::document::front_matter::{Style, quoted};
use crate::finding::{Report, Safety, Severity};
use crate::source::Span;

/// One way to say it, for the things that fit its conditions.
#[derive(Debug)]
pub(super) struct Saying {
    pub(super) filter: Filter,
    /// Why nothing can be said; then it is undecided.
    pub(super) undecided: Option<Template>,
    /// The property at which it stands, where that is not the subject.
    pub(super) at: Option<Facet>,
    pub(super) message: Template,
    pub(super) help: Option<Template>,
    /// A second place; without a property, that of the first one with the same value.
    pub(super) label: Option<(Option<Facet>, Template)>,
    /// The highest severity, where that is not the rule's.
    pub(super) at_most: Option<Severity>,
    pub(super) fix: Option<Fix>,
}

/// A fix by template.
#[derive(Debug)]
pub(super) struct Fix {
    pub(super) safety: Safety,
    pub(super) title: Option<Template>,
    /// The property that is changed, where that is not the subject.
    pub(super) at: Option<Facet>,
    pub(super) change: Change,
}

/// What a fix does.
#[derive(Debug)]
pub(super) enum Change {
    /// Writes something in its place.
    Replace(Template),
    /// Writes something before it.
    Before(Template),
    /// Writes something behind it.
    Behind(Template),
    /// Takes it away.
    Remove,
}

impl Saying {
    /// The place of the finding.
    pub(super) fn span(&self, seen: &Seen<'_, '_>) -> Span {
        self.at.as_ref().and_then(|at| seen.place(at)).unwrap_or(seen.item.span)
    }

    /// The finding.
    pub(super) fn report(&self, seen: &Seen<'_, '_>) -> Report {
        let mut report = self.worded(self.span(seen), self.message.show(seen), self.help_of(seen));
        if let Some((Some(place), text)) = &self.label
            && let Some(span) = seen.place(place)
        {
            report = report.label(span, text.show(seen));
        }
        match self.fix.as_ref().filter(|_| seen.item.value.is_some()) {
            Some(fix) => fix.add(report, seen),
            None => report,
        }
    }

    /// What to do, in words.
    pub(super) fn help_of(&self, seen: &Seen<'_, '_>) -> Option<String> {
        self.help.as_ref().map(|help| help.show(seen))
    }

    /// A finding with words that were made before.
    pub(super) fn worded(&self, span: Span, message: String, help: Option<String>) -> Report {
        let mut report = Report::new(span, message);
        if let Some(help) = help {
            report = report.help(help);
        }
        match self.at_most {
            Some(severity) => report.at_most(severity),
            None => report,
        }
    }

    /// The names in all that it says.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        let label = self.label.as_ref().map(|(_, text)| text);
        let fix = self.fix.iter().flat_map(|fix| fix.title.iter().chain(fix.change.text()));
        let texts = [self.undecided.as_ref(), Some(&self.message), self.help.as_ref(), label];
        texts.into_iter().flatten().chain(fix).flat_map(Template::names)
    }

    /// What is said of the first one with the same value.
    pub(super) fn of_first(&self, seen: &Seen<'_, '_>) -> String {
        match &self.label {
            Some((None, text)) => text.show(seen),
            _ => "the first of them".to_owned(),
        }
    }
}

impl Change {
    fn text(&self) -> Option<&Template> {
        match self {
            Self::Replace(text) | Self::Before(text) | Self::Behind(text) => Some(text),
            Self::Remove => None,
        }
    }
}

impl Fix {
    fn add(&self, report: Report, seen: &Seen<'_, '_>) -> Report {
        match self.edit(seen) {
            Some((span, text)) => {
                let title = match &self.title {
                    Some(title) => title.show(seen),
                    None if text.is_empty() => "take it away".to_owned(),
                    None => format!("write `{text}`"),
                };
                report.fix(title, self.safety, span, text)
            }
            None => report,
        }
    }

    /// What is written, and where; none where a name has no value here, or where it would take more
    /// than the value.
    fn edit(&self, seen: &Seen<'_, '_>) -> Option<(Span, String)> {
        let span = match &self.at {
            Some(at) => seen.place(at)?,
            None => seen.item.span,
        };
        match &self.change {
            Change::Replace(text) => {
                let text = text.fill(seen)?.into_owned();
                if self.at.is_some() { Some((span, text)) } else { written(seen, text) }
            }
            Change::Before(text) => {
                let at = if self.at.is_none() { seen.item.start() } else { span };
                Some((Span::at(at.start as usize), text.fill(seen)?.into_owned()))
            }
            Change::Behind(text) => Some((Span::at(span.end as usize), text.fill(seen)?.into_owned())),
            Change::Remove => Some((without(seen, span), String::new())),
        }
    }
}

/// A value of the front matter keeps its quotes, and gets some where the new text would not be read as
/// text.
fn written(seen: &Seen<'_, '_>, text: String) -> Option<(Span, String)> {
    let span = seen.item.span;
    let Some(style) = seen.item.style() else {
        let text = match seen.entry {
            Some(entry) => seen.item.in_place(entry, &text)?,
            None => text,
        };
        return Some((span, text));
    };
    let is_simple = !text.contains(['"', '\'', '\\', '\n', '\r']);
    match style {
        Style::SingleQuoted | Style::DoubleQuoted if is_simple => {
            let inner = Span::new(span.start as usize + 1, (span.end as usize).checked_sub(1)?);
            (inner.start <= inner.end).then_some((inner, text))
        }
        Style::Plain => {
            let is_plain =
                |one: char| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_' | '.' | '/' | '+');
            let starts = text.starts_with(|one: char| one.is_alphanumeric()) && !text.ends_with(' ');
            // Flow collections end a plain value at a comma, and `a: b` begins a mapping.
            let text = if starts && text.chars().all(is_plain) { text } else { quoted(&text) };
            Some((span, text))
        }
        _ => None,
    }
}

/// An attribute with the blanks before it, so that the rest of its tag stays as it was.
fn without(seen: &Seen<'_, '_>, span: Span) -> Span {
    let Some(entry) = seen.entry.filter(|_| seen.item.is_attribute()) else { return span };
    let before = entry.source.text().get(..span.start as usize).unwrap_or_default();
    let kept = before.trim_end_matches([' ', '\t']);
    let is_whole_blank = kept.len() < before.len() && !kept.ends_with(['\n', '\r']);
    Span::new(if is_whole_blank { kept.len() } else { span.start as usize }, span.end as usize)
}
