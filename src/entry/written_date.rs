//! The `date:` of a document as its author wrote it: the bytes of its day, its time and its zone.
//! May not read dates; what the generator makes of one is a fact it only carries.

use crate::document::front_matter::Tree;
use crate::document::front_matter::scalar::calendar::gregorian_civil;
use crate::entry::Entry;
use crate::publication::{Cause, DateAnswer, DateFact, Day};
use crate::source::Span;

/// A date in a front matter that the generator reads, with its parts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenDate<'e> {
    /// What the generator makes of it.
    pub(crate) fact: &'e DateFact,
    /// Its text, without quotes.
    pub(crate) text: &'e str,
    /// The bytes of the text.
    pub(crate) span: Span,
    /// The day, if nothing is between its parts but the usual; else the whole text.
    pub(crate) day: Span,
    /// The time of day.
    pub(crate) clock: Option<Span>,
    /// The offset or the name of a zone.
    pub(crate) zone: Option<Span>,
}

impl<'e> WrittenDate<'e> {
    /// The date of a document, where its own front matter gives the whole day in one line.
    pub(crate) fn of(entry: &Entry<'e>) -> Option<Self> {
        Self::of_any(entry).filter(|date| !date.fact.from_now)
    }

    /// The same, or a part of a day that the generator completes from the moment of the build.
    pub(crate) fn of_any(entry: &Entry<'e>) -> Option<Self> {
        let publication = entry.publication;
        let DateAnswer::Date(fact) = &publication.date else { return None };
        let Cause::FrontMatter(value) = fact.cause else { return None };
        let span = without_quotes(value, entry.document.text(value));
        let text = entry.document.text(span);
        if text.contains(['\n', '\\']) || text.contains("''") {
            return None;
        }
        let parts = Parts::of(text);
        let place = |(start, end): (usize, usize)| Span::new(start, end).shifted(span.start as usize);
        Some(Self {
            fact,
            text,
            span,
            day: place(parts.day),
            clock: parts.clock.map(place),
            zone: parts.zone.map(place),
        })
    }

    /// The text of a part.
    pub(crate) fn part(&self, part: Span) -> &'e str {
        let start = self.span.start as usize;
        self.text
            .get((part.start as usize).saturating_sub(start)..(part.end as usize).saturating_sub(start))
            .unwrap_or(self.text)
    }

    /// The part that the generator does not read.
    pub(crate) fn unread(&self) -> Option<Span> {
        let (start, end) = self.fact.unread?;
        Some(Span::new(start as usize, end as usize).shifted(self.span.start as usize))
    }

    /// Whether the day is written `2022-01-07`.
    pub(crate) fn is_iso(&self) -> bool {
        let day = self.part(self.day).as_bytes();
        let is_shaped = |(at, byte): (usize, &u8)| {
            if matches!(at, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() }
        };
        day.len() == 10 && day.iter().enumerate().all(is_shaped)
    }
}

/// The value of `date:`, whatever the generator makes of it: its key and its bytes.
pub(crate) fn date_pair(tree: &Tree) -> Option<(Span, Span)> {
    tree.get("date").map(|pair| (pair.key.span(), pair.value.span()))
}

/// A span without the quotes around its text.
pub(crate) fn without_quotes(span: Span, text: &str) -> Span {
    let is_quoted = |quote: char| text.len() >= 2 && text.starts_with(quote) && text.ends_with(quote);
    if is_quoted('"') || is_quoted('\'') {
        return Span::new(span.start as usize + 1, span.end as usize - 1);
    }
    span
}

/// `2022-03-02`
pub(crate) fn day_words((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// `+0800`
pub(crate) fn offset_words(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    format!("{}{:02}{:02}", if seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// `18:46:18`, of an instant in nanoseconds at an offset in seconds.
pub(crate) fn clock_words(instant: i128, offset: i32) -> String {
    let second = (instant.div_euclid(1_000_000_000) + i128::from(offset)).rem_euclid(86_400);
    format!("{:02}:{:02}:{:02}", second / 3_600, second / 60 % 60, second % 60)
}

/// `8 hours`, `5 hours 30 minutes`.
pub(crate) fn duration_words(seconds: i32) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let counted = |count: u32, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match (minutes / 60, minutes % 60) {
        (0, minutes) => counted(minutes, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, minutes) => format!("{} {}", counted(hours, "hour"), counted(minutes, "minute")),
    }
}

type Range = (usize, usize);

/// The parts of a date, as ranges of its text.
struct Parts {
    day: Range,
    clock: Option<Range>,
    zone: Option<Range>,
}

impl Parts {
    fn of(text: &str) -> Self {
        let whole = (0, text.len());
        let Some(clock) = clock(text) else { return Self { day: whole, clock: None, zone: None } };
        let before = text.get(..clock.0).unwrap_or_default();
        let day = before.trim_end().trim_end_matches(['T', 't', ',']).trim_end();
        let day = if day.is_empty() { whole } else { (0, day.len()) };
        Self { day, clock: Some(clock), zone: zone(text, clock.1) }
    }
}

/// The first digits that a colon and more digits follow, with all that belongs to them.
fn clock(text: &str) -> Option<Range> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let colon =
        (1..bytes.len()).find(|at| bytes.get(*at) == Some(&b':') && is_digit(at - 1) && is_digit(at + 1))?;
    let start = (0..colon).rev().take_while(|at| is_digit(*at)).last()?;
    let is_part =
        |at: &usize| is_digit(*at) || (matches!(bytes.get(*at), Some(b':' | b'.')) && is_digit(at + 1));
    let end = (colon..bytes.len()).take_while(is_part).last()? + 1;
    let rest = text.get(end..)?;
    let half = rest.trim_start();
    let is_half = |word: &&str| half.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let half_end = ["am", "pm", "a.m.", "p.m."]
        .iter()
        .find(|word| is_half(word))
        .map(|word| end + rest.len() - half.len() + word.len());
    Some((start, half_end.unwrap_or(end)))
}

/// The word after the time, if it is an offset or a name.
fn zone(text: &str, end: usize) -> Option<Range> {
    let rest = text.get(end..)?;
    let word = rest.trim_start();
    let start = end + rest.len() - word.len();
    let word = word.split([' ', '\t']).next()?;
    let bare = word.trim_start_matches('(');
    let (start, word) = (start + word.len() - bare.len(), bare.trim_end_matches(')'));
    let is_zone = word.starts_with(|ch: char| ch.is_alphabetic() || matches!(ch, '+' | '-'));
    is_zone.then_some((start, start + word.len()))
}

/// The day, so many seconds after 1970 UTC.
pub(crate) fn day_of(seconds: i64) -> Day {
    let (year, month, day) = gregorian_civil(seconds.div_euclid(86_400));
    (i32::try_from(year).unwrap_or(i32::MAX), month, day)
}
