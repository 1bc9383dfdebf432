//! The date of a post or document: from which text, in which zone. May not read a date.

use super::Asked;
use crate::generator::explanation::{Fact, Origin};
use crate::publication::{Cause, DateAnswer, DateFact, DateZone, Text};
use crate::source::Span;

impl Asked<'_> {
    pub(super) fn date(&self) -> Vec<Fact> {
        match &self.publication.date {
            DateAnswer::None => Vec::new(),
            DateAnswer::Undecided(why) => {
                vec![Fact::new("date", "undecided", Origin::Generator, why.clone())]
            }
            DateAnswer::Fatal { cause, text } => {
                let (origin, because) = self.cause(*cause, "date");
                let because = format!("{because}, which Jekyll takes for no date: `{text}`");
                vec![Fact::new("date", "none", origin, because)]
            }
            DateAnswer::Date(date) => {
                let value = crate::text::instant(date.instant, date.offset);
                vec![self.date_itself(date, value), self.zone(date)]
            }
        }
    }

    fn date_itself(&self, date: &DateFact, value: String) -> Fact {
        let (origin, because) = match date.cause {
            Cause::Path => {
                (Origin::Path(self.date_in_name()), "the file's name, since it sets no `date`".into())
            }
            Cause::Generator => (
                Origin::Generator,
                "the moment of the build, since neither it nor its name says a date".into(),
            ),
            cause => self.cause(cause, "date"),
        };
        let fact = Fact::new("date", value, origin, because);
        if date.overflowed {
            return fact
                .unless("its text names a day that its month does not have, and Ruby goes on counting");
        }
        if date.from_now && date.cause != Cause::Generator {
            return fact.unless(
                "its text does not name the whole day; the rest is taken from the moment of the build",
            );
        }
        fact
    }

    /// The bytes of the date in the file's name.
    fn date_in_name(&self) -> Span {
        let name = self.name();
        let dated = crate::generator::jekyll::reader::DatedName::parse(self.part(name));
        let length = dated.map_or(name.len(), |dated| dated.date.len());
        Span::new(name.start as usize, name.start as usize + length)
    }

    fn zone(&self, date: &DateFact) -> Fact {
        let zone = self.build_zone();
        let value = |offset: i32| {
            let text = crate::text::instant(0, offset);
            text.get(text.len().saturating_sub(6)..).unwrap_or_default().to_owned()
        };
        let in_build = |why: &str| {
            let (origin, because, change) = &zone;
            let fact = Fact::new("zone", value(date.offset), origin.clone(), format!("{why}: {because}"));
            match change {
                Some(change) => fact.unless(*change),
                None => fact,
            }
        };
        match date.zone {
            DateZone::Explicit(offset) => {
                let origin = match date.cause {
                    Cause::FrontMatter(span) => Origin::FrontMatter(span),
                    cause => self.cause(cause, "date").0,
                };
                let because = if offset == date.offset {
                    "the date names it".to_owned()
                } else {
                    format!("the date names it; pages show {}, {}", value(date.offset), zone.1)
                };
                Fact::new("zone", value(offset), origin, because)
            }
            DateZone::ImplicitUtc => {
                let because = "a full time without an offset is UTC, whatever `timezone` says";
                Fact::new("zone", "+00:00", Origin::Generator, because)
                    .unless("write the offset after the time")
            }
            DateZone::Build => in_build("the date names none"),
            DateZone::Ignored => in_build("Jekyll knows no zone of the name in the date"),
            DateZone::DateOnly => in_build("midnight in the zone of the build"),
        }
    }

    fn build_zone(&self) -> (Origin, Text, Option<&'static str>) {
        match (self.site.config.place_of(&["timezone"]), &self.site.facts.time_zone) {
            (Some((file, span)), Some(name)) => {
                (Origin::Config(file, span), format!("`timezone: {name}`").into(), None)
            }
            _ => (
                Origin::Generator,
                "that of the machine, taken to be UTC".into(),
                Some("set `timezone:` in the configuration"),
            ),
        }
    }
}
