//! `anyOf` and `oneOf` of which no branch fits: which of them was probably meant. May not word it.

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use super::shape;

/// What the branches have in common, or which of them is nearest.
pub(super) enum Nearest {
    /// They differ in the type alone.
    Types(Vec<JsonType>),
    /// They are values to choose from.
    Values(Vec<Value>),
    /// Each wants one key that is not there.
    Keys(Vec<String>),
    /// The branch of that number.
    Branch(usize),
    /// None is nearer than the others.
    None,
}

/// A value of a wholly other type is far from a branch.
const OTHER_TYPE: usize = 1000;
const OTHER_VALUE: usize = 300;

/// Looks at the errors of each branch at the value at `path`.
pub(super) fn nearest(branches: &[Vec<ValidationError<'_>>], path: &str) -> Nearest {
    let only = |branch: &Vec<ValidationError<'_>>| match branch.as_slice() {
        [one] if one.instance_path().as_str() == path => Some(common(one.kind())?),
        _ => None,
    };
    let common: Option<Vec<Common>> = branches.iter().map(only).collect();
    if let Some(all) = common.filter(|all| !all.is_empty()) {
        if all.iter().all(|one| matches!(one, Common::Types(_))) {
            let types = all
                .into_iter()
                .flat_map(|one| if let Common::Types(types) = one { types } else { Vec::new() });
            return Nearest::Types(types.collect());
        }
        if all.iter().all(|one| matches!(one, Common::Values(_))) {
            let values =
                all.into_iter().flat_map(|one| if let Common::Values(all) = one { all } else { Vec::new() });
            return Nearest::Values(values.collect());
        }
        if all.iter().all(|one| matches!(one, Common::Key(_))) {
            let keys =
                all.into_iter().filter_map(|one| if let Common::Key(key) = one { Some(key) } else { None });
            return Nearest::Keys(keys.collect());
        }
    }
    let scored = branches.iter().map(|branch| score(branch, path)).enumerate();
    match scored.min_by_key(|(at, score)| (*score, *at)) {
        Some((at, score)) if score < OTHER_TYPE => Nearest::Branch(at),
        _ => Nearest::None,
    }
}

enum Common {
    Types(Vec<JsonType>),
    Values(Vec<Value>),
    Key(String),
}

fn common(kind: &Kind) -> Option<Common> {
    match kind {
        Kind::Type { kind } => Some(Common::Types(shape::types(kind))),
        Kind::Constant { expected_value } => Some(Common::Values(vec![expected_value.as_ref().clone()])),
        Kind::Enum { options } => Some(Common::Values(options.as_array()?.clone())),
        Kind::Required { property } => Some(Common::Key(property.as_str()?.to_owned())),
        _ => None,
    }
}

/// How far a value is from a branch.
fn score(errors: &[ValidationError<'_>], path: &str) -> usize {
    let one = |error: &ValidationError<'_>| {
        let is_here = error.instance_path().as_str() == path;
        match error.kind() {
            Kind::Type { .. } if is_here => OTHER_TYPE,
            Kind::Constant { .. } | Kind::Enum { .. } if is_here => OTHER_VALUE,
            // What tells the branches apart: `kind: event`.
            Kind::Constant { .. } | Kind::Enum { .. } | Kind::FalseSchema => 100,
            Kind::AdditionalProperties { unexpected } => 20 * unexpected.len(),
            Kind::Required { .. } => 30,
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                context.iter().map(|branch| score(branch, path)).min().unwrap_or_default()
            }
            _ => 10,
        }
    };
    errors.iter().map(one).sum()
}
