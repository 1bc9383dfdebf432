//! The front matter of one group of documents: how often each key occurs, with which types and values.
//! May not say what of it is a rule and what a slip.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::form::{Form, Zone, date_form, zone_of};
use super::sample::{Sample, Tally};
use crate::document::front_matter::{Node, Tree, Typed};

/// So many values of a key are kept; a key with more has no vocabulary.
const MOST_VALUES: usize = 200;
/// Longer values are no words of a vocabulary.
const LONGEST_VALUE: usize = 60;
/// So many keys of a document are looked at.
const MOST_KEYS: usize = 200;
/// So many combinations of keys are kept, to say which files lack one.
const MOST_SHAPES: usize = 2_000;

/// What is known of one key.
#[derive(Clone, Debug)]
pub(super) struct Key {
    /// The documents that have it.
    pub(super) sample: Sample,
    /// By type.
    pub(super) forms: BTreeMap<Form, Sample>,
    /// The types of the items of lists.
    pub(super) items: BTreeMap<Form, Sample>,
    /// Its texts.
    pub(super) values: Tally,
    /// How many of its texts are the address of another host.
    pub(super) addresses: usize,
    /// How many of its texts are empty.
    pub(super) blank: Sample,
    /// Texts that name a picture by path: those that are there, and those that are not.
    pub(super) pictures: (usize, usize),
    /// Those of its values that are a day.
    pub(super) days: usize,
    /// A point in time.
    pub(super) times: usize,
    /// One that says its zone.
    pub(super) zoned: usize,
}

impl Default for Key {
    fn default() -> Self {
        Self {
            sample: Sample::default(),
            forms: BTreeMap::new(),
            items: BTreeMap::new(),
            values: Tally::of_at_most(MOST_VALUES),
            addresses: 0,
            blank: Sample::default(),
            pictures: (0, 0),
            days: 0,
            times: 0,
            zoned: 0,
        }
    }
}

impl Key {
    /// How many of its values have a type.
    pub(super) fn count(&self, form: Form) -> usize {
        self.forms.get(&form).map_or(0, |sample| sample.count)
    }

    fn see(&mut self, node: Node<'_>, path: &Arc<str>, is_there: &dyn Fn(&str) -> Option<bool>) {
        self.sample.add(path);
        if let Some(form) = Form::of(node) {
            self.forms.entry(form).or_default().add(path);
        }
        match node.typed() {
            Some(Typed::Date(..)) => self.days += 1,
            Some(Typed::Time { .. }) => self.times += 1,
            _ => {}
        }
        let has_zone = |text: &str| date_form(text).is_some_and(|form| zone_of(&form) == Zone::Named);
        self.zoned += usize::from(node.text().is_some_and(has_zone));
        for item in node.items() {
            if let Some(form) = Form::of(item) {
                self.items.entry(form).or_default().add(path);
            }
        }
        let texts =
            std::iter::once(node).chain(node.items()).filter(|node| Form::of(*node) == Some(Form::String));
        for text in texts.filter_map(Node::text) {
            self.see_text(text, path, is_there);
        }
    }

    fn see_text(&mut self, text: &str, path: &Arc<str>, is_there: &dyn Fn(&str) -> Option<bool>) {
        if text.trim().is_empty() {
            self.blank.add(path);
        }
        if text.starts_with("http://") || text.starts_with("https://") {
            self.addresses += 1;
        }
        match is_there(text) {
            Some(true) => self.pictures.0 += 1,
            Some(false) => self.pictures.1 += 1,
            None => {}
        }
        let text = if text.len() <= LONGEST_VALUE { text } else { return self.values.miss() };
        self.values.add(text, path);
    }

    fn merge(&mut self, other: &Self) {
        self.sample.merge(&other.sample);
        for (form, sample) in &other.forms {
            self.forms.entry(*form).or_default().merge(sample);
        }
        for (form, sample) in &other.items {
            self.items.entry(*form).or_default().merge(sample);
        }
        self.values.merge(&other.values);
        self.addresses += other.addresses;
        self.blank.merge(&other.blank);
        self.pictures.0 += other.pictures.0;
        self.pictures.1 += other.pictures.1;
        self.days += other.days;
        self.times += other.times;
        self.zoned += other.zoned;
    }
}

/// How dates are written in one form.
#[derive(Clone, Debug, Default)]
pub(super) struct Dates {
    /// Where.
    pub(super) sample: Sample,
    /// The first and the last of them, as texts.
    pub(super) range: Option<(Box<str>, Box<str>)>,
}

impl Dates {
    fn see(&mut self, text: &str, path: &Arc<str>) {
        self.sample.add(path);
        self.widen(text);
    }

    fn widen(&mut self, text: &str) {
        match &mut self.range {
            None => self.range = Some((text.into(), text.into())),
            Some((first, last)) => {
                if *text < **first {
                    *first = text.into();
                }
                if *text > **last {
                    *last = text.into();
                }
            }
        }
    }

    /// Takes over what another has seen.
    pub(super) fn merge(&mut self, other: &Self) {
        self.sample.merge(&other.sample);
        if let Some((first, last)) = &other.range {
            self.widen(first);
            self.widen(last);
        }
    }
}

/// The front matter of a group.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// The documents.
    pub(super) documents: usize,
    /// By name.
    pub(super) keys: BTreeMap<Box<str>, Key>,
    /// `date`, by form.
    pub(super) dates: BTreeMap<String, Dates>,
    /// The combinations of keys.
    shapes: BTreeMap<Vec<Box<str>>, Sample>,
}

impl Keys {
    /// Sees the front matter of one document; of a key twice, the last counts.
    pub(super) fn see(&mut self, tree: &Tree, path: &Arc<str>, is_there: &dyn Fn(&str) -> Option<bool>) {
        self.documents += 1;
        let mut names: Vec<Box<str>> = Vec::new();
        for pair in tree.pairs().rev().take(MOST_KEYS) {
            let Some(name) = pair.key.text().filter(|name| name.len() <= LONGEST_VALUE) else { continue };
            if names.iter().any(|known| **known == *name) {
                continue;
            }
            names.push(name.into());
            if !self.keys.contains_key(name) {
                self.keys.insert(name.into(), Key::default());
            }
            if let Some(key) = self.keys.get_mut(name) {
                key.see(pair.value, path, is_there);
            }
            if name == "date" {
                self.see_date(pair.value, path);
            }
        }
        names.sort_unstable();
        self.shapes.entry(names).or_default().add(path);
        self.bound();
    }

    fn see_date(&mut self, value: Node<'_>, path: &Arc<str>) {
        let Some(text) = value.text().filter(|_| !matches!(value.typed(), Some(Typed::Null))) else { return };
        if let Some(form) = date_form(text) {
            self.dates.entry(form).or_default().see(text, path);
        }
    }

    /// Takes over what another has seen.
    pub(super) fn merge(&mut self, other: &Self) {
        self.documents += other.documents;
        for (name, key) in &other.keys {
            self.keys.entry(name.clone()).or_default().merge(key);
        }
        for (form, dates) in &other.dates {
            self.dates.entry(form.clone()).or_default().merge(dates);
        }
        for (shape, sample) in &other.shapes {
            self.shapes.entry(shape.clone()).or_default().merge(sample);
        }
        self.bound();
    }

    /// Keeps the first combinations in the order of their names, so that it does not matter in which
    /// order they were seen.
    fn bound(&mut self) {
        while self.shapes.len() > MOST_SHAPES {
            self.shapes.pop_last();
        }
    }

    /// The documents that lack a key.
    pub(super) fn without(&self, name: &str) -> Sample {
        let mut lacking = Sample::default();
        let has = |shape: &[Box<str>]| shape.binary_search_by(|one| (**one).cmp(name)).is_ok();
        for (_, sample) in self.shapes.iter().filter(|(shape, _)| !has(shape)) {
            lacking.merge(sample);
        }
        // Combinations beyond those that are kept count, too, and their places do not.
        let with = self.keys.get(name).map_or(0, |key| key.sample.count);
        lacking.count = self.documents - with.min(self.documents);
        lacking
    }
}
