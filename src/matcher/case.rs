//! One `match:` of a declarative rule on one document: what it looks at, and what it says of that.
//! May not know of the other cases of its rule.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::condition::{Condition, Limits, Pattern};
use super::scope::Scope;
use super::subject::{Item, Property, Subject};
use super::template::{Lookup, Name, Template};
use crate::document::front_matter::{Style, quoted};
use crate::entry::Entry;
use crate::finding::{Report, Safety, Severity};
use crate::sink::Sink;
use crate::source::Span;

/// What is looked at, what must hold of it, and what is said where it does not.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) scope: Scope,
    pub(super) subject: Subject,
    /// Conditions on properties; what does not fit them is not looked at.
    pub(super) filter: Vec<(String, Condition)>,
    pub(super) required: bool,
    pub(super) forbidden: bool,
    pub(super) condition: Option<Condition>,
    pub(super) count: Option<Limits>,
    /// In which order values may follow each other.
    pub(super) order: Option<Vec<String>>,
    /// What is asked of all documents together.
    pub(super) across: Option<Across>,
    /// The highest severity of its findings, where that is not the rule's.
    pub(super) at_most: Option<Severity>,
    pub(super) message: Template,
    pub(super) help: Option<Template>,
    pub(super) replace: Option<(Template, Safety)>,
}

/// What is asked of all documents together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Across {
    /// No two have the same value.
    Unique,
    /// The value is an address at which the site publishes something.
    ExistsInSite,
}

impl Case {
    /// Looks at a document; `key` marks what is kept for the whole site.
    pub(super) fn document(&self, key: u64, entry: &Entry<'_>, looked: &AtomicBool, sink: &mut Sink) {
        if !self.scope.holds(entry) {
            return;
        }
        let mut count = 0_u32;
        let mut last = None;
        let mut farthest = 0;
        for item in self.subject.items(entry, self.forbidden) {
            // What is not there is no question where nothing requires it.
            if item.value.is_none() && !self.required && self.count.is_none() {
                continue;
            }
            let seen = Seen { case: self, entry, item: &item, count };
            match self.is_looked_at(&seen) {
                Some(false) => continue,
                Some(true) if !item.is_of_liquid(entry) => {}
                _ => {
                    if !self.condition.as_ref().is_some_and(Condition::is_of_emptiness) {
                        sink.undecided(item.span, "Liquid has a part in this text");
                    }
                    // Whatever it writes is there.
                    count += u32::from(item.value.is_some());
                    continue;
                }
            }
            if (self.required || !item.is_absence()) && !looked.load(Ordering::Relaxed) {
                looked.store(true, Ordering::Relaxed);
            }
            if item.value.is_some() {
                count += 1;
            }
            let seen = Seen { count, ..seen };
            if self.is_out_of_order(&item, &mut farthest) {
                sink.report(self.report(&seen));
            } else {
                self.judge(key, &seen, sink);
            }
            if self.count.is_some() && item.value.is_some() {
                last = Some(item);
            }
        }
        if self.count.is_some_and(|limits| !limits.hold(count.into())) {
            let item = last.unwrap_or_else(|| Item::absent(Span::at(0)));
            sink.report(self.report(&Seen { case: self, entry, item: &item, count }));
        }
    }

    /// Whether an item passes the conditions of `where`; none where Liquid decides it. One that is
    /// missed as a whole has no properties, and passes.
    fn is_looked_at(&self, seen: &Seen<'_, '_>) -> Option<bool> {
        if seen.item.is_absence() {
            return Some(true);
        }
        let mut answer = Some(true);
        for (name, condition) in &self.filter {
            let holds = match seen.item.property(seen.entry, name) {
                Property::Text(value) => condition.holds(&value, seen.item, seen) == Some(true),
                Property::Missing => {
                    condition.is_of_absence() && condition.holds("", seen.item, seen) == Some(true)
                }
                Property::OfLiquid => {
                    answer = None;
                    continue;
                }
            };
            if !holds {
                return Some(false);
            }
        }
        answer
    }

    fn is_out_of_order(&self, item: &Item<'_>, farthest: &mut usize) -> bool {
        let (Some(order), Some(value)) = (&self.order, item.value.as_deref()) else { return false };
        let Some(at) = order.iter().position(|one| one == value) else { return false };
        let is_late = at < *farthest;
        *farthest = (*farthest).max(at);
        is_late
    }

    fn judge(&self, key: u64, seen: &Seen<'_, '_>, sink: &mut Sink) {
        let Some(value) = seen.item.value.as_deref() else {
            if self.required {
                sink.report(self.report(seen));
            }
            return;
        };
        let is_wrong = self.forbidden
            || self.condition.as_ref().is_some_and(|one| one.holds(value, seen.item, seen) == Some(false));
        if is_wrong {
            sink.report(self.report(seen));
        } else if self.across.is_some() && !value.is_empty() {
            let help = self.help.as_ref().map(|help| help.show(seen)).unwrap_or_default();
            let text = format!("{value}\0{}\0{help}", self.message.show(seen));
            sink.contribute(key, Some(&text), seen.item.span);
        }
    }

    fn report(&self, seen: &Seen<'_, '_>) -> Report {
        let mut report = Report::new(seen.item.span, self.message.show(seen));
        if let Some(help) = &self.help {
            report = report.help(help.show(seen));
        }
        if let Some(severity) = self.at_most {
            report = report.at_most(severity);
        }
        if let Some((text, safety)) = &self.replace
            && let Some(text) = text.fill(seen)
            && seen.item.value.is_some()
            && let Some((span, text)) = written(seen, text)
        {
            let title = if text.is_empty() { "take it away".to_owned() } else { format!("write `{text}`") };
            report = report.fix(title, *safety, span, text);
        }
        report
    }

    /// The patterns whose named parts messages may show.
    pub(super) fn patterns(&self) -> Vec<&Pattern> {
        let mut found = Vec::new();
        found.extend(self.subject.pattern());
        if let Some(condition) = &self.condition {
            condition.patterns(&mut found);
        }
        found
    }
}

/// What a fix writes, and where: a value of the front matter keeps its quotes, and gets some where
/// the new text would not be read as text. None where that would take more than the value.
fn written(seen: &Seen<'_, '_>, text: String) -> Option<(Span, String)> {
    let span = seen.item.span;
    let Some(style) = seen.item.style() else { return Some((span, text)) };
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

/// What is looked at, for templates.
#[derive(Clone, Copy)]
struct Seen<'s, 'e> {
    case: &'s Case,
    entry: &'s Entry<'e>,
    item: &'s Item<'s>,
    count: u32,
}

impl Lookup for Seen<'_, '_> {
    fn own(&self, name: &Name) -> Option<Cow<'_, str>> {
        let value = self.item.value.as_deref();
        match name {
            Name::Value => value.map(Cow::Borrowed),
            Name::Length => value.map(|value| value.chars().count().to_string().into()),
            Name::Count => Some(self.count.to_string().into()),
            Name::Capture(name) => {
                let patterns = self.case.patterns();
                patterns.into_iter().find_map(|pattern| pattern.part(value?, name)).map(Cow::Borrowed)
            }
            Name::Item(name) => self.item.property(self.entry, name).text(),
            Name::FrontMatter(_) | Name::Document(_) | Name::Now => None,
        }
    }

    fn entry(&self) -> &Entry<'_> {
        self.entry
    }
}
