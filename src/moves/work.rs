//! A plan in the making: the two moments that are compared, what is replaced so far, and what speaks
//! against it. May not decide anything.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::world::{Goal, Ref, World};
use super::{Edits, Ground, Order, Place};
use crate::site::DocumentFacts;
use crate::source::{Source, Span};

pub(super) struct Work<'w> {
    pub(super) ground: &'w Ground<'w>,
    pub(super) order: &'w Order,
    /// As it is.
    pub(super) old: World,
    /// After the bare move.
    pub(super) bare: World,
    pub(super) edits: Edits,
    /// Pages without a file of their own that get another address: the files that are written.
    pages: BTreeMap<String, String>,
    pub(super) blocked: Vec<Place>,
    pub(super) notes: Vec<String>,
    texts: RefCell<BTreeMap<String, Option<Rc<Source>>>>,
}

impl<'w> Work<'w> {
    pub(super) fn new(ground: &'w Ground<'w>, order: &'w Order) -> Self {
        let old = World::see(ground.inventory, ground.generator(&Edits::default()).as_ref());
        let after = ground.after(order, &order.edits);
        let bare = World::see(&after, ground.generator(&order.edits).as_ref());
        let pages = pages(&old, &bare, order.slugs.as_ref());
        Self {
            ground,
            order,
            old,
            bare,
            edits: order.edits.clone(),
            pages,
            blocked: order.concerns.clone(),
            notes: order.notes.clone(),
            texts: RefCell::default(),
        }
    }

    /// The text of a file as it is.
    pub(super) fn source(&self, path: &str) -> Option<Rc<Source>> {
        let mut texts = self.texts.borrow_mut();
        let read = || self.ground.source(path).map(Rc::new);
        texts.entry(path.to_owned()).or_insert_with(read).clone()
    }

    /// Notes a place that speaks against the plan.
    pub(super) fn block(&mut self, path: &str, span: Span, why: impl Into<String>) {
        let position = self.source(path).map(|source| source.lines().position(span.start));
        let position = position.unwrap_or(crate::source::Position { offset: 0, line: 1, column: 1 });
        self.blocked.push(Place::new(path, position, why));
    }

    /// Replaces bytes of a file, unless something else is wanted there.
    pub(super) fn edit(&mut self, path: &str, span: Span, text: String) {
        if !self.edits.add(path, span, text) {
            self.block(path, span, "two replacements meet here");
        }
    }

    /// What something is called after the move.
    pub(super) fn after(&self, goal: &Goal) -> Goal {
        match goal {
            Goal::File(path) => Goal::File(self.order.after(path).to_owned()),
            Goal::Page(output) => Goal::Page(self.pages.get(output).unwrap_or(output).clone()),
        }
    }
}

/// A document at two moments.
pub(super) struct Twice<'t> {
    pub(super) before: &'t DocumentFacts,
    pub(super) after: &'t DocumentFacts,
    /// Its references, each with what it has become.
    pub(super) refs: Vec<(Ref<'t>, Option<Ref<'t>>)>,
}

/// The documents of a site at two moments; `edits` are those between them. What is no document any
/// more is left out.
pub(super) fn twice<'t>(
    old: &'t World,
    new: &'t World,
    order: &'t Order,
    edits: &'t Edits,
) -> impl Iterator<Item = (usize, Twice<'t>)> {
    old.documents().iter().enumerate().filter_map(move |(at, before)| {
        let there = new.at(order.after(&before.path))?;
        let after = new.documents().get(there)?;
        let mut known: FxHashMap<(u32, u32), Ref<'_>> = FxHashMap::default();
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut nth = |start: u32| {
            let count = counts.entry(start).or_default();
            *count += 1;
            *count
        };
        for one in new.refs(there) {
            let start = one.reference.span.start;
            known.insert((start, nth(start)), one);
        }
        counts = FxHashMap::default();
        let mut nth = |start: u32| {
            let count = counts.entry(start).or_default();
            *count += 1;
            *count
        };
        let refs = old.refs(at).map(|one| {
            let start = edits.shift(&before.path, one.reference.span.start);
            (one, known.get(&(start, nth(start))).copied())
        });
        Some((at, Twice { before, after, refs: refs.collect() }))
    })
}

/// Pages that the generator adds, such as the one of a category, and that it adds elsewhere after the
/// move: their addresses differ in one part.
fn pages(old: &World, new: &World, slugs: Option<&(String, String)>) -> BTreeMap<String, String> {
    let outputs =
        |world: &World| -> BTreeSet<String> { world.survey.site.additions.outputs.iter().cloned().collect() };
    let (before, after) = (outputs(old), outputs(new));
    let lost: Vec<&String> = before.difference(&after).collect();
    let come: Vec<&String> = after.difference(&before).collect();
    let differ_once = |one: &str, other: &str| {
        one.split('/').count() == other.split('/').count()
            && one.split('/').zip(other.split('/')).filter(|(one, other)| one != other).count() == 1
    };
    let pair = |lost: &&String| {
        let mut fits = come.iter().filter(|come| differ_once(lost, come));
        if let (Some(first), None) = (fits.next(), fits.next()) {
            return Some(((*lost).clone(), (*first).clone()));
        }
        // The page of a name that others have already.
        let (old, new) = slugs?;
        let renamed: Vec<&str> = lost.split('/').map(|part| if part == old { new } else { part }).collect();
        let renamed = renamed.join("/");
        after.contains(&renamed).then(|| ((*lost).clone(), renamed))
    };
    lost.iter().filter_map(pair).collect()
}
