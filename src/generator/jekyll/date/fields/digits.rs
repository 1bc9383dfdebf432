//! Dates that are nothing but digits: `20220107T080009Z` (`parse_ddd_cb` of `date_parse.c`).
//! May not look for them.

use super::text::{Groups, nanoseconds, number};
use super::{Draft, Fields};

impl Draft {
    /// The meaning of a run of digits depends on its length, and on whether a fraction follows it
    /// directly: then it is a time of day, read from the right.
    pub(super) fn digits(&mut self, found: &Groups) {
        let Some(date) = found.get("date") else { return };
        let (time, fraction) = (found.get("time"), found.get("fraction"));
        if time.is_none() && fraction.is_some() {
            self.read_from_right(date);
        } else {
            self.read_from_left(date);
        }
        if found.get("sign") == Some(b"-") && matches!(date.len(), 5..=8 | 10 | 12 | 14) {
            self.fields.year = self.fields.year.map(|year| -year);
        }
        if let Some(time) = time {
            self.fields.clock(time, fraction.is_some());
        }
        if let Some(fraction) = fraction {
            self.fields.nanosecond = Some(nanoseconds(fraction));
        }
        if let Some(zone) = found.get("zone") {
            self.fields.zone = Some(String::from_utf8_lossy(inner_zone(zone)).into_owned());
        }
    }

    fn read_from_left(&mut self, date: &[u8]) {
        let part = |from: usize, width: usize| date.get(from..from + width).map(number);
        let fields = &mut self.fields;
        match date.len() {
            2 => fields.day = part(0, 2),
            3 => fields.yday = part(0, 3),
            4 => (fields.month, fields.day) = (part(0, 2), part(2, 2)),
            5 => (fields.year, fields.yday) = (part(0, 2), part(2, 3)),
            6 => (fields.year, fields.month, fields.day) = (part(0, 2), part(2, 2), part(4, 2)),
            7 => (fields.year, fields.yday) = (part(0, 4), part(4, 3)),
            8 | 10 | 12 | 14 => {
                (fields.year, fields.month, fields.day) = (part(0, 4), part(4, 2), part(6, 2));
                fields.hour = part(8, 2).or(fields.hour);
                fields.minute = part(10, 2).or(fields.minute);
                fields.second = part(12, 2).or(fields.second);
                self.full_year = true;
            }
            _ => {}
        }
    }

    fn read_from_right(&mut self, date: &[u8]) {
        let len = date.len();
        if matches!(len, 9 | 11 | 13) {
            return;
        }
        let part = |end: usize, width: usize| {
            let from = len.checked_sub(end)?;
            date.get(from..from + width).map(number)
        };
        let fields = &mut self.fields;
        fields.second = part(2, 2);
        fields.minute = if len == 3 { part(3, 1) } else { part(4, 2) }.or(fields.minute);
        fields.hour = if len == 5 { part(5, 1) } else { part(6, 2) }.or(fields.hour);
        fields.day = if len == 7 { part(7, 1) } else { part(8, 2) }.or(fields.day);
        fields.month = part(10, 2).or(fields.month);
        if len == 12 {
            fields.year = part(12, 2);
        } else if len == 14 {
            fields.year = part(14, 4);
            self.full_year = true;
        }
    }
}

impl Fields {
    /// Two, four or six digits of a time of day; before a fraction they are read from the right.
    fn clock(&mut self, time: &[u8], from_the_right: bool) {
        let pair = |at: usize| time.get(at..at + 2).map(number);
        let (hour, minute, second) = match (time.len(), from_the_right) {
            (2, true) => (None, None, pair(0)),
            (4, true) => (None, pair(0), pair(2)),
            (2 | 4 | 6, _) => (pair(0), pair(2), pair(4)),
            _ => (None, None, None),
        };
        self.hour = hour.or(self.hour);
        self.minute = minute.or(self.minute);
        self.second = second.or(self.second);
    }
}

/// `[+8:CST]` names the zone after the colon, `[+8]` all of it.
fn inner_zone(zone: &[u8]) -> &[u8] {
    let Some(inner) = zone.strip_prefix(b"[").and_then(|zone| zone.strip_suffix(b"]")) else { return zone };
    match inner.iter().position(|byte| *byte == b':') {
        Some(colon) => inner.get(colon + 1..).unwrap_or_default(),
        None => inner,
    }
}
