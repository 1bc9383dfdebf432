//! Why a text is no date, in a writer's words, and which date was probably meant.
//! May not decide whether it is one.

use crate::rules::prelude::written_date::{clock_words, day_of, day_words};

/// The probable cause, and the date that was meant where there is hardly a doubt.
pub(super) struct Diagnosis {
    pub(super) why: String,
    pub(super) meant: Option<String>,
}

impl Diagnosis {
    fn of(why: impl Into<String>) -> Self {
        Self { why: why.into(), meant: None }
    }

    fn meaning(mut self, meant: Option<String>) -> Self {
        self.meant = meant;
        self
    }
}

/// The cause for a text that the generator refused.
pub(super) fn of(text: &str) -> Diagnosis {
    let text = text.trim();
    let numbers = numbers(text);
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if text.starts_with(['{', '[', '#']) {
        return Diagnosis::of("it is a list or a map, and Liquid does not run in the front matter");
    }
    if text.starts_with(['+', '-']) && text.len() <= 6 && numbers.len() <= 2 {
        return Diagnosis::of("it is a time zone alone, the day and the time are missing");
    }
    if numbers.is_empty() {
        return Diagnosis::of("it names no day");
    }
    if numbers.iter().all(|number| *number == 0) {
        return Diagnosis::of("it is a placeholder of zeros");
    }
    if is_digits {
        return digits(text);
    }
    if let Some(found) = east_asian(text, &numbers) {
        return found;
    }
    match (numbers.as_slice(), text.split(|ch: char| ch.is_ascii_digit()).find(|part| !part.is_empty())) {
        ([year, month, day, clock @ ..], Some("-" | "/" | ".")) if *year > 31 => {
            year_first((*year, *month, *day), clock, text)
        }
        ([month, day, year, ..], Some("/" | "-")) if *month <= 12 && (13..=31).contains(day) => {
            Diagnosis::of(format!("Jekyll reads the day first, and there is no month {day}"))
                .meaning((*year > 999).then(|| with_clock(text, iso(*year, *month, *day))))
        }
        ([_, _], Some("-" | "/")) => Diagnosis::of("the day is missing"),
        _ if is_week(text) => Diagnosis::of("it is a week, which Jekyll does not read"),
        _ if names_a_month(text) => Diagnosis::of("Ruby knows the months by their English names alone"),
        _ => Diagnosis::of("it is in no form that Ruby reads"),
    }
}

/// `7 décembre 2022`: a word of some length before the last number.
fn names_a_month(text: &str) -> bool {
    let end = text.rfind(|ch: char| ch.is_ascii_digit()).unwrap_or(0);
    let before = text.get(..end).unwrap_or_default();
    before.split(|ch: char| !ch.is_alphabetic()).any(|word| word.chars().count() > 2)
}

/// `2022-W01-5`
fn is_week(text: &str) -> bool {
    let is_number = |rest: &str| rest.starts_with(|ch: char| ch.is_ascii_digit());
    text.split_once(['W', 'w']).is_some_and(|(_, rest)| is_number(rest))
}

fn digits(text: &str) -> Diagnosis {
    match (text.len(), text.parse::<i64>()) {
        (4, _) => Diagnosis::of("it is a year alone, the month and the day are missing"),
        (10, Ok(seconds @ 100_000_000..)) => {
            let day = day_of(seconds);
            let instant = i128::from(seconds) * 1_000_000_000;
            let meant = format!("{} {} +0000", day_words(day), clock_words(instant, 0));
            Diagnosis::of("it counts the seconds since 1970, which Jekyll does not read").meaning(Some(meant))
        }
        _ => Diagnosis::of("it is a number in no form that Ruby reads"),
    }
}

/// `2022年1月7日`, `2022년 1월 7일`
fn east_asian(text: &str, numbers: &[u32]) -> Option<Diagnosis> {
    let ([year, month, day, ..], true) = (numbers, text.contains(['年', '년'])) else { return None };
    let is_day = *year > 999 && (1..=12).contains(month) && (1..=31).contains(day);
    Some(
        Diagnosis::of("Ruby does not read dates in this script")
            .meaning(is_day.then(|| with_clock(text, iso(*year, *month, *day)))),
    )
}

fn year_first((year, month, day): (u32, u32, u32), clock: &[u32], text: &str) -> Diagnosis {
    if month > 12 && (1..=12).contains(&day) && month <= 31 {
        return Diagnosis::of(format!("there is no month {month}"))
            .meaning((1_000..10_000).contains(&year).then(|| with_clock(text, iso(year, day, month))));
    }
    let why = match (month, day, clock) {
        (0 | 13.., ..) => format!("there is no month {month}"),
        (_, 0 | 32.., _) => format!("no month has a day {day}"),
        (_, _, [hour, ..]) if *hour > 24 => format!("there is no hour {hour}"),
        (_, _, [24, ..]) => "a day ends at 24:00:00".to_owned(),
        (_, _, [_, minute, ..]) if *minute > 59 => format!("there is no minute {minute}"),
        (_, _, [_, _, second, ..]) if *second > 60 => format!("there is no second {second}"),
        _ => "its time or its time zone is out of range".to_owned(),
    };
    Diagnosis::of(why)
}

fn iso(year: u32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day with what follows from its time on, if that is plain.
fn with_clock(text: &str, day: String) -> String {
    let after = text.split_once([' ', 'T']).map(|(_, rest)| rest.trim());
    let is_plain = |rest: &&str| {
        rest.contains(':') && rest.bytes().all(|byte| byte.is_ascii_digit() || b":+- .".contains(&byte))
    };
    match after.filter(is_plain) {
        Some(clock) => format!("{day} {clock}"),
        None => day,
    }
}

/// The runs of digits, as far as they fit.
fn numbers(text: &str) -> Vec<u32> {
    let runs = text.split(|ch: char| !ch.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.take(8).map(|run| run.parse().unwrap_or(u32::MAX)).collect()
}
