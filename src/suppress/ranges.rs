//! Which comment ends which range. Linear in the number of names. May not read text.

use std::collections::HashMap;

use super::lines::LineMap;
use super::{Comment, Flaw, FlawKind, Scope};
use crate::source::Span;

/// A name of a comment: the indices of both.
type At = (usize, usize);

/// Ends the ranges: an end with names ends the last open range of each, one without ends the last open
/// range as a whole. What is never ended covers the rest of the file.
pub(super) fn close(comments: &mut [Comment], lines: &LineMap<'_>) {
    let mut open: HashMap<Box<str>, Vec<At>> = HashMap::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut is_open: HashMap<At, ()> = HashMap::new();
    for at in 0..comments.len() {
        let Some(one) = comments.get(at) else { continue };
        match one.scope {
            Scope::Start => {
                starts.push(at);
                for (name, named) in one.names.iter().enumerate() {
                    open.entry(named.text.clone()).or_default().push((at, name));
                    is_open.insert((at, name), ());
                }
            }
            Scope::End => {
                let end = lines.end(lines.last_line(one.span));
                let (ended, lost) = if one.names.is_empty() {
                    last(comments, &mut starts, &mut is_open, one.word)
                } else {
                    named(one, &mut open, &mut is_open)
                };
                let is_by_name = !one.names.is_empty();
                end_all(comments, at, &ended, end, is_by_name);
                if let Some(one) = comments.get_mut(at) {
                    let flaw = |span| Flaw { kind: FlawKind::NothingOpen, span, fix: None };
                    one.flaws.extend(lost.into_iter().map(flaw));
                }
            }
            Scope::Line | Scope::NextLine | Scope::File => {}
        }
    }
    let mut endless: Vec<usize> = is_open.into_keys().map(|(comment, _)| comment).collect();
    endless.sort_unstable();
    endless.dedup();
    for at in endless {
        if let Some(one) = comments.get_mut(at) {
            one.flaws.push(Flaw { kind: FlawKind::NeverEnded, span: one.word, fix: None });
        }
    }
}

/// The names of the last open range, or the bytes of the end that ends nothing.
fn last(
    comments: &[Comment],
    starts: &mut Vec<usize>,
    is_open: &mut HashMap<At, ()>,
    word: Span,
) -> (Vec<At>, Vec<Span>) {
    while let Some(start) = starts.pop() {
        let count = comments.get(start).map_or(0, |one| one.names.len());
        let ended: Vec<At> =
            (0..count).map(|name| (start, name)).filter(|at| is_open.remove(at).is_some()).collect();
        if !ended.is_empty() {
            return (ended, Vec::new());
        }
    }
    (Vec::new(), vec![word])
}

/// The open ranges of the names of an end, and those of its names that end nothing.
fn named(
    end: &Comment,
    open: &mut HashMap<Box<str>, Vec<At>>,
    is_open: &mut HashMap<At, ()>,
) -> (Vec<At>, Vec<Span>) {
    let (mut ended, mut lost) = (Vec::new(), Vec::new());
    for named in &end.names {
        let stack = open.get_mut(&named.text);
        let found = stack
            .and_then(|stack| std::iter::from_fn(|| stack.pop()).find(|at| is_open.remove(at).is_some()));
        match found {
            Some(at) => ended.push(at),
            None => lost.push(named.span),
        }
    }
    (ended, lost)
}

fn end_all(comments: &mut [Comment], by: usize, ended: &[At], end: u32, is_by_name: bool) {
    let mut partners: Vec<usize> = Vec::new();
    for (comment, name) in ended {
        let Some(one) = comments.get_mut(*comment) else { continue };
        if let Some(named) = one.names.get_mut(*name) {
            named.is_ended_by_name = is_by_name;
            for covered in &mut named.covers {
                covered.end = end;
            }
        }
        if one.partners.last() != Some(&by) {
            one.partners.push(by);
        }
        partners.push(*comment);
    }
    partners.sort_unstable();
    partners.dedup();
    if let Some(one) = comments.get_mut(by) {
        one.partners = partners;
    }
}
