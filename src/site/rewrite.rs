//! Another address in place of one, written as the old one was: with its host, its dots or its Liquid, its
//! query and its fragment. May not decide which address is the right one.

use super::{FromLiquid, SiteReference};
use crate::source::Span;

/// The bytes to replace, and by what, so that a reference leads to `path`, which is an address from the root
/// of the host; none where it needs care to write. `was` is where it led, if only the case of letters is
/// wrong.
#[must_use]
pub fn rewritten(reference: &SiteReference, path: &str, was: Option<&str>) -> Option<(Span, String)> {
    let old = &*reference.target;
    let new = address(old, path, was)?;
    match reference.liquid.as_deref() {
        None => Some((reference.span, new)),
        Some(FromLiquid::Known { tail }) => within_tail(reference.span, old, &new, *tail as usize),
        Some(_) => None,
    }
}

fn address(old: &str, path: &str, was: Option<&str>) -> Option<String> {
    let (rest, suffix) = old.split_at(old.find(['?', '#']).unwrap_or(old.len()));
    let is_plain = |text: &str| !text.contains([' ', '"', '\'', '<', '>', '(', ')', '&', '\\']);
    if !is_plain(path) || !is_plain(suffix) {
        return None;
    }
    if let Some(same) = was.and_then(|was| in_other_letters(rest, path, was)) {
        return Some(format!("{same}{suffix}"));
    }
    Some(format!("{}{path}{suffix}", origin(rest)))
}

/// The scheme and host in front of a path.
fn origin(address: &str) -> &str {
    let start = match address.find("//") {
        Some(0) => 2,
        Some(at) if address.get(..at).is_some_and(|before| before.ends_with(':')) => at + 2,
        _ => return "",
    };
    let host = address.get(start..).unwrap_or_default();
    address.get(..start + host.find('/').unwrap_or(host.len())).unwrap_or_default()
}

/// An address that stays as it is, but for the case of letters behind its dots, where that is enough.
fn in_other_letters(old: &str, path: &str, was: &str) -> Option<String> {
    let start = old.rfind("./").map_or(0, |at| at + 2);
    let (dots, shared) = (old.get(..start)?, old.get(start..).filter(|shared| shared.is_ascii())?);
    let above = path.len().checked_sub(shared.len())?;
    let end = path.get(above..).filter(|end| end.eq_ignore_ascii_case(shared))?;
    let is_enough = path.get(..above) == was.get(..above) && path.len() == was.len();
    is_enough.then(|| format!("{dots}{end}"))
}

/// The part of an address that changes, where all of it stands behind the last Liquid.
fn within_tail(span: Span, old: &str, new: &str, tail: usize) -> Option<(Span, String)> {
    let same = |(a, b): &(u8, u8)| a == b;
    let mut head = old.bytes().zip(new.bytes()).take_while(same).count();
    let most = old.len().min(new.len()) - head;
    let mut end = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(same).count();
    while !old.is_char_boundary(head) || !new.is_char_boundary(head) {
        head -= 1;
    }
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    if old.len() - head > tail {
        return None;
    }
    let at = |from_end: usize| (span.end as usize).checked_sub(from_end);
    let place = Span::new(at(old.len() - head)?, at(end)?);
    Some((place, new.get(head..new.len() - end)?.to_owned()))
}
