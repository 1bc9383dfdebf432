//! Front matter and configuration values as Ruby sees them after SafeYAML: what is true, what
//! `to_s` and `inspect` print. May not know what a key means.

use std::borrow::Cow;
use std::fmt::Write;

use crate::document::front_matter::scalar::ruby_to_s;
use crate::document::front_matter::{Kind, Node, Typed};
use crate::publication::Day;

/// Whether Ruby takes a value as true: all but `null` and `false`.
#[must_use]
pub(super) fn is_truthy(node: Node<'_>) -> bool {
    !matches!(node.typed(), Some(Typed::Null | Typed::Bool(false)))
}

/// Whether a value is `false`.
#[must_use]
pub(super) fn is_false(node: Node<'_>) -> bool {
    matches!(node.typed(), Some(Typed::Bool(false)))
}

/// Whether a value is a list.
#[must_use]
pub(super) fn is_list(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::Sequence(_))
}

/// Ruby's `to_s`.
#[must_use]
pub(super) fn to_s(node: Node<'_>) -> Cow<'_, str> {
    match node.kind() {
        Kind::Scalar { text, typed } => ruby_to_s(typed, text),
        Kind::Sequence(_) | Kind::Mapping(_) => Cow::Owned(inspect(node)),
    }
}

/// The calendar day of a number of days since 1970-01-01 (proleptic Gregorian).
#[must_use]
pub(super) fn civil_from_days(days: i128) -> Day {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i128::from(month <= 2);
    (i32::try_from(year).unwrap_or(i32::MAX), narrow(month), narrow(day))
}

fn narrow(value: i128) -> u8 {
    u8::try_from(value).unwrap_or_default()
}

/// Ruby's `inspect` of lists and maps, to a limit: deeper ones are rare, and only printed.
#[must_use]
pub(super) fn inspect(node: Node<'_>) -> String {
    let mut out = String::new();
    write_inspect(node, 0, &mut out);
    out
}

/// How deep, and how many bytes, [`inspect`] prints; an alias may stand for itself many times over.
const INSPECT_DEPTH: usize = 16;
const INSPECT_BYTES: usize = 4096;

fn write_inspect(node: Node<'_>, depth: usize, out: &mut String) {
    if depth > INSPECT_DEPTH || out.len() > INSPECT_BYTES {
        out.push('…');
        return;
    }
    match node.kind() {
        Kind::Scalar { text, typed: Typed::String } => {
            let _ = write!(out, "{text:?}");
        }
        Kind::Scalar { typed: Typed::Null, .. } => out.push_str("nil"),
        Kind::Scalar { text, typed } => out.push_str(&ruby_to_s(typed, text)),
        Kind::Sequence(_) => {
            out.push('[');
            for (at, item) in node.items().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                write_inspect(item, depth + 1, out);
            }
            out.push(']');
        }
        Kind::Mapping(_) => {
            out.push('{');
            for (at, pair) in node.pairs().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                write_inspect(pair.key, depth + 1, out);
                out.push_str("=>");
                write_inspect(pair.value, depth + 1, out);
            }
            out.push('}');
        }
    }
}
