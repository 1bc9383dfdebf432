//! How the parts of a schema lead to one another: whether one leads back to itself, whether a row of them
//! is too long to follow, and how much work a value of some depth can be at most. May not see a value.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::value::DEEPEST;

/// Longest row of parts that lead to one another.
const LONGEST: usize = 400;
/// How many parts may look at a row of values, one in the other.
pub(super) const MOST_WORK: u64 = 1_000_000;

/// How deep the values are that any schema must be able to judge.
const FLAT: usize = 3;

/// The parts of a schema.
#[derive(Debug, Default)]
pub(super) struct Graph {
    parts: Vec<Part>,
    /// Each after those that look at the same value as it.
    order: Vec<usize>,
}

/// One part, with the parts that it asks.
#[derive(Debug, Default)]
struct Part {
    /// Of the same value.
    here: Vec<usize>,
    /// Of the value of a key.
    keys: BTreeMap<String, Vec<usize>>,
    /// Of the value of every key.
    every: Vec<usize>,
    /// Of one item.
    places: Vec<usize>,
    /// Of every item.
    items: Vec<usize>,
}

/// Why a schema cannot be followed; the reference that leads to it.
pub(super) enum Endless {
    /// It leads back to itself, at the same value.
    Circle(String),
    /// The row is too long.
    Row(String),
    /// Parts ask parts so often that no value could be judged.
    Work,
}

/// From a reference in a file to the part that it means.
pub(super) type Resolve<'r, 'v> = dyn Fn(&'v Value, &str) -> Option<(&'v Value, &'v Value)> + 'r;

struct Builder<'r, 'v> {
    graph: Graph,
    known: FxHashMap<usize, usize>,
    /// Parts that were found and not yet looked at: the part, its file, its number.
    open: Vec<(&'v Value, &'v Value, usize)>,
    /// References by which parts are reached.
    names: FxHashMap<(usize, usize), String>,
    resolve: &'r Resolve<'r, 'v>,
}

impl Graph {
    /// The graph of a schema.
    ///
    /// # Errors
    /// Where it cannot be followed to its end.
    pub(super) fn of<'r, 'v>(root: &'v Value, resolve: &'r Resolve<'r, 'v>) -> Result<Self, Endless> {
        let mut builder = Builder {
            graph: Self::default(),
            known: FxHashMap::default(),
            open: Vec::new(),
            names: FxHashMap::default(),
            resolve,
        };
        builder.part(root, root);
        while let Some((value, file, at)) = builder.open.pop() {
            builder.look(value, file, at);
        }
        let Builder { mut graph, names, .. } = builder;
        graph.sort(&names)?;
        graph.measure(&names)?;
        if graph.work(FLAT) > MOST_WORK { Err(Endless::Work) } else { Ok(graph) }
    }

    /// Puts the parts in order, those that others ask of the same value first.
    fn sort(&mut self, names: &FxHashMap<(usize, usize), String>) -> Result<(), Endless> {
        let mut state = vec![0_u8; self.parts.len()];
        for start in 0..self.parts.len() {
            if state.get(start) != Some(&0) {
                continue;
            }
            let mut path = vec![(start, 0_usize)];
            while let Some((at, next)) = path.pop() {
                if let Some(state) = state.get_mut(at) {
                    *state = 1;
                }
                let Some(&to) = self.parts.get(at).and_then(|part| part.here.get(next)) else {
                    if let Some(state) = state.get_mut(at) {
                        *state = 2;
                    }
                    self.order.push(at);
                    continue;
                };
                path.push((at, next + 1));
                match state.get(to) {
                    Some(0) => path.push((to, 0)),
                    Some(1) => return Err(Endless::Circle(last_name(names, &path, to))),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Follows the parts as a compiler does, each once.
    fn measure(&self, names: &FxHashMap<(usize, usize), String>) -> Result<(), Endless> {
        let mut seen = vec![false; self.parts.len()];
        let mut path = vec![(0_usize, 0_usize)];
        while let Some((at, next)) = path.pop() {
            if let Some(seen) = seen.get_mut(at) {
                *seen = true;
            }
            let Some(to) = self.parts.get(at).and_then(|part| part.asked().nth(next)) else { continue };
            path.push((at, next + 1));
            if seen.get(to) == Some(&false) {
                if path.len() > LONGEST {
                    return Err(Endless::Row(last_name(names, &path, to)));
                }
                path.push((to, 0));
            }
        }
        Ok(())
    }

    /// How many parts look at the values in a row of so many, one in the other, at most.
    pub(super) fn work(&self, depth: usize) -> u64 {
        let mut below = vec![0_u64; self.parts.len()];
        for _ in 0..=depth.min(DEEPEST) {
            let mut now = vec![0_u64; self.parts.len()];
            for &at in &self.order {
                let Some(part) = self.parts.get(at) else { continue };
                let sum = |parts: &[usize], of: &[u64]| {
                    parts
                        .iter()
                        .fold(0_u64, |sum, one| sum.saturating_add(of.get(*one).copied().unwrap_or(0)))
                };
                let key = part.keys.values().map(|parts| sum(parts, &below)).max().unwrap_or(0);
                let place = part.places.iter().map(|one| sum(&[*one], &below)).max().unwrap_or(0);
                let of_key = key.saturating_add(sum(&part.every, &below));
                let of_item = place.saturating_add(sum(&part.items, &below));
                let total = sum(&part.here, &now).saturating_add(of_key.max(of_item)).saturating_add(1);
                if let Some(slot) = now.get_mut(at) {
                    *slot = total;
                }
            }
            below = now;
        }
        below.first().copied().unwrap_or(0)
    }
}

/// The reference by which the end of a path is reached: the last one on it.
fn last_name(names: &FxHashMap<(usize, usize), String>, path: &[(usize, usize)], to: usize) -> String {
    let ends = path.iter().map(|(at, _)| *at).chain([to]).collect::<Vec<_>>();
    let pairs = ends.iter().zip(ends.iter().skip(1)).rev();
    pairs.filter_map(|(from, to)| names.get(&(*from, *to))).next().cloned().unwrap_or_default()
}

impl Part {
    fn asked(&self) -> impl Iterator<Item = usize> {
        let keys = self.keys.values().flatten();
        let rest = self.every.iter().chain(&self.places).chain(&self.items);
        self.here.iter().chain(keys).chain(rest).copied()
    }
}

impl<'v> Builder<'_, 'v> {
    /// The number of a part.
    fn part(&mut self, value: &'v Value, file: &'v Value) -> usize {
        let next = self.graph.parts.len();
        let at = *self.known.entry(std::ptr::from_ref(value) as usize).or_insert(next);
        if at == next {
            self.graph.parts.push(Part::default());
            self.open.push((value, file, at));
        }
        at
    }

    fn look(&mut self, value: &'v Value, file: &'v Value, at: usize) {
        let Some(schema) = value.as_object() else { return };
        let mut part = Part::default();
        for (keyword, value) in schema {
            let list = || value.as_array().into_iter().flatten();
            let map = || value.as_object().into_iter().flatten();
            match keyword.as_str() {
                "$ref" | "$dynamicRef" | "$recursiveRef" => {
                    let Some((target, file)) = value.as_str().and_then(|text| (self.resolve)(file, text))
                    else {
                        continue;
                    };
                    let to = self.part(target, file);
                    self.names.insert((at, to), value.as_str().unwrap_or_default().to_owned());
                    part.here.push(to);
                }
                "allOf" | "anyOf" | "oneOf" => part.here.extend(list().map(|one| self.part(one, file))),
                "not" | "if" | "then" | "else" => part.here.push(self.part(value, file)),
                "dependentSchemas" | "dependencies" => {
                    part.here.extend(map().map(|(_, one)| self.part(one, file)));
                }
                "properties" => {
                    for (key, one) in map() {
                        part.keys.entry(key.clone()).or_default().push(self.part(one, file));
                    }
                }
                "patternProperties" => part.every.extend(map().map(|(_, one)| self.part(one, file))),
                "additionalProperties" | "unevaluatedProperties" | "propertyNames" => {
                    part.every.push(self.part(value, file));
                }
                "prefixItems" => part.places.extend(list().map(|one| self.part(one, file))),
                "items" if value.is_array() => part.places.extend(list().map(|one| self.part(one, file))),
                "items" | "additionalItems" | "unevaluatedItems" | "contains" => {
                    part.items.push(self.part(value, file));
                }
                _ => {}
            }
        }
        if let Some(slot) = self.graph.parts.get_mut(at) {
            *slot = part;
        }
    }
}
