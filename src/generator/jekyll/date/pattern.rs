//! The forms of dates and times that Ruby's `Date._parse` knows (`ext/date/date_parse.c`), each as
//! a pattern. May not give them meaning.
//!
//! The patterns are over ASCII: the text was prepared so that letters of other scripts are one
//! `X` each, and their digits one `_`.

use std::sync::LazyLock;

use regex_automata::meta::Regex;
use regex_automata::util::syntax;

const MONTH: &str = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
const ERA: &str = r"(?P<era>ce|c\.e\.|bce|b\.c\.e\.|ad|a\.d\.|bc|b\.c\.)?";
const HALF: &str = r"[ap](?:m\b|\.m\.)";

/// A compiled pattern; `None` would be a mistake in its text, which a test rules out.
pub(super) type Pattern = LazyLock<Option<Regex>>;

fn compile(text: &str) -> Option<Regex> {
    let config = syntax::Config::new().unicode(false).utf8(false).case_insensitive(true);
    Regex::builder().syntax(config).build(text).ok()
}

macro_rules! patterns {
    ($( $(#[$meta:meta])* $name:ident = $text:expr; )*) => {
        $( $(#[$meta])* pub(super) static $name: Pattern = LazyLock::new(|| compile(&$text)); )*

        #[cfg(test)]
        #[test]
        fn every_pattern_compiles() {
            $( assert!($name.is_some(), stringify!($name)); )*
        }
    };
}

patterns! {
    /// `Friday`
    WEEKDAY = r"\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*";
    /// `08:00:09.5 pm +0800`, `8h`, `8am`
    TIME = format!(
        r"(?P<clock>(?:\d+\s*:\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|\d+\s*h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*{HALF})?|\d+\s*{HALF})(?:\s*(?P<zone>{ZONE}))?"
    );
    /// The parts of the clock.
    CLOCK = format!(
        r"\A(?P<hour>\d+)h?(?:\s*:?\s*(?P<minute>\d+)m?(?:\s*:?\s*(?P<second>\d+)(?:[,.](?P<fraction>\d+))?s?)?)?(?:\s*(?P<half>{HALF}))?"
    );
    /// `7th January 2022`
    DAY_MONTH = format!(
        r"(?P<day>'?\d+)[^-\d\s]*\s*(?P<month>{MONTH})[^-\d\s']*(?:\s*{ERA}\s*(?P<year>'?-?\d+(?:(?:st|nd|rd|th)\b)?))?"
    );
    /// `January 7, 2022`
    MONTH_DAY = format!(
        r"\b(?P<month>{MONTH})[^-\d\s']*\s*(?P<day>'?\d+)[^-\d\s']*(?:\s*,?\s*{ERA}\s*(?P<year>'?-?\d+))?"
    );
    /// `2022-01-07`
    ISO = r"(?P<year>'?[-+]?\d+)-(?P<month>\d+)-(?P<day>'?-?\d+)";
    /// `R4.1.7`: a year of a Japanese era
    JIS = r"\b(?P<era>[mtshr])(?P<year>\d+)\.(?P<month>\d+)\.(?P<day>\d+)";
    /// `7-Jan-2022`
    VMS_DAY = format!(r"(?P<day>'?-?\d+)-(?P<month>{MONTH})[^-/.]*-(?P<year>'?-?\d+)");
    /// `Jan-7-2022`
    VMS_MONTH = format!(r"\b(?P<month>{MONTH})[^-/.]*-(?P<day>'?-?\d+)(?:-(?P<year>'?-?\d+))?");
    /// `2022/01/07`
    SLASHES = r"(?P<year>'?-?\d+)/\s*(?P<month>'?\d+)(?:\D\s*(?P<day>'?-?\d+))?";
    /// `2022.01.07`
    DOTS = r"(?P<year>'?-?\d+)\.\s*(?P<month>'?\d+)\.\s*(?P<day>'?-?\d+)";
    /// `2022-W01-5`: read, and then ignored by `Time.parse`
    WEEK = r"\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b";
    /// `-w-5`
    WEEK_DAY = r"-w-\d\b";
    /// `--01-07`
    NO_YEAR = r"--(?P<month>\d{2})?-(?P<day>\d{2})\b";
    /// `--0107`
    NO_YEAR_SHORT = r"--(?P<month>\d{2})(?P<day>\d{2})?\b";
    /// What keeps `2022-007` from being an ordinal date.
    NOT_ORDINAL = r"[,.](?:\d{2}|\d{4})-\d{3}\b";
    /// `2022-007`
    ORDINAL = r"\b(?P<year>\d{2}|\d{4})-(?P<yday>\d{3})\b";
    /// What keeps `-007` from being one.
    NOT_ORDINAL_DAY = r"\d-\d{3}\b";
    /// `-007`
    ORDINAL_DAY = r"\b-(?P<yday>\d{3})\b";
    /// `'22`
    YEAR = r"'(?P<year>\d+)\b";
    /// `January`
    MONTH_ALONE = format!(r"\b(?P<month>{MONTH})\S*");
    /// `7th`
    DAY_ALONE = r"(?P<day>\d+)(?:st|nd|rd|th)\b";
    /// `20220107T080009Z` and shorter
    DIGITS = r"(?P<sign>[-+]?)(?P<date>\d{2,14})(?:\s*t?\s*(?P<time>\d{2,6})?(?:[,.](?P<fraction>\d*))?)?(?:\s*(?P<zone>z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\]))?";
    /// `BC`
    BEFORE_CHRIST = r"\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)";
    /// One or two digits, alone.
    FRAGMENT = r"\A\s*(?P<number>\d{1,2})\s*\z";
}

const ZONE: &str = r"(?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[[:alpha:].\s]+(?:standard|daylight)\stime\b|[[:alpha:]]+(?:\sdst)?\b";
