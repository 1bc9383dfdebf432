//! The parts of a date in the front matter, and what the generator makes of it. May not judge them.

use super::{Facet, Property};
use crate::entry::written_date::{WrittenDate, day_words, duration_words, offset_words};
use crate::matcher::subject::facet::When;
use crate::publication::DateZone;
use crate::source::Span;

/// The bytes and the text of a part; of the whole date where it has none.
pub(in crate::matcher::subject) fn value<'e>(date: &WrittenDate<'e>, part: When) -> (Span, Option<&'e str>) {
    match span(date, part) {
        Some(span) => (span, Some(date.part(span))),
        None => (date.span, None),
    }
}

fn span(date: &WrittenDate<'_>, part: When) -> Option<Span> {
    match part {
        When::Text => Some(date.span),
        When::Day => Some(date.day),
        When::Time => date.clock,
        When::Zone => date.zone,
        When::Unread => date.unread(),
        _ => None,
    }
}

pub(super) fn place(date: &WrittenDate<'_>, facet: &Facet) -> Option<Span> {
    match facet {
        Facet::Date(part) => span(date, *part),
        _ => None,
    }
}

pub(super) fn property<'i>(date: &WrittenDate<'i>, facet: &Facet) -> Property<'i> {
    let Facet::Date(part) = facet else { return Property::Missing };
    let fact = date.fact;
    match part {
        When::Text | When::Day | When::Time | When::Zone | When::Unread => {
            Property::of(span(date, *part).map(|span| date.part(span)))
        }
        When::WrittenDay => Property::of(Some(day_words(fact.written_day))),
        When::Year => Property::of(Some(fact.written_day.0.to_string())),
        When::ZoneRead => Property::of(Some(match fact.zone {
            DateZone::Explicit(_) => "offset",
            DateZone::ImplicitUtc => "utc",
            DateZone::Build => "site",
            DateZone::Ignored => "unknown",
            DateZone::DateOnly => "none",
        })),
        When::Offset => match fact.zone {
            DateZone::Explicit(offset) => Property::of(Some(offset_words(offset))),
            _ => Property::Missing,
        },
        When::SiteOffset => Property::of(Some(offset_words(fact.wall_offset))),
        When::ShownOffset => Property::of(Some(offset_words(fact.offset))),
        When::FromUtc => Property::of(Some(duration_words(fact.offset))),
        When::Difference => match fact.zone {
            DateZone::Explicit(offset) => Property::of(Some(duration_words(offset - fact.offset))),
            _ => Property::Missing,
        },
        When::Exists => Property::flag(!fact.overflowed),
        When::IsComplete => Property::flag(!fact.from_now),
    }
}
