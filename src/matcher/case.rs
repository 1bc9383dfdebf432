//! One `match:` of a declarative rule: what it looks at, what must hold of that, and which of its
//! sayings speaks where it does not. May not know of the other cases of its rule.

use std::sync::atomic::{AtomicBool, Ordering};

use rustc_hash::FxHashMap;

use super::condition::{Condition, Filter, Limits};
use super::name::{Name, Seen};
use super::pattern::Pattern;
use super::saying::Saying;
use super::scope::Scope;
use super::subject::{Addresses, Item, Names, Subject, Wants};
use super::template::Template;
use crate::entry::Entry;
use crate::finding::{Report, Text};
use crate::publication::SiteFacts;
use crate::sink::Sink;
use crate::site::Lost;
use crate::source::Span;

/// What is looked at, what must hold of it, and what is said where it does not.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) scope: Scope,
    pub(super) subject: Subject,
    /// Within each thing, what this pattern finds is looked at.
    pub(super) find: Option<Pattern>,
    /// Conditions on properties; what does not fit them is not looked at.
    pub(super) filter: Filter,
    /// Whether the text counts as it stands, with the Liquid in it.
    pub(super) raw: bool,
    /// Why it is undecided where Liquid has a part in it.
    pub(super) undecided: Option<Template>,
    pub(super) required: bool,
    pub(super) forbidden: bool,
    pub(super) condition: Option<Condition>,
    pub(super) count: Option<Limits>,
    /// In which order values may follow each other.
    pub(super) order: Option<Vec<String>>,
    /// What is asked of all documents together, or of all items of one.
    pub(super) across: Option<Across>,
    /// Texts by values, sorted; a value that has one is wrong.
    pub(super) instead: Vec<(String, String)>,
    /// The values that can be wrong, where nothing but `instead` is asked.
    pub(super) named: Option<Names>,
    /// What is said: the first that fits speaks.
    pub(super) sayings: Vec<Saying>,
}

/// What is asked of all documents together, or of all items of one.
#[derive(Debug)]
pub(super) enum Across {
    /// No two in the site have the same text; the value, unless another is made of it.
    Unique(Option<Template>),
    /// No two in one document have the same text.
    UniqueHere(Option<Template>),
    /// The value is an address at which the site publishes something.
    ExistsInSite,
}

/// What is kept from item to item of one document.
#[derive(Default)]
struct Course {
    count: u32,
    farthest: usize,
    /// The texts so far, with the place of the first, where they must differ.
    before: FxHashMap<String, Span>,
}

impl Case {
    /// Looks at a document; `key` marks what is kept for the whole site.
    pub(super) fn document(&self, key: u64, entry: &Entry<'_>, looked: &AtomicBool, sink: &mut Sink) {
        if matches!(self.subject, Subject::Reference) || !self.scope.holds(entry) {
            return;
        }
        let addresses = Addresses::default();
        let patterns = self.patterns();
        let mut course = Course::default();
        let mut last = None;
        let absent = self.required || self.count.is_some();
        let wants = Wants { whole: self.forbidden, absent, named: self.named.as_ref() };
        self.subject.each(entry, &addresses, wants, &mut |item| {
            // What is not there is no question where nothing requires it.
            if item.value.is_none() && !absent {
                return;
            }
            let before = course.count;
            self.each_found(entry, &item, &mut |item| {
                let seen = self.seen(entry, item, &patterns, course.count);
                self.one(key, &seen, &mut course, looked, sink);
            });
            if course.count > before {
                last = Some(item);
            }
        });
        if self.count.is_some_and(|limits| !limits.hold(course.count.into())) {
            let item = last.unwrap_or_else(|| Item::absent(Span::at(0)));
            self.say(&self.seen(entry, &item, &patterns, course.count), sink);
        }
    }

    fn seen<'s, 'e>(
        &'s self,
        entry: &'s Entry<'e>,
        item: &'s Item<'s>,
        patterns: &'s [&'s Pattern],
        count: u32,
    ) -> Seen<'s, 'e> {
        let (asked, instead, raw) = (self.condition.as_ref(), self.instead.as_slice(), self.raw);
        Seen { entry: Some(entry), site: entry.site, item, patterns, asked, instead, count, raw }
    }

    /// The thing itself, or each place in it that the pattern of `find` finds.
    fn each_found(&self, entry: &Entry<'_>, item: &Item<'_>, found: &mut dyn FnMut(&Item<'_>)) {
        let (Some(pattern), Some(value)) = (&self.find, item.value.as_deref()) else { return found(item) };
        for one in pattern.find(value) {
            found(&item.narrowed(entry, one.range()));
        }
    }

    /// Looks at one item.
    fn one(&self, key: u64, seen: &Seen<'_, '_>, course: &mut Course, looked: &AtomicBool, sink: &mut Sink) {
        let item = seen.item;
        match self.is_looked_at(seen) {
            Some(false) => return,
            Some(true) if self.raw || !seen.entry.is_some_and(|entry| item.is_of_liquid(entry)) => {}
            _ => {
                if self.asks_more_than_presence(item) {
                    sink.undecided(item.span, self.unclear(seen));
                }
                // Whatever it writes is there.
                course.count += u32::from(item.value.is_some());
                return;
            }
        }
        if (self.required || !item.is_absence()) && !looked.load(Ordering::Relaxed) {
            looked.store(true, Ordering::Relaxed);
        }
        course.count += u32::from(item.value.is_some());
        let seen = &Seen { count: course.count, ..*seen };
        if let Some(Across::UniqueHere(text)) = &self.across {
            self.compare(text.as_ref(), seen, course, sink);
        } else if self.is_out_of_order(item, &mut course.farthest) {
            self.say(seen, sink);
        } else {
            self.judge(key, seen, sink);
        }
    }

    /// Whether more is asked of an item than that it is there: that much is known of what Liquid writes.
    fn asks_more_than_presence(&self, item: &Item<'_>) -> bool {
        let is_there = item.value.is_some();
        match &self.condition {
            Some(condition) => !condition.is_of_emptiness(),
            None => {
                let is_required_alone = self.required && is_there;
                !is_required_alone || self.forbidden || self.across.is_some() || self.order.is_some()
            }
        }
    }

    /// Why it cannot be told, in words.
    fn unclear(&self, seen: &Seen<'_, '_>) -> Text {
        match &self.undecided {
            Some(why) => why.show(seen).into(),
            None => "Liquid has a part in this text".into(),
        }
    }

    /// Whether an item passes the conditions of `where`; none where nobody can tell. One that is
    /// missed as a whole has no properties, and passes.
    fn is_looked_at(&self, seen: &Seen<'_, '_>) -> Option<bool> {
        if seen.item.is_absence() { Some(true) } else { self.filter.holds(seen) }
    }

    fn is_out_of_order(&self, item: &Item<'_>, farthest: &mut usize) -> bool {
        let (Some(order), Some(value)) = (&self.order, item.value.as_deref()) else { return false };
        let Some(at) = order.iter().position(|one| one == value) else { return false };
        let is_late = at < *farthest;
        *farthest = (*farthest).max(at);
        is_late
    }

    /// Whether a value is as it must be; none where that cannot be told.
    fn is_wrong(&self, seen: &Seen<'_, '_>) -> bool {
        let Some(value) = seen.item.value.as_deref() else { return self.required };
        self.forbidden
            || self.instead.binary_search_by(|(key, _)| key.as_str().cmp(value)).is_ok()
            || self.condition.as_ref().is_some_and(|one| one.holds(value, seen) == Some(false))
    }

    fn judge(&self, key: u64, seen: &Seen<'_, '_>, sink: &mut Sink) {
        if self.is_wrong(seen) {
            return self.say(seen, sink);
        }
        let Some(value) = seen.item.value.as_deref().filter(|value| !value.trim().is_empty()) else { return };
        let compared = match &self.across {
            Some(Across::Unique(Some(text))) => text.whole(seen),
            Some(Across::Unique(None) | Across::ExistsInSite) => value.to_owned(),
            Some(Across::UniqueHere(_)) | None => return,
        };
        if let Some((at, saying)) = self.saying(seen, sink) {
            let (message, help) = (saying.message.show(seen), saying.help_of(seen).unwrap_or_default());
            let label = saying.of_first(seen);
            let text = format!("{at}\0{compared}\0{message}\0{help}\0{label}");
            sink.contribute(key, Some(&text), saying.span(seen));
        }
    }

    /// Compares with those before it in the same document.
    fn compare(&self, text: Option<&Template>, seen: &Seen<'_, '_>, course: &mut Course, sink: &mut Sink) {
        let Some(value) = seen.item.value.as_deref().filter(|value| !value.trim().is_empty()) else { return };
        let span = seen.item.span;
        let compared = match text {
            Some(text) => text.whole(seen),
            None => value.to_owned(),
        };
        let first = *course.before.entry(compared).or_insert(span);
        if first == span {
            return;
        }
        if seen.entry.is_some_and(|entry| branches(entry, first, span)) {
            sink.undecided(span, "the two may stand in different branches of Liquid");
        } else if let Some((_, saying)) = self.saying(seen, sink) {
            sink.report(saying.report(seen).label(first, saying.of_first(seen)));
        }
    }

    /// The saying that fits, with its number; none where it is undecided, or none fits.
    fn saying(&self, seen: &Seen<'_, '_>, sink: &mut Sink) -> Option<(usize, &Saying)> {
        for (at, saying) in self.sayings.iter().enumerate() {
            match (saying.filter.holds(seen), &saying.undecided) {
                (Some(false), _) => {}
                (None, _) => {
                    sink.undecided(seen.item.span, self.unclear(seen));
                    return None;
                }
                (Some(true), Some(why)) => {
                    sink.undecided(saying.span(seen), why.show(seen));
                    return None;
                }
                (Some(true), None) => return Some((at, saying)),
            }
        }
        None
    }

    fn say(&self, seen: &Seen<'_, '_>, sink: &mut Sink) {
        if let Some((_, saying)) = self.saying(seen, sink) {
            sink.report(saying.report(seen));
        }
    }

    /// Looks at a reference that leads to nothing, or may.
    pub(super) fn lost(&self, lost: &Lost<'_>, site: &SiteFacts, looked: &AtomicBool, sink: &mut Sink) {
        let item = Item::lost(lost);
        let patterns = self.patterns();
        let (asked, instead) = (self.condition.as_ref(), self.instead.as_slice());
        let patterns = patterns.as_slice();
        let seen = Seen { entry: None, site, item: &item, patterns, asked, instead, count: 0, raw: true };
        if self.filter.holds(&seen) != Some(true) {
            return;
        }
        looked.store(true, Ordering::Relaxed);
        if let Err(why) = lost.found {
            sink.undecided_in(lost.file, lost.reference.span, why.clone());
        } else if self.is_wrong(&seen)
            && let Some((_, saying)) = self.saying(&seen, sink)
        {
            sink.report_in(lost.file, saying.report(&seen));
        }
    }

    /// The finding of something that was kept with its words.
    pub(super) fn kept(&self, saying: usize, span: Span, message: &str, help: &str) -> Option<Report> {
        let help = Some(help.to_owned()).filter(|help| !help.is_empty());
        Some(self.sayings.get(saying)?.worded(span, message.to_owned(), help))
    }

    /// The patterns whose named parts messages may show.
    pub(super) fn patterns(&self) -> Vec<&Pattern> {
        let mut found = Vec::new();
        found.extend(self.subject.pattern());
        found.extend(&self.find);
        if let Some(condition) = &self.condition {
            condition.patterns(&mut found);
        }
        found
    }

    /// The names in all that it says.
    pub(super) fn names_said(&self) -> impl Iterator<Item = &Name> {
        self.sayings.iter().flat_map(Saying::names)
    }
}

/// Whether a branch of Liquid begins or ends between two places.
fn branches(entry: &Entry<'_>, first: Span, second: Span) -> bool {
    let between = Span { start: first.end, end: second.start.max(first.end) };
    entry.body.liquid.within(between).iter().any(|piece| {
        let name = entry.text(piece.name);
        name.starts_with("els") || name.starts_with("end") || name == "when"
    })
}
