//! Ruby's `Date._parse`: a text to the fields that `Time.parse` uses. It never fails on odd text:
//! what it does not understand it leaves out. May not fill in what is missing.

mod apply;
mod digits;
mod text;

use super::Failure;
use super::pattern::{self, Pattern};
use crate::document::front_matter::scalar::calendar::month_days;
pub(super) use text::LARGEST;
use text::{Groups, Text};

/// Ruby's `Date._parse` refuses longer texts (bytes).
const LONGEST: usize = 128;

/// What a text says of a date, as far as it says it. Numbers are those of the text, in range or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) year: Option<i64>,
    pub(super) yday: Option<i64>,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    pub(super) hour: Option<i64>,
    pub(super) minute: Option<i64>,
    pub(super) second: Option<i64>,
    pub(super) nanosecond: Option<u32>,
    /// The zone as written; an `X` in capitals stands for a letter that is not ASCII.
    pub(super) zone: Option<String>,
    /// The bytes of the text that say something, and are not understood.
    pub(super) unread: Option<(u32, u32)>,
}

/// A form of a date, and how its parts are read.
type Form = (&'static Pattern, fn(&mut Draft, &Groups));

/// What is known while parsing.
#[derive(Debug, Default)]
struct Draft {
    fields: Fields,
    /// The year was written in a way that is never short for 19xx or 20xx.
    full_year: bool,
    before_christ: bool,
}

impl Fields {
    /// The fields of a text.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        if text.len() > LONGEST {
            return Err(Failure::Invalid);
        }
        let mut text = Text::new(text);
        let mut draft = Draft::default();
        text.take(&pattern::WEEKDAY);
        if let Some(found) = text.take(&pattern::TIME) {
            draft.time(&found)?;
        }
        draft.date(&mut text);
        if text.take(&pattern::BEFORE_CHRIST).is_some() {
            draft.before_christ = true;
        }
        if let Some(found) = text.take(&pattern::FRAGMENT) {
            draft.fragment(found.number("number").unwrap_or(0));
        }
        draft.fields.unread = text.unread();
        Ok(draft.finish())
    }

    /// Whether it names a day that its month does not have.
    pub(super) fn overflows(&self) -> bool {
        match (self.year, self.month.map(u8::try_from), self.day) {
            (Some(year), Some(Ok(month)), Some(day)) => day > i64::from(month_days(year, month)),
            _ => false,
        }
    }

    /// Whether it says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        let numbers = [self.year, self.yday, self.month, self.day, self.hour, self.minute, self.second];
        numbers.iter().all(Option::is_none) && self.nanosecond.is_none()
    }
}

impl Draft {
    /// The date: the first form that fits, in Ruby's order.
    fn date(&mut self, text: &mut Text) {
        let forms: [Form; 8] = [
            (&pattern::DAY_MONTH, Self::three_parts),
            (&pattern::MONTH_DAY, Self::three_parts),
            (&pattern::ISO, Self::three_parts),
            (&pattern::JIS, Self::japanese),
            (&pattern::VMS_DAY, Self::three_parts),
            (&pattern::VMS_MONTH, Self::three_parts),
            (&pattern::SLASHES, Self::three_parts),
            (&pattern::DOTS, Self::three_parts),
        ];
        for (form, read) in forms {
            if let Some(found) = text.take(form) {
                return read(self, &found);
            }
        }
        self.rare(text);
    }

    fn rare(&mut self, text: &mut Text) {
        if text.take(&pattern::WEEK).is_some() || text.take(&pattern::WEEK_DAY).is_some() {
            return;
        }
        let ordinal = if text.has(&pattern::NOT_ORDINAL) { None } else { Some(&pattern::ORDINAL) };
        let of_year = if text.has(&pattern::NOT_ORDINAL_DAY) { None } else { Some(&pattern::ORDINAL_DAY) };
        let forms = [Some(&pattern::NO_YEAR), Some(&pattern::NO_YEAR_SHORT), ordinal, of_year];
        let rest = [&pattern::YEAR, &pattern::MONTH_ALONE, &pattern::DAY_ALONE];
        for form in forms.into_iter().flatten().chain(rest) {
            if let Some(found) = text.take(form) {
                return self.plain_numbers(&found);
            }
        }
        if let Some(found) = text.take(&pattern::DIGITS) {
            self.digits(&found);
        }
    }

    fn plain_numbers(&mut self, found: &Groups) {
        let fields = &mut self.fields;
        fields.year = found.number("year").or(fields.year);
        fields.month = found.get("month").map(month_number).or(fields.month);
        fields.day = found.number("day").or(fields.day);
        fields.yday = found.number("yday").or(fields.yday);
    }

    /// A lone number is the day where only the time is known, or the hour where only the day is.
    fn fragment(&mut self, number: i64) {
        let fields = &mut self.fields;
        if fields.hour.is_some() && fields.day.is_none() && (1..=31).contains(&number) {
            fields.day = Some(number);
        }
        if fields.day.is_some() && fields.hour.is_none() && (0..=24).contains(&number) {
            fields.hour = Some(number);
        }
    }

    fn finish(self) -> Fields {
        let Self { mut fields, full_year, before_christ } = self;
        if before_christ {
            fields.year = fields.year.map(|year| 1 - year);
        }
        if !full_year {
            fields.year = fields.year.map(|year| match year {
                0..=68 => year + 2_000,
                69..=99 => year + 1_900,
                _ => year,
            });
        }
        fields
    }
}

/// A number, or the number of a month by the first three letters of its name.
fn month_number(text: &[u8]) -> i64 {
    const NAMES: [&[u8; 3]; 12] =
        [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];
    let named = NAMES.iter().zip(1..).find(|(name, _)| text.eq_ignore_ascii_case(name.as_slice()));
    named.map_or_else(|| text::number(text), |(_, number)| number)
}
