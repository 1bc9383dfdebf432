//! Conditions whose sides are known (Liquid 4.0.4, `condition.rb`). May not guess.

use std::borrow::Cow;

use super::scope::Scope;
use super::values::Value;
use crate::document::liquid::condition::{Comparison, Conditions, Join};
use crate::publication::Text;

type Decision = Result<bool, Text>;

/// Whether a condition holds: the first comparison decides whether the others count.
pub(super) fn decide<'v>(scope: &Scope<'v>, conditions: &Conditions<'v>) -> Decision {
    let mut result: Option<(Join, Decision)> = None;
    let mut left = conditions.others.iter().rev().map(|(join, comparison)| (Some(*join), comparison));
    let first = std::iter::once((None, &conditions.first));
    for (join, comparison) in left.by_ref().chain(first) {
        let own = compare(scope, comparison);
        let own = match (own, result.take()) {
            (own, None) => own,
            (Ok(true), Some((Join::Or, _))) => Ok(true),
            (Ok(false), Some((Join::And, _))) => Ok(false),
            (Ok(_), Some((_, rest))) => rest,
            (Err(_), Some((Join::Or, Ok(true)))) => Ok(true),
            (Err(_), Some((Join::And, Ok(false)))) => Ok(false),
            (own, Some(_)) => own,
        };
        match join {
            Some(join) => result = Some((join, own)),
            None => return own,
        }
    }
    Err("no condition".into())
}

fn compare<'v>(scope: &Scope<'v>, comparison: &Comparison<'v>) -> Decision {
    let left = scope.evaluate_cow(&comparison.left);
    let Some(operator) = comparison.operator else { return left.is_true() };
    let right = scope.evaluate_cow(&comparison.right);
    for side in [&left, &right] {
        match side {
            Value::Unknown(why) => return Err(why.clone()),
            Value::Parts(_) => return Err("the address of a post or file in a condition".into()),
            _ => {}
        }
    }
    match operator {
        "==" => equal(&left, &right),
        "!=" | "<>" => equal(&left, &right).map(|equal| !equal),
        "contains" => contains(&left, &right),
        "<" | ">" | "<=" | ">=" => order(operator, &left, &right),
        _ => Err(Cow::Owned(format!("`{operator}` is no comparison"))),
    }
}

/// `Condition#equal_variables`; Ruby itself knows no `blank?`.
pub(super) fn equal(left: &Value<'_>, right: &Value<'_>) -> Decision {
    Ok(match (left, right) {
        (Value::Emptiness, other) | (other, Value::Emptiness) => match other {
            Value::Nil | Value::Bool(_) | Value::Integer(_) | Value::Float => false,
            _ => return Err("a comparison with `empty` or `blank`".into()),
        },
        (Value::Nil, Value::Nil) => true,
        (Value::Bool(left), Value::Bool(right)) => left == right,
        (Value::Integer(left), Value::Integer(right)) => left == right,
        (Value::Text(left), Value::Text(right)) => left == right,
        (Value::Float, _) | (_, Value::Float) => return Err("a comparison with a fraction".into()),
        (
            Value::List(_) | Value::Node(_) | Value::Time(..),
            Value::List(_) | Value::Node(_) | Value::Time(..),
        ) => {
            return Err("a comparison of two lists".into());
        }
        _ => false,
    })
}

fn contains(left: &Value<'_>, right: &Value<'_>) -> Decision {
    if !left.is_true()? || !right.is_true()? {
        return Ok(false);
    }
    match left {
        Value::Text(text) => Ok(text.contains(&*right.print()?)),
        Value::List(_) | Value::Node(_) => {
            let Some(items) = left.items() else { return Err("whether a mapping contains it".into()) };
            for item in &items {
                if equal(item, right)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        _ => Ok(false),
    }
}

fn order(operator: &str, left: &Value<'_>, right: &Value<'_>) -> Decision {
    let ordering = match (left, right) {
        (Value::Integer(left), Value::Integer(right)) => left.cmp(right),
        (Value::Nil | Value::Bool(_), _) | (_, Value::Nil | Value::Bool(_)) => return Ok(false),
        _ => return Err("which of two values is greater".into()),
    };
    Ok(match operator {
        "<" => ordering.is_lt(),
        ">" => ordering.is_gt(),
        "<=" => ordering.is_le(),
        _ => ordering.is_ge(),
    })
}
