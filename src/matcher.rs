//! Declarative rules: what `match:` of a manifest says, as a check. A closed vocabulary; may run no
//! code of a user's, and knows nothing of any one rule.

mod condition;
mod reading;
mod scope;
mod selector;
mod subject;
mod template;

use std::borrow::Cow;
use std::hash::Hasher;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::detection::Check;
use crate::document::front_matter::yaml;
use crate::entry::Entry;
use crate::finding::{Report, Safety};
use crate::resolve::resolve_address;
use crate::sink::Sink;
use crate::site::{Contribution, Site};
use crate::source::Span;

use condition::{Condition, Limits, Pattern};
use scope::Scope;
use subject::{Item, Property, Subject};
use template::{Lookup, Name, Template};

pub use reading::{Problem, read};

/// A declarative rule.
#[derive(Debug)]
pub struct Matcher {
    scope: Scope,
    subject: Subject,
    /// Conditions on properties; what does not fit them is not looked at.
    filter: Vec<(String, Condition)>,
    required: bool,
    forbidden: bool,
    condition: Option<Condition>,
    count: Option<Limits>,
    /// What is asked of all documents together.
    across: Option<Across>,
    message: Template,
    help: Option<Template>,
    replace: Option<(Template, Safety)>,
    /// Whether anything was looked at yet.
    has_looked: AtomicBool,
}

/// Reads `match:` of a manifest's text.
///
/// # Errors
/// All that cannot be meant.
pub fn of_manifest(text: &str) -> Result<Matcher, Vec<Problem>> {
    let head = crate::manifest::head(text);
    let head = head.map_err(|error| Problem::of(Span::at(0), error.to_string()))?;
    match yaml::parse(head, crate::manifest::OPENING) {
        Ok(tree) => read(&tree),
        Err(error) => Err(Problem::of(error.span, error.message)),
    }
}

/// What is asked of all documents together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Across {
    /// No two have the same value.
    Unique,
    /// The value is an address at which the site publishes something.
    ExistsInSite,
}

impl Check for Matcher {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !self.scope.holds(entry) {
            return;
        }
        let items = self.subject.items(entry);
        let mut count = 0_u32;
        let mut last = None;
        for item in &items {
            let seen = Seen { matcher: self, entry, item, count };
            match self.is_looked_at(&seen) {
                Some(false) => continue,
                Some(true) if !item.is_of_liquid(entry) => {}
                _ => {
                    sink.undecided(item.span, "Liquid has a part in this text");
                    continue;
                }
            }
            if (self.required || !item.is_absence()) && !self.has_looked.load(Ordering::Relaxed) {
                self.has_looked.store(true, Ordering::Relaxed);
            }
            if item.value.is_some() {
                count += 1;
                last = Some(item);
            }
            self.judge(&Seen { count, ..seen }, sink);
        }
        if let Some(limits) = self.count
            && !limits.hold(count.into())
        {
            let start = Item::of_document(entry);
            let item = last.unwrap_or(&start);
            sink.report(self.report(&Seen { matcher: self, entry, item, count }));
        }
    }

    fn has_looked(&self) -> Option<bool> {
        Some(self.has_looked.load(Ordering::Relaxed))
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        match self.across {
            None => {}
            Some(Across::Unique) => report_repeated(own, sink),
            Some(Across::ExistsInSite) => {
                for one in own {
                    let [value, ..] = kept(one);
                    if resolve_address(site, value).is_none() {
                        sink.report_in(one.file, of_kept(one));
                    }
                }
            }
        }
    }
}

impl Matcher {
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

    fn judge(&self, seen: &Seen<'_, '_>, sink: &mut Sink) {
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
            sink.contribute(hash(value), Some(&text), seen.item.span);
        }
    }

    fn report(&self, seen: &Seen<'_, '_>) -> Report {
        let mut report = Report::new(seen.item.span, self.message.show(seen));
        if let Some(help) = &self.help {
            report = report.help(help.show(seen));
        }
        if let Some((text, safety)) = &self.replace
            && let Some(text) = text.fill(seen)
            && seen.item.value.is_some()
        {
            let title = if text.is_empty() { "take it away".to_owned() } else { format!("write `{text}`") };
            report = report.fix(title, *safety, seen.item.span, text);
        }
        report
    }

    /// The patterns whose named parts messages may show.
    fn patterns(&self) -> Vec<&Pattern> {
        let mut found = Vec::new();
        if let Subject::Text(pattern) = &self.subject {
            found.push(pattern);
        }
        if let Some(condition) = &self.condition {
            condition.patterns(&mut found);
        }
        found
    }
}

/// What is looked at, for templates.
#[derive(Clone, Copy)]
struct Seen<'s, 'e> {
    matcher: &'s Matcher,
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
                let patterns = self.matcher.patterns();
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

/// Value, message and help of a contribution.
fn kept(one: &Contribution) -> [&str; 3] {
    let mut parts = one.text.as_deref().unwrap_or_default().splitn(3, '\0');
    [(); 3].map(|()| parts.next().unwrap_or_default())
}

fn of_kept(one: &Contribution) -> Report {
    let [_, message, help] = kept(one);
    let report = Report::new(one.span, message.to_owned());
    if help.is_empty() { report } else { report.help(help.to_owned()) }
}

/// Every place after the first that has the same value.
fn report_repeated(own: &[Contribution], sink: &mut Sink) {
    let mut first: std::collections::BTreeMap<&str, &Contribution> = std::collections::BTreeMap::new();
    for one in own {
        let [value, ..] = kept(one);
        match first.get(value) {
            Some(before) => {
                sink.report_in(
                    one.file,
                    of_kept(one).label_in(before.file, before.span, "the first of them"),
                );
            }
            None => {
                first.insert(value, one);
            }
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl<'e> Item<'e> {
    /// The document as a whole, at the start of its file.
    fn of_document(_: &'e Entry<'_>) -> Self {
        Item::absent(Span::at(0))
    }
}
