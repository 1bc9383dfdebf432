//! From the errors of a validator to what is said of a document: each defect once, at its own bytes.
//! May not read files.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::branch::{Nearest, nearest};
use super::compile::Schema;
use super::fix::Place;
use super::spot::{self, Spot};
use super::words::{self, Case, Fault};
use super::{Verdict, fix};
use crate::document::front_matter::{Format, Tree};
use crate::finding::{Report, Safety};
use crate::source::{Source, Span};

/// Most errors of one document that are looked at.
const MOST: usize = 200;

/// What a schema says of a front matter, whose value is given.
pub(super) fn verdicts(schema: &Schema, place: &Place<'_>, value: &Value) -> Vec<Verdict> {
    if !schema.can_tell(depth(value)) {
        let why = "the branches of the schema multiply too often for values as deep as these";
        return vec![Verdict::Undecided(place.opening, why)];
    }
    if schema.validator.is_valid(value) {
        return Vec::new();
    }
    let errors: Vec<ValidationError<'_>> = schema.validator.iter_errors(value).take(MOST).collect();
    let part = |error: &ValidationError<'_>| schema.part(error);
    let case = Case { place, part: &part, is_schema: false };
    let report = |fault: Fault| {
        if fault.is_undecided {
            return Verdict::Undecided(fault.span, "the value holds Liquid, which a template may fill in");
        }
        let help = match fault.help {
            Some(help) => format!("{help} ({})", schema.shown),
            None => format!("the schema is {}", schema.shown),
        };
        let report = Report::new(fault.span, fault.message).help(help);
        Verdict::Fault(match fault.fix {
            Some((title, safety, span, text)) => report.fix(title, safety, span, text),
            None => report,
        })
    };
    faults(&case, &errors).into_iter().map(report).collect()
}

/// How many values lie in one another at most. Values are limited in their depth where they are made.
fn depth(value: &Value) -> usize {
    match value {
        Value::Object(keys) => keys.values().map(depth).max().unwrap_or(0) + 1,
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0) + 1,
        _ => 0,
    }
}

/// What is wrong in a schema, by the schema of its draft: bytes, words, help.
pub(super) fn in_schema(
    tree: &Tree,
    opening: Span,
    errors: &[ValidationError<'_>],
) -> Vec<(Span, String, Option<String>)> {
    let source = Source::from_bytes(std::sync::Arc::from(""), Vec::new());
    let content = tree.root().span();
    let place = Place { source: &source, tree, format: Format::Json, opening, content };
    let case = Case { place: &place, part: &|_| None, is_schema: true };
    faults(&case, errors).into_iter().map(|fault| (fault.span, fault.message, fault.help)).collect()
}

fn faults(case: &Case<'_>, errors: &[ValidationError<'_>]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = Vec::new();
    // What a branch that fails would have looked at counts as not looked at: only its own faults count.
    let is_consequence = |error: &ValidationError<'_>| {
        let path = error.instance_path().as_str();
        matches!(error.kind(), Kind::UnevaluatedProperties { .. } | Kind::UnevaluatedItems { .. })
            && errors.iter().any(|other| {
                !matches!(other.kind(), Kind::UnevaluatedProperties { .. } | Kind::UnevaluatedItems { .. })
                    && other.instance_path().as_str().starts_with(path)
            })
    };
    for error in errors.iter().filter(|error| !is_consequence(error)) {
        expand(case, error, &mut faults);
    }
    // A key that is written wrongly is not missing besides.
    let meant: Vec<String> = faults.iter().filter_map(|fault| fault.meant.clone()).collect();
    faults.retain(|fault| fault.lacks.as_ref().is_none_or(|key| !meant.contains(key)));
    let mut seen: Vec<(Span, String)> = Vec::new();
    faults.retain(|fault| {
        let key = (fault.span, fault.message.clone());
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    faults
}

/// The faults behind an error: of several forms of which none fits, those of the nearest.
fn expand(case: &Case<'_>, error: &ValidationError<'_>, faults: &mut Vec<Fault>) {
    // What is not in the tree comes from elsewhere, and is no matter of this file.
    let Some(spot) = spot::find(case.place.tree, error.instance_path()) else { return };
    let (Kind::AnyOf { context } | Kind::OneOfNotValid { context }) = error.kind() else {
        return words::of(case, error, &spot, faults);
    };
    match nearest(context, error.instance_path().as_str()) {
        Nearest::Types(types) => faults.push(words::other_type(case, &spot, &types)),
        Nearest::Values(values) => faults.push(words::other_value(case, &spot, &values)),
        Nearest::Keys(keys) => faults.push(words::no_key_of(case, &spot, &keys)),
        Nearest::Branch(at) => {
            for error in context.get(at).into_iter().flatten() {
                expand(case, error, faults);
            }
        }
        Nearest::None => faults.push(words::no_form(case, &spot, context.len())),
    }
}

/// A fix that replaces a scalar by a value.
pub(super) fn replacing(
    case: &Case<'_>,
    spot: &Spot<'_>,
    value: &Value,
) -> Option<(String, Safety, Span, String)> {
    if case.is_schema {
        return None;
    }
    let span = fix::replaceable(spot)?;
    let text = fix::written(value, case.place.format)?;
    Some((format!("write `{text}`"), Safety::Unsafe, span, text))
}
