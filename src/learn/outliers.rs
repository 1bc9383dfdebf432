//! What differs from nearly all others of its kind: slips to look at, each in a line.
//! May not call anything an error; a rule does that.

use std::collections::BTreeMap;

use super::form::{Form, Zone, date_words, zone_of};
use super::keys::{Dates, Key, Keys};
use super::portrait::{Group, Portrait};
use super::sample::{Sample, Tally};
use super::schema::named;
use super::terms::{self, is_near};
use super::words::{count, number, part, places, share, shown};

/// What stands beside fewer of its kind is no outlier.
const ENOUGH: usize = 20;
/// At most one in so many is an outlier.
const RARE: usize = 50;

/// The outliers of a site, in the order of what they are about.
pub(super) fn of(portrait: &Portrait) -> Vec<String> {
    let mut lines = Vec::new();
    for (group, keys) in portrait.groups.iter().filter(|(_, keys)| keys.documents >= ENOUGH) {
        let plural = named(group).plural;
        let place = match group {
            Group::Posts => plural.to_owned(),
            Group::Collection(label, _) => format!("documents of `{}`", shown(label)),
            Group::Pages(folder) => format!("pages in `{}`", shown(folder)),
        };
        key_names(keys, &place, &mut lines);
        for (name, key) in &keys.keys {
            missing(keys, name, key, &place, &mut lines);
            types(name, key, &place, &mut lines);
            values(name, key, &place, &mut lines);
        }
        dates(keys, &place, &mut lines);
    }
    vocabulary("category", &portrait.categories, &mut lines);
    vocabulary("tag", &portrait.tags, &mut lines);
    sources(portrait, &mut lines);
    lines
}

/// Keys that look like a slip for a frequent one.
fn key_names(keys: &Keys, place: &str, lines: &mut Vec<String>) {
    let frequent: Vec<(&str, usize)> = keys
        .keys
        .iter()
        .filter(|(_, key)| key.sample.count >= ENOUGH)
        .map(|(name, key)| (&**name, key.sample.count))
        .collect();
    for (name, key) in &keys.keys {
        let rare = key.sample.count;
        let near = frequent.iter().filter(|(other, often)| rare * ENOUGH <= *often && is_near(name, other));
        if let Some((meant, _)) = near.max_by_key(|(_, often)| *often) {
            lines.push(format!(
                "`{}` in {}; did you mean `{}`? {}",
                shown(name),
                part(rare, keys.documents, place),
                shown(meant),
                places(&key.sample)
            ));
        }
    }
}

fn is_outlier(few: usize, all: usize) -> bool {
    few > 0 && all >= ENOUGH && few * RARE <= all
}

fn missing(keys: &Keys, name: &str, key: &Key, place: &str, lines: &mut Vec<String>) {
    if key.sample.count >= ENOUGH && is_outlier(keys.documents - key.sample.count, keys.documents) {
        let lacking = keys.without(name);
        let few = part(lacking.count, keys.documents, place);
        lines.push(format!("`{}` is missing in {few}: {}", shown(name), places(&lacking)));
    }
}

fn types(name: &str, key: &Key, place: &str, lines: &mut Vec<String>) {
    let all = key.sample.count;
    let Some((usual, _)) = key.forms.iter().max_by_key(|(_, sample)| sample.count) else { return };
    for (form, sample) in &key.forms {
        if is_outlier(sample.count, all) && !is_same(*form, *usual) {
            let few = part(sample.count, all, place);
            let (is, others) = (form.words(), usual.words());
            lines.push(format!("`{}` is {is} in {few}, elsewhere {others}: {}", shown(name), places(sample)));
        }
    }
    if is_outlier(key.blank.count, all) {
        let few = part(key.blank.count, all, place);
        lines.push(format!("`{}` is an empty text in {few}: {}", shown(name), places(&key.blank)));
    }
}

fn is_same(form: Form, other: Form) -> bool {
    form == other || form.words() == other.words()
}

/// Rare values of a key with a closed vocabulary, such as `layout`.
fn values(name: &str, key: &Key, place: &str, lines: &mut Vec<String>) {
    if matches!(name, "categories" | "category" | "tags" | "tag") {
        return;
    }
    const WORDS: usize = 12;
    let all = key.values.total;
    let words = key.values.by_count();
    let Some((usual, often)) = words.first().filter(|(_, often)| often.count >= ENOUGH) else { return };
    let frequent: usize = words.iter().filter(|(_, one)| one.count >= ENOUGH).map(|(_, one)| one.count).sum();
    if words.len() > WORDS || !is_outlier(all - frequent, all) && all != frequent {
        return;
    }
    for (value, sample) in words.iter().filter(|(_, one)| one.count < ENOUGH && is_outlier(one.count, all)) {
        lines.push(format!(
            "`{}: {}` in {}; {} have `{}`: {}",
            shown(name),
            shown(value),
            part(sample.count, all, place),
            number(often.count),
            shown(usual),
            places(sample)
        ));
    }
}

/// Dates that are written otherwise than most.
fn dates(keys: &Keys, place: &str, lines: &mut Vec<String>) {
    let all: usize = keys.dates.values().map(|one| one.sample.count).sum();
    let mut zones: BTreeMap<bool, Dates> = BTreeMap::new();
    for (form, dates) in keys.dates.iter().filter(|(form, _)| zone_of(form) != Zone::Needless) {
        zones.entry(zone_of(form) == Zone::Named).or_default().merge(dates);
    }
    let counts = |has_zone: bool| zones.get(&has_zone).map_or(0, |one| one.sample.count);
    if counts(true) * RARE > all
        && let Some(lacking) = zones.get(&false)
    {
        let few =
            format!("{} ({})", share(lacking.sample.count, all), part(lacking.sample.count, all, place));
        lines.push(format!("`date` has no zone in {few}{}: {}", when(lacking), places(&lacking.sample)));
    }
    let usual = keys.dates.iter().max_by_key(|(_, one)| one.sample.count).map(|(form, _)| date_words(form));
    for (form, dates) in &keys.dates {
        let is_told = zone_of(form) == Zone::Lacking && counts(true) > counts(false);
        if is_outlier(dates.sample.count, all) && !is_told {
            let few = part(dates.sample.count, all, place);
            let example = dates.range.as_ref().map(|(first, _)| shown(first)).unwrap_or_default();
            let words = date_words(form);
            let what = match usual.as_ref() == Some(&words) {
                true => format!("is written `{example}`"),
                false => format!("is {words} (`{example}`)"),
            };
            lines.push(format!("`date` {what} in {few}{}: {}", when(dates), places(&dates.sample)));
        }
    }
}

/// `, all of 2010 to 2015`
fn when(dates: &Dates) -> String {
    let year = |text: &str| {
        text.get(..4).filter(|year| year.bytes().all(|one| one.is_ascii_digit())).map(str::to_owned)
    };
    let years = dates.range.as_ref().and_then(|(first, last)| Some((year(first)?, year(last)?)));
    match years {
        Some((first, last)) if dates.sample.count > 1 && first == last => format!(", all of {first}"),
        Some((first, last)) if dates.sample.count > 1 => format!(", all of {first} to {last}"),
        _ => String::new(),
    }
}

/// Categories or tags near others, and categories that one post alone has.
fn vocabulary(what: &str, tally: &Tally, lines: &mut Vec<String>) {
    for slip in terms::slips(tally) {
        lines.push(format!(
            "{what} `{}` in {}; did you mean `{}`, as {} have? {}",
            shown(slip.word),
            count(slip.sample.count, "posts"),
            shown(slip.meant),
            count(slip.frequent, "posts"),
            places(slip.sample)
        ));
    }
    let slips: Vec<&str> = terms::slips(tally).iter().map(|slip| slip.word).collect();
    let once: Vec<(&str, &Sample)> =
        tally.by_count().into_iter().filter(|(word, one)| one.count == 1 && !slips.contains(word)).collect();
    if is_outlier(once.len(), tally.total) && what == "category" {
        for (word, sample) in once {
            lines.push(format!("category `{}` in 1 post: {}", shown(word), places(sample)));
        }
    }
}

fn sources(portrait: &Portrait, lines: &mut Vec<String>) {
    let sources = &portrait.sources;
    for (name, (with, all)) in &sources.categories {
        if is_outlier(all - with, *all) {
            let few = part(all - with, *all, "posts");
            lines.push(format!("no source link in {few} with the category `{}`", shown(name)));
        }
    }
    let all = sources.cited.count;
    let hosts = sources.hosts.by_count();
    let rare: Vec<_> = hosts.iter().filter(|(_, one)| one.count * RARE <= all && one.count <= 2).collect();
    if is_outlier(rare.len(), all) {
        for (host, sample) in rare {
            let few = part(sample.count, all, "source links");
            lines.push(format!("{few} to `{}`: {}", shown(host), places(sample)));
        }
    }
}
