//! A baseline's text: its first line names the form, every other is an entry, sorted, so that two
//! branches that fix different files merge by themselves. May not judge what is known.

use std::collections::HashMap;

use super::{Baseline, Entry};
use crate::fingerprint::Mark;

/// The first line, up to the number of the form.
const FORM: &str = "# postlint baseline ";
/// The form that is written.
const VERSION: u32 = 1;
/// What the first line says to people.
const WORDS: &str = ": findings that are known and may only get fewer";

/// The beginnings of the lines that git leaves where it cannot merge.
const CONFLICT: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// A line that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}: {message}")]
pub struct Fault {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong with it.
    pub message: String,
}

/// Reads a baseline. Of two lines on the same, as a merge can leave them, the greater number counts.
///
/// # Errors
/// The first line that cannot be meant.
pub fn parse(text: &str) -> Result<Baseline, Fault> {
    read(text, false)
}

/// The same, for a text in which git left what it could not merge: the entries of both sides.
///
/// # Errors
/// The first line that cannot be meant.
pub fn parse_both_sides(text: &str) -> Result<Baseline, Fault> {
    read(text, true)
}

fn read(text: &str, both_sides: bool) -> Result<Baseline, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut has_form = false;
    let mut baseline = Baseline::default();
    let mut seen: HashMap<(String, String, Mark), usize> = HashMap::new();
    for (line, written) in (1..).zip(text.lines()) {
        let written = written.trim();
        let fault = |message: String| Fault { line, message };
        if CONFLICT.iter().any(|mark| written.starts_with(mark)) {
            if both_sides {
                continue;
            }
            return Err(fault(
                "a merge left a conflict here; `postlint baseline --prune` takes the entries of both sides"
                    .to_owned(),
            ));
        }
        if let Some(rest) = written.strip_prefix(FORM) {
            version(rest).map_err(fault)?;
            has_form = true;
        }
        if written.is_empty() || written.starts_with('#') {
            continue;
        }
        if !has_form {
            break;
        }
        let entry = entry(written, line).ok_or_else(|| {
            fault("this is no entry: a path, a rule and a text in quotes are expected".to_owned())
        })?;
        match seen.get(&(entry.path.clone(), entry.rule.clone(), entry.mark.clone())) {
            None => {
                seen.insert(
                    (entry.path.clone(), entry.rule.clone(), entry.mark.clone()),
                    baseline.entries.len(),
                );
                baseline.entries.push(entry);
            }
            Some(at) => {
                if let Some(known) = baseline.entries.get_mut(*at) {
                    known.count = known.count.max(entry.count);
                }
            }
        }
    }
    if !has_form {
        let message = format!("the first line of a baseline is `{FORM}{VERSION}…`; this is none");
        return Err(Fault { line: 1, message });
    }
    Ok(baseline)
}

fn version(rest: &str) -> Result<(), String> {
    let digits = rest.split(|one: char| !one.is_ascii_digit()).next().unwrap_or_default();
    match digits.parse::<u32>() {
        Ok(VERSION) => Ok(()),
        Ok(other) if other > VERSION => {
            Err(format!("a later postlint wrote this baseline (form {other}; this one reads {VERSION})"))
        }
        _ => Err(format!("there is no form `{digits}` of a baseline")),
    }
}

fn entry(text: &str, line: u32) -> Option<Entry> {
    let (path, rest) = word(text)?;
    let (rule, rest) = word(rest.strip_prefix(' ')?.trim_start())?;
    let rest = rest.trim_start();
    let (is_place, rest) = match rest.strip_prefix('~') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    if !rest.starts_with('"') {
        return None;
    }
    let (text, rest) = word(rest)?;
    let mut entry = Entry { path, rule, mark: Mark { text, digest: None, is_place }, count: 1, line };
    for part in rest.split_whitespace() {
        if let Some(digest) = part.strip_prefix('#') {
            entry.mark.digest = Some(u64::from_str_radix(digest, 16).ok()?);
        } else {
            entry.count = part.strip_prefix(['×', 'x'])?.parse().ok().filter(|count| *count > 0)?;
        }
    }
    (!entry.path.is_empty() && entry.rule.contains('/')).then_some(entry)
}

/// The first word of a text, quoted or not, and what follows it.
fn word(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let (word, rest) = text.split_at_checked(end)?;
        return Some((word.to_owned(), rest));
    };
    let mut word = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((word, quoted.get(at + 1..)?)),
            '\\' => match letters.next()?.1 {
                'u' => {
                    let (code, _) = quoted.get(at + 2..)?.strip_prefix('{')?.split_once('}')?;
                    word.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
                    // The code and its two brackets.
                    letters.by_ref().nth(code.len() + 1)?;
                }
                escaped @ ('"' | '\\') => word.push(escaped),
                _ => return None,
            },
            letter => word.push(letter),
        }
    }
    None
}

/// The text of a baseline: entries that say the same are one, and the lines are sorted.
#[must_use]
pub fn write(entries: &[Entry]) -> String {
    let mut counts: HashMap<(&str, &str, &Mark), u32> = HashMap::with_capacity(entries.len());
    for entry in entries.iter().filter(|entry| entry.count > 0) {
        *counts.entry((&entry.path, &entry.rule, &entry.mark)).or_default() += entry.count;
    }
    let mut lines: Vec<String> = counts.into_iter().map(line).collect();
    lines.sort_unstable();
    let mut text = format!("{FORM}{VERSION}{WORDS}\n");
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

fn line(((path, rule, mark), count): ((&str, &str, &Mark), u32)) -> String {
    let is_plain = |one: char| one.is_alphanumeric() || "/._-+@~,()[]{}!&;:%".contains(one);
    let starts_plainly = path.starts_with(|one: char| one.is_alphanumeric() || one == '.' || one == '_');
    let mut line = String::new();
    if starts_plainly && path.chars().all(is_plain) {
        line.push_str(path);
    } else {
        quote(path, &mut line);
    }
    line.push(' ');
    line.push_str(rule);
    line.push_str(if mark.is_place { " ~" } else { " " });
    quote(&mark.text, &mut line);
    if let Some(digest) = mark.digest {
        line.push_str(&format!(" #{digest:016x}"));
    }
    if count > 1 {
        line.push_str(&format!(" ×{count}"));
    }
    line
}

/// A text in quotes; characters that nobody would see are written out.
fn quote(text: &str, out: &mut String) {
    out.push('"');
    for one in text.chars() {
        match one {
            '"' | '\\' => out.extend(['\\', one]),
            ' ' => out.push(' '),
            // What Rust writes out itself is not printed, or joins the character before it.
            _ if one != '\'' && one.escape_debug().len() > 1 => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(one)));
            }
            _ => out.push(one),
        }
    }
    out.push('"');
}
