//! `date/zone-name`: a zone by name, which Ruby does not know and leaves out, or knows as another.
//! Decides on the text and on what the generator made of it.

use crate::rules::prelude::*;

struct ZoneName;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ZoneName))
}

impl Check for ZoneName {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let Some(date) = WrittenDate::of(entry) else { return };
        let Some(token) = date.zone else { return };
        let name = date.part(token);
        if !name.starts_with(char::is_alphabetic) {
            return;
        }
        match date.fact.zone {
            DateZone::Ignored => sink.report(ignored(&date, token, name, entry.site.time_zone.as_deref())),
            DateZone::Explicit(offset) if is_surprising(name) && offset != date.fact.offset => {
                sink.report(surprising(&date, token, name, offset));
            }
            _ => {}
        }
    }
}

/// `CST` is China's, Cuba's and Chicago's; a lone letter is a zone of the military.
fn is_surprising(name: &str) -> bool {
    name.eq_ignore_ascii_case("cst") || (name.len() == 1 && !name.eq_ignore_ascii_case("z"))
}

/// Names that mean one offset all year round, everywhere.
fn offset_of(name: &str) -> Option<String> {
    let upper = name.to_ascii_uppercase();
    let fixed = match upper.as_str() {
        "JST" | "KST" | "ASIA/TOKYO" | "ASIA/SEOUL" => "+0900",
        "HKT" | "SGT" | "AWST" | "ASIA/SHANGHAI" | "ASIA/HONG_KONG" | "ASIA/SINGAPORE" | "ASIA/TAIPEI" => {
            "+0800"
        }
        "MSK" | "EAT" => "+0300",
        "ASIA/KOLKATA" | "ASIA/CALCUTTA" => "+0530",
        _ => "",
    };
    if !fixed.is_empty() {
        return Some(fixed.to_owned());
    }
    let rest = upper.strip_prefix("GMT").or_else(|| upper.strip_prefix("UTC"))?;
    let (sign, digits) = rest.split_at_checked(1).filter(|(sign, _)| matches!(*sign, "+" | "-"))?;
    let (hours, minutes) = digits.split_once(':').unwrap_or((digits, "00"));
    let (hours, minutes) = (hours.parse::<u8>().ok()?, minutes.parse::<u8>().ok()?);
    (hours <= 14 && minutes < 60).then(|| format!("{sign}{hours:02}{minutes:02}"))
}

fn ignored(date: &WrittenDate<'_>, token: Span, name: &str, zone: Option<&str>) -> Report {
    let taken = written_date::offset_words(date.fact.offset);
    let zone =
        zone.map_or("the zone of the build, UTC by default".to_owned(), |zone| format!("{zone} ({taken})"));
    let report =
        Report::new(token, format!("Jekyll does not know the zone `{name}`, and reads the time in {zone}"));
    match offset_of(name) {
        Some(offset) if offset == taken => report
            .help(format!("write `{offset}`"))
            .fix(format!("write `{offset}`"), Safety::Safe, token, offset)
            .at_most(Severity::Note),
        Some(offset) => report.help(format!("write `{offset}`")).fix(
            format!("write `{offset}`"),
            Safety::Unsafe,
            token,
            offset,
        ),
        None => report.help("write an offset: `+0900`"),
    }
}

fn surprising(date: &WrittenDate<'_>, token: Span, name: &str, offset: i32) -> Report {
    let read = written_date::offset_words(offset);
    let message = format!(
        "Jekyll reads `{name}` as {read}, which dates the page {}",
        written_date::day_words(date.fact.day)
    );
    Report::new(token, message).help("write an offset: `+0800` for China, `-0600` for Chicago")
}
