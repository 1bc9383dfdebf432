//! Templates of URLs and what is put into them: `lib/jekyll/url.rb` and `drops/url_drop.rb` for
//! posts and documents, `Page#template` for pages. May not read front matter.

use std::borrow::Cow;
use std::fmt::Write;

use super::slug::{self, Mode, slugify};
use super::url::{escape_path, sanitize};
use super::value::civil_from_days;
use crate::publication::{DateFact, Term};

/// What the placeholders of a post's or document's template stand for.
#[derive(Debug)]
pub(super) struct Placeholders<'p> {
    /// The collection's name.
    pub(super) collection: &'p str,
    /// `Document#cleaned_relative_path`
    pub(super) path: Cow<'p, str>,
    /// The file's name without its extension.
    pub(super) name: &'p str,
    /// The slug; `None` for a document that Jekyll failed to read.
    pub(super) slug: Slug<'p>,
    /// The categories.
    pub(super) categories: &'p [Term],
    /// With its dot.
    pub(super) output_ext: &'p str,
    /// The date.
    pub(super) date: Option<&'p DateFact>,
}

/// The `slug` in a document's data.
#[derive(Clone, Copy, Debug)]
pub(super) enum Slug<'p> {
    /// Text.
    Text(&'p str),
    /// None, and the file's name is used.
    Missing,
    /// Not text: Ruby has no `gsub` for it.
    NotText,
}

/// Why there is no URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoUrl {
    /// The template names a placeholder that Jekyll does not know.
    UnknownPlaceholder(String),
    /// The slug is no text.
    SlugNotText,
    /// The date is not known.
    NoDate,
}

/// `URL#generate_url_from_drop` and `#sanitize_url`.
///
/// # Errors
/// Where Jekyll raises, or the date is not known.
pub(super) fn expand(template: &str, values: &Placeholders<'_>) -> Result<String, NoUrl> {
    let mut url = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(colon) = rest.find(':') {
        let (before, after) = rest.split_at_checked(colon).unwrap_or((rest, ""));
        url.push_str(before);
        let after = after.strip_prefix(':').unwrap_or(after);
        let length = after.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        let (name, after) = after.split_at_checked(length).unwrap_or(("", after));
        rest = after;
        if name.is_empty() {
            url.push(':');
            continue;
        }
        // `/:year_:month/`: the underscore belongs to the text.
        let short = name.strip_suffix('_').unwrap_or(name);
        let Some(value) = values.value(short)? else {
            return Err(NoUrl::UnknownPlaceholder(short.to_owned()));
        };
        url.push_str(&escape_path(&value));
        if short.len() < name.len() {
            url.push('_');
        }
    }
    url.push_str(rest);
    Ok(sanitize(&url))
}

/// Whether a template has a placeholder of the date.
#[must_use]
pub(super) fn asks_for_date(template: &str) -> bool {
    template.split(':').skip(1).any(|rest| {
        let length = rest.bytes().take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
        let name = rest.get(..length).unwrap_or_default();
        DATE_PLACEHOLDERS.contains(&name.strip_suffix('_').unwrap_or(name))
    })
}

impl Placeholders<'_> {
    fn value(&self, name: &str) -> Result<Option<Cow<'_, str>>, NoUrl> {
        Ok(Some(match name {
            "collection" => Cow::Borrowed(self.collection),
            "path" => Cow::Borrowed(&*self.path),
            "output_ext" => Cow::Borrowed(self.output_ext),
            "name" => Cow::Owned(slugify(self.name, Mode::Default, false)),
            "title" => Cow::Owned(slugify(self.slug()?, Mode::Pretty, true)),
            "slug" => Cow::Owned(slugify(self.slug()?, Mode::Default, false)),
            "categories" => Cow::Owned(joined(self.categories, slug::downcase)),
            "slugified_categories" => {
                Cow::Owned(joined(self.categories, |name| slugify(name, Mode::Default, false)))
            }
            name if DATE_PLACEHOLDERS.contains(&name) => {
                let date = self.date.ok_or(NoUrl::NoDate)?;
                Cow::Owned(date_value(name, &Local::of(date)))
            }
            _ => return Ok(None),
        }))
    }

    fn slug(&self) -> Result<&str, NoUrl> {
        match self.slug {
            Slug::Text(slug) => Ok(slug),
            Slug::Missing => Ok(self.name),
            Slug::NotText => Err(NoUrl::SlugNotText),
        }
    }
}

/// Each category once, joined by slashes.
fn joined(categories: &[Term], form: impl Fn(&str) -> String) -> String {
    let mut names: Vec<String> = Vec::with_capacity(categories.len());
    for category in categories {
        let name = form(&category.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("/")
}

/// Placeholders that are filled with the date of a document (`Drops::UrlDrop`).
pub const DATE_PLACEHOLDERS: [&str; 17] = [
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "i_day",
    "i_month",
    "short_month",
    "long_month",
    "short_year",
    "w_year",
    "week",
    "w_day",
    "short_day",
    "long_day",
    "y_day",
];

/// A date in the zone of the build.
#[derive(Clone, Copy, Debug)]
struct Local {
    year: i64,
    month: u8,
    day: u8,
    second_of_day: i64,
    /// Days since 1970-01-01.
    days: i64,
}

impl Local {
    fn of(date: &DateFact) -> Self {
        let seconds = date.instant.div_euclid(1_000_000_000) + i128::from(date.offset);
        let days = seconds.div_euclid(86_400);
        let (year, month, day) = civil_from_days(days);
        let narrow = |value: i128| i64::try_from(value).unwrap_or_default();
        Self {
            year: year.into(),
            month,
            day,
            second_of_day: narrow(seconds.rem_euclid(86_400)),
            days: narrow(days),
        }
    }

    /// Monday is 1.
    fn weekday(&self) -> i64 {
        (self.days + 3).rem_euclid(7) + 1
    }

    /// From 1.
    fn day_of_year(&self) -> i64 {
        let before = i64::from(self.month) - 1;
        let is_leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        let lengths = [31, if is_leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        lengths.iter().take(usize::try_from(before).unwrap_or_default()).sum::<i64>() + i64::from(self.day)
    }

    /// ISO 8601 year and week: those of the Thursday in the same week.
    fn iso_week(&self) -> (i64, i64) {
        let thursday = self.days + 4 - self.weekday();
        let (year, month, day) = civil_from_days(thursday.into());
        let that = Self { year: year.into(), month, day, second_of_day: 0, days: thursday };
        (that.year, (that.day_of_year() - 1) / 7 + 1)
    }
}

/// The months as `strftime` names them.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `strftime` as Ruby has it.
fn date_value(name: &str, date: &Local) -> String {
    let month = MONTHS.get(usize::from(date.month).wrapping_sub(1)).copied().unwrap_or_default();
    let year = |year: i64| {
        let mut text = String::new();
        let sign = if year < 0 { "-" } else { "" };
        let _ = write!(text, "{sign}{:04}", year.unsigned_abs());
        text
    };
    match name {
        "year" => year(date.year),
        "month" => format!("{:02}", date.month),
        "day" => format!("{:02}", date.day),
        "hour" => format!("{:02}", date.second_of_day / 3600),
        "minute" => format!("{:02}", date.second_of_day / 60 % 60),
        "second" => format!("{:02}", date.second_of_day % 60),
        "i_day" => date.day.to_string(),
        "i_month" => date.month.to_string(),
        "short_month" => month.get(..3).unwrap_or_default().to_owned(),
        "long_month" => month.to_owned(),
        "short_year" => format!("{:02}", date.year.rem_euclid(100)),
        "w_year" => year(date.iso_week().0),
        "week" => format!("{:02}", date.iso_week().1),
        "w_day" => date.weekday().to_string(),
        "y_day" => format!("{:03}", date.day_of_year()),
        "short_day" => day_name(date).get(..3).unwrap_or_default().to_owned(),
        _ => day_name(date).to_owned(),
    }
}

fn day_name(date: &Local) -> &'static str {
    usize::try_from(date.weekday() - 1).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or_default()
}
