//! `date/odd-offset`: an offset that is not what it looks like: three digits, minutes past 59, more
//! than any clock on earth, or one that Ruby leaves out. Decides on the text and on what the
//! generator made of it.

use crate::rules::prelude::*;

struct OddOffset;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(OddOffset))
}

impl Check for OddOffset {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        let Some(token) = date.zone else { return };
        let Some(written) = Written::of(date.part(token)) else { return };
        let read = match date.fact.zone {
            DateZone::Explicit(offset) => Some(offset),
            _ => None,
        };
        if !written.is_plain() || read != Some(written.seconds()) {
            sink.report(odd(token, date.part(token), &written, read));
        }
    }
}

/// An offset by its digits.
struct Written {
    sign: i32,
    hours: i32,
    minutes: i32,
    digits: usize,
}

impl Written {
    fn of(token: &str) -> Option<Self> {
        let digits = token.strip_prefix(['+', '-'])?;
        let sign = if token.starts_with('-') { -1 } else { 1 };
        let number = |part: &str| part.parse::<u16>().ok().map(i32::from);
        let (hours, minutes) = match digits.split_once(':') {
            Some((hours, minutes)) => (number(hours)?, number(minutes)?),
            None => match digits.len() {
                1 | 2 => (number(digits)?, 0),
                3 => (number(digits.get(..2)?)?, number(digits.get(2..)?)? * 10),
                4 => (number(digits.get(..2)?)?, number(digits.get(2..)?)?),
                _ => (number(digits).unwrap_or(99), 0),
            },
        };
        Some(Self { sign, hours, minutes, digits: digits.len() })
    }

    fn seconds(&self) -> i32 {
        self.sign * (self.hours * 3_600 + self.minutes * 60)
    }

    /// Offsets on earth lie between -1200 and +1400.
    fn is_plain(&self) -> bool {
        self.minutes < 60 && self.digits != 3 && (-12 * 3_600..=14 * 3_600).contains(&self.seconds())
    }

    /// What it was meant to be, if that is an offset on earth.
    fn meant(&self) -> Option<String> {
        (-12 * 3_600..=14 * 3_600)
            .contains(&self.seconds())
            .then(|| written_date::offset_words(self.seconds()))
    }
}

fn odd(token: Span, text: &str, written: &Written, read: Option<i32>) -> Report {
    let message = match read {
        Some(0) if written.seconds() != 0 => {
            format!("Jekyll cannot read the offset `{text}`, and takes the time for UTC")
        }
        Some(read) => format!("Jekyll reads the offset `{text}` as {}", written_date::offset_words(read)),
        None => {
            format!("Jekyll does not read the offset `{text}`, and takes the time in the zone of the build")
        }
    };
    let report =
        Report::new(token, message).help("write two digits for the hours and two for the minutes: `+0800`");
    match written.meant() {
        Some(meant) => {
            let safety = if read == Some(written.seconds()) { Safety::Safe } else { Safety::Unsafe };
            report.fix(format!("write `{meant}`"), safety, token, meant)
        }
        None => report,
    }
}
