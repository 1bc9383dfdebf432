//! Values beyond a limit or of another form, in a writer's words. May not decide what is an error.

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::{Case, Fault, described, has_liquid};
use crate::schema::shape;
use crate::schema::spot::Spot;

/// A value beyond a limit, or of another form.
pub(super) fn of(case: &Case<'_>, spot: &Spot<'_>, kind: &Kind, part: Option<&Value>) -> Fault {
    let subject = spot.subject();
    let what = shape::of_node(spot.node);
    let number = |value: &Value| value.to_string();
    let length = spot.node.text().map_or(0, |text| text.chars().count());
    let items = spot.node.items().count();
    let keys = spot.node.pairs().count();
    let message = match kind {
        Kind::Minimum { limit } => format!("{subject} must be at least {}; this is {what}", number(limit)),
        Kind::Maximum { limit } => format!("{subject} must be at most {}; this is {what}", number(limit)),
        Kind::ExclusiveMinimum { limit } => {
            format!("{subject} must be more than {}; this is {what}", number(limit))
        }
        Kind::ExclusiveMaximum { limit } => {
            format!("{subject} must be less than {}; this is {what}", number(limit))
        }
        Kind::MultipleOf { multiple_of } => {
            format!("{subject} must be a multiple of {multiple_of}; this is {what}")
        }
        Kind::MinLength { limit: 1 } => format!("{subject} is empty, and the schema wants some text"),
        Kind::MinLength { limit } => {
            format!("{subject} must have at least {limit} characters; this has {length}")
        }
        Kind::MaxLength { limit } => {
            format!("{subject} may have at most {limit} characters; this has {length}")
        }
        Kind::MinItems { limit: 1 } => format!("{subject} is an empty list, and the schema wants an item"),
        Kind::MinItems { limit } => format!("{subject} must have at least {limit} items; this has {items}"),
        Kind::MinProperties { limit } => {
            format!("{subject} must have at least {limit} keys; this has {keys}")
        }
        Kind::MaxProperties { limit } => format!("{subject} may have at most {limit} keys; this has {keys}"),
        Kind::Pattern { pattern } => {
            format!("{subject} does not match {}; this is {what}", shape::excerpt(pattern))
        }
        Kind::Format { format } => format!("{subject} must be {}; this is {what}", of_format(format)),
        Kind::Contains => {
            format!("{subject} lacks an item that the schema wants in it, or has too many of them")
        }
        Kind::OneOfMultipleValid { context } => {
            let fits = context.iter().filter(|branch| branch.is_empty()).count();
            format!("{subject} has {fits} forms at once of which it may have only one")
        }
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            let message = format!("{subject} takes too long to compare with its pattern");
            let fault = Fault::new(spot.span(), message);
            return Fault { is_undecided: true, ..fault };
        }
        other => format!("{subject} does not fit the schema: `{}`", other.keyword()),
    };
    let span = if spot.node.text().is_some() { spot.span() } else { spot.handle(case.place.opening) };
    let mut fault = Fault::new(span, message);
    fault.help = described(part);
    fault.is_undecided = has_liquid(spot.node);
    fault
}

/// A format in words.
pub(super) fn of_format(format: &str) -> String {
    let words = match format {
        "date" => "a day, as in 2022-01-07",
        "date-time" => "a day and time, as in 2022-01-07T08:00:00+08:00",
        "time" => "a time, as in 08:00:00Z",
        "duration" => "a span of time, as in P1DT12H",
        "email" | "idn-email" => "an email address",
        "hostname" | "idn-hostname" => "the name of a host",
        "uri" | "iri" => "a whole address, as in https://example.org/a",
        "uri-reference" | "iri-reference" => "an address",
        "uuid" => "a UUID",
        "ipv4" => "an IPv4 address",
        "ipv6" => "an IPv6 address",
        "regex" => "a regular expression",
        other => return format!("of the format `{other}`"),
    };
    words.to_owned()
}
