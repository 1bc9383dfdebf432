//! Whether a file is published, why, and what would change that. May not decide it.

use super::{Asked, header, is_truthy};
use crate::generator::explanation::{Fact, Origin};
use crate::generator::jekyll::reader::Place;
use crate::publication::{Cause, DateAnswer, FatalKind, Kind, Skip, Status, Text};
use crate::source::Span;

impl Asked<'_> {
    pub(super) fn status(&self) -> Fact {
        match &self.publication.status {
            Status::Published => self.published(),
            Status::Fatal => self.fatal(),
            Status::Undecided(why) => Fact::new("status", "undecided", Origin::Generator, why.clone()),
            Status::Skipped(skip) => self.skipped(*skip),
        }
    }

    /// Published, perhaps only since something that holds files back is off.
    fn published(&self) -> Fact {
        let now = self.site.facts.now;
        let is_future = matches!(&self.publication.date, DateAnswer::Date(fact) if fact.instant > now);
        let held = self.data.get("published").is_some_and(|found| !is_truthy(found.node));
        let fact = |(origin, because): (Origin, Text)| Fact::new("status", "published", origin, because);
        if held && matches!(self.place, Place::Document(_) | Place::Page(_)) {
            return fact(self.flag(2, "unpublished", "--unpublished"));
        }
        if self.publication.kind == Kind::Draft {
            return fact(self.flag(0, "show_drafts", "--drafts"));
        }
        if is_future && self.site.config.future {
            return fact(self.flag(1, "future", "--future"));
        }
        if let (true, Place::Document(place)) = (is_future, &self.place)
            && let Some(collection) = self.site.config.collections.get(place.collection)
            && let Some((file, span)) =
                self.site.config.place_of(&["collections", &collection.label, "future"])
        {
            let because = format!("`future` of the collection `{}`", collection.label);
            return Fact::new("status", "published", Origin::Config(file, span), because);
        }
        let (value, because) = match self.publication.kind {
            Kind::Static => ("copied", "nothing holds it back"),
            _ => ("published", "nothing holds it back"),
        };
        Fact::new("status", value, Origin::Generator, because)
    }

    /// A switch that the command line or the configuration sets.
    fn flag(&self, index: usize, key: &str, option: &'static str) -> (Origin, Text) {
        if self.site.config.told.get(index).copied().unwrap_or_default() {
            return (Origin::CommandLine, format!("`{option}`").into());
        }
        self.setting(key, "false")
    }

    fn fatal(&self) -> Fact {
        let Some(fatal) = self.publication.fatal.as_deref() else {
            return Fact::new("status", "Jekyll stops here", Origin::Generator, "the whole build stops");
        };
        let origin = match fatal.kind {
            _ if fatal.span == Span::at(0) => self.origin_elsewhere(fatal.kind),
            FatalKind::Liquid | FatalKind::UnknownTag => Origin::File(fatal.span),
            _ => Origin::FrontMatter(fatal.span),
        };
        let fact = Fact::new("status", "Jekyll stops here", origin, fatal.message.clone());
        fact.unless("correct it; until then nothing of the site is built")
    }

    /// The cause of what stops the build, where it does not stand in the file.
    fn origin_elsewhere(&self, kind: FatalKind) -> Origin {
        let of_key = |key: &str| self.data.get(key).map(|found| self.cause(found.cause, key).0);
        let found = match kind {
            FatalKind::Date => match self.publication.date {
                DateAnswer::Fatal { cause, .. } => Some(self.cause(cause, "date").0),
                _ => None,
            },
            FatalKind::Permalink => {
                of_key("permalink").or_else(|| of_key("slug")).or_else(|| self.template())
            }
            FatalKind::Configuration => {
                self.site.config.place_of(&["defaults"]).map(|(file, span)| Origin::Config(file, span))
            }
            FatalKind::FrontMatter => header::read(self.document).err().map(|lost| Origin::File(lost.span)),
            FatalKind::Liquid | FatalKind::UnknownTag => Some(Origin::File(Span::at(0))),
        };
        found.unwrap_or(Origin::Generator)
    }

    fn template(&self) -> Option<Origin> {
        let Place::Document(place) = &self.place else { return None };
        let label = &self.site.config.collections.get(place.collection)?.label;
        let of_collection = self.site.config.place_of(&["collections", label, "permalink"]);
        let place = of_collection.or_else(|| self.site.config.place_of(&["permalink"]));
        place.map(|(file, span)| Origin::Config(file, span))
    }

    fn skipped(&self, skip: Skip) -> Fact {
        let fact = |(origin, because): (Origin, Text), change: &'static str| {
            Fact::new("status", "skipped", origin, because).unless(change)
        };
        match skip {
            Skip::Future => self.skipped_until(),
            Skip::Unpublished => {
                let found = self.data.get("published");
                let cause = found.map_or(Cause::Generator, |found| found.cause);
                let value = found.map(|found| super::shown(found.node)).unwrap_or_default();
                let what = format!("published: {value}");
                fact(self.cause(cause, &what), "take `published` away, or build with `--unpublished`")
            }
            Skip::Draft => fact(
                self.flag(0, "show_drafts", "--drafts"),
                "build with `--drafts`, or move it to `_posts` with a date before its name",
            ),
            Skip::BadName => {
                let name = self.name();
                let change = format!("rename it, say to `{}`", self.good_name());
                let (value, because) = match self.publication.kind {
                    Kind::Draft => ("not read", "its name has no extension"),
                    _ => ("not read", "its name does not match DATE-TITLE.EXT"),
                };
                Fact::new("status", value, Origin::Path(name), because).unless(change)
            }
            Skip::Excluded => self.excluded(),
            Skip::NoOutput => self.no_output(),
            Skip::Unreadable => self.unreadable(),
            Skip::Part => {
                let because = match self.publication.kind {
                    Kind::Layout => "a layout is read for the pages that name it",
                    Kind::Include => "an include is read for the pages that include it",
                    _ => "data are read for the templates that ask for them",
                };
                Fact::new("status", "not a page of its own", Origin::Generator, because)
            }
        }
    }

    fn skipped_until(&self) -> Fact {
        let DateAnswer::Date(date) = &self.publication.date else {
            return Fact::new("status", "skipped", Origin::Generator, "its date lies after now");
        };
        let text = crate::text::instant(date.instant, date.offset);
        // For people: 2026-03-01 08:00 +08:00.
        let (day, time) = text.split_once('T').unwrap_or((&text, ""));
        let zone = time.len().saturating_sub(6);
        let (time, zone) = time.split_at_checked(zone).unwrap_or((time, ""));
        let time = time.strip_suffix(":00").unwrap_or(time);
        let (origin, because) = self.setting("future", "false");
        let fact = Fact::new("status", format!("skipped until {day} {time} {zone}"), origin, because);
        fact.unless("it is published from then on, or with `--future`")
    }

    /// A name that Jekyll would read.
    fn good_name(&self) -> String {
        let text = self.part(self.name());
        if self.publication.kind == Kind::Draft {
            return format!("{text}.md");
        }
        let digits =
            |count: usize, text: &str| text.bytes().take(count).filter(u8::is_ascii_digit).count() == count;
        let day = text.get(..10).filter(|day| {
            digits(4, day)
                && day.get(5..7).is_some_and(|it| digits(2, it))
                && day.get(8..).is_some_and(|it| digits(2, it))
        });
        let day = day.map(|day| day.replace(|one: char| !one.is_ascii_digit(), "-"));
        let rest = text.get(if day.is_some() { 10 } else { 0 }..).unwrap_or_default();
        let rest = rest.trim_start_matches(|one: char| !one.is_alphanumeric());
        let (stem, extension) = rest.rsplit_once('.').unwrap_or((rest, "md"));
        let stem = if stem.is_empty() { "title" } else { stem };
        format!("{}-{stem}.{extension}", day.as_deref().unwrap_or("YYYY-MM-DD"))
    }
}
