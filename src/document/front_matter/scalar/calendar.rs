//! Days counted from 1970-01-01, in the Gregorian calendar and in the one Ruby's `Date` uses by
//! default: Julian up to 1582-10-04, Gregorian from 1582-10-15. May not know of zones or texts.

/// Year, month, day of month; the year may lie far outside four digits.
pub(crate) type Civil = (i64, u8, u8);

const REFORM: i64 = -141_427;

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar; a day past the end of its
/// month counts on into the next.
pub(crate) fn gregorian_days((year, month, day): Civil) -> i64 {
    let (year, month) = (year - i64::from(month <= 2), i64::from(month));
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The day of the proleptic Gregorian calendar, so many days after 1970-01-01.
pub(crate) fn gregorian_civil(days: i64) -> Civil {
    let shifted = days + 719_468;
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    from_march(shifted.div_euclid(146_097) * 400 + year_of_era, day_of_year)
}

/// The length of a month of the proleptic Gregorian calendar; 0 for a month that is none.
pub(crate) fn month_days(year: i64, month: u8) -> u8 {
    let is_leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    month_length(month, is_leap)
}

/// Days from 1970-01-01 to a day of Ruby's reformed calendar; `None` if it has no such day.
pub(crate) fn reformed_days(civil: Civil) -> Option<i64> {
    let (year, month, day) = civil;
    if day == 0 {
        return None;
    }
    if day <= month_days(year, month) {
        let days = gregorian_days(civil);
        if days >= REFORM {
            return Some(days);
        }
    }
    if day > month_length(month, year.rem_euclid(4) == 0) {
        return None;
    }
    Some(julian_days(civil)).filter(|days| *days < REFORM)
}

/// The day of Ruby's reformed calendar, so many days after 1970-01-01.
pub(crate) fn reformed_civil(days: i64) -> Civil {
    if days >= REFORM {
        return gregorian_civil(days);
    }
    let shifted = days + 719_470;
    let day_of_cycle = shifted.rem_euclid(1_461);
    let year_of_cycle = (day_of_cycle - day_of_cycle / 1_460) / 365;
    from_march(shifted.div_euclid(1_461) * 4 + year_of_cycle, day_of_cycle - 365 * year_of_cycle)
}

fn julian_days((year, month, day): Civil) -> i64 {
    let (year, month) = (year - i64::from(month <= 2), i64::from(month));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    year.div_euclid(4) * 1_461 + year.rem_euclid(4) * 365 + day_of_year - 719_470
}

/// From a year that begins in March, and the day in it.
fn from_march(year: i64, day_of_year: i64) -> Civil {
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    (year + i64::from(month <= 2), small(month), small(day))
}

fn month_length(month: u8, is_leap: bool) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}
