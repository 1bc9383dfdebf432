//! A rule's manifest: `rules/<group>/<name>.md`, the one authority for its summary, severity,
//! options, docs and examples. May not know how a rule detects anything.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::finding::Severity;

/// The front matter of a manifest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// One line: what the rule finds.
    pub summary: String,
    /// Severity unless configured.
    pub severity: Severity,
    /// The version of postlint that brought it.
    pub since: String,
    /// Whether findings carry a fix.
    #[serde(default)]
    pub fix: FixKind,
    /// Off unless selected by name.
    #[serde(default)]
    pub opt_in: bool,
    /// Options and their defaults.
    #[serde(default)]
    pub options: BTreeMap<String, Value>,
    /// What a declarative rule looks at, and what must hold of it; read by `matcher`.
    #[serde(default, rename = "match")]
    pub declared: Option<Value>,
    /// What a declarative rule says.
    #[serde(default)]
    pub message: Option<String>,
    /// What it tells to do.
    #[serde(default)]
    pub help: Option<String>,
    /// What its fix writes in place of what was found.
    #[serde(default)]
    pub replace: Option<String>,
}

/// Whether a rule's findings carry a fix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FixKind {
    /// Never.
    #[default]
    None,
    /// Where the answer is known, and it keeps the meaning.
    Safe,
    /// Where the answer is probable.
    Unsafe,
}

/// A parsed manifest.
#[derive(Clone, Debug)]
pub struct Manifest<'m> {
    /// Its front matter.
    pub meta: Meta,
    /// The Markdown after the front matter.
    pub page: &'m str,
}

/// A manifest that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("the manifest cannot be read: {0}")]
pub struct ManifestError(String);

impl<'m> Manifest<'m> {
    /// Parses the text of a manifest.
    ///
    /// # Errors
    /// Without front matter between `---` lines, or with an unknown or missing key.
    pub fn parse(text: &'m str) -> Result<Self, ManifestError> {
        let (head, page) = split(text)?;
        Ok(Self { meta: read(head)?, page })
    }

    /// Parses the front matter alone.
    ///
    /// # Errors
    /// As [`Manifest::parse`].
    pub fn meta(text: &str) -> Result<Meta, ManifestError> {
        read(split(text)?.0)
    }
}

/// Length of the line that opens the front matter of a manifest, in bytes.
pub const OPENING: usize = 4;

/// The front matter of a manifest, without its dashes.
///
/// # Errors
/// Without front matter between `---` lines.
pub fn head(text: &str) -> Result<&str, ManifestError> {
    split(text).map(|(head, _)| head)
}

fn split(text: &str) -> Result<(&str, &str), ManifestError> {
    let wrong = |what: &str| ManifestError(what.to_owned());
    let rest = text.strip_prefix("---\n").ok_or_else(|| wrong("no `---` at its start"))?;
    rest.split_once("\n---\n").ok_or_else(|| wrong("no closing `---`"))
}

fn read(head: &str) -> Result<Meta, ManifestError> {
    serde_yaml::from_str(head).map_err(|error| ManifestError(error.to_string()))
}

/// What an example must yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expectation {
    /// Exactly one finding of the rule, at this line and column.
    Bad(u32, u32),
    /// None.
    Good,
}

/// A fenced example of a manifest: a small site of one checked file and the files beside it.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it must yield.
    pub expectation: Expectation,
    /// Path of the checked file in the site.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Other files of the site: path and bytes. `_config.yml` and `.postlint.yml` may be among them.
    pub beside: Vec<(String, Vec<u8>)>,
    /// Line of the fence in the manifest's page, from 1.
    pub line: usize,
}

impl Manifest<'_> {
    /// The examples: fences whose info string holds `good` or `bad=LINE:COLUMN`, perhaps with
    /// `path=…`; fences with `beside=PATH` before one add files to its site.
    ///
    /// # Errors
    /// On a fence whose marks are not of that form.
    pub fn examples(&self) -> Result<Vec<Example>, ManifestError> {
        let mut examples = Vec::new();
        let mut beside = Vec::new();
        let mut lines = self.page.lines().enumerate();
        while let Some((at, line)) = lines.next() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            if ticks < 3 {
                continue;
            }
            let fence = &line[..ticks];
            let mut text = String::new();
            for (_, line) in lines.by_ref().take_while(|(_, line)| *line != fence) {
                text.push_str(line);
                text.push('\n');
            }
            read_fence(&line[ticks..], text, at + 1, &mut beside, &mut examples)?;
        }
        Ok(examples)
    }
}

/// The path of an example that names none.
const DEFAULT_PATH: &str = "_posts/2022-01-07-example.md";

fn read_fence(
    info: &str,
    text: String,
    line: usize,
    beside: &mut Vec<(String, Vec<u8>)>,
    examples: &mut Vec<Example>,
) -> Result<(), ManifestError> {
    let bytes = unescape(&text);
    let mut path = DEFAULT_PATH.to_owned();
    let mut expectation = None;
    for word in info.split_whitespace() {
        if let Some(value) = word.strip_prefix("path=") {
            path = String::from_utf8_lossy(&unescape(value)).into_owned();
        } else if let Some(value) = word.strip_prefix("beside=") {
            let path = String::from_utf8_lossy(&unescape(value)).into_owned();
            beside.push((path, bytes));
            return Ok(());
        } else if let Some(value) = word.strip_prefix("bad=") {
            let place = value.split_once(':').and_then(|(l, c)| Some((l.parse().ok()?, c.parse().ok()?)));
            let (line, column) =
                place.ok_or_else(|| ManifestError(format!("`{word}` is not bad=LINE:COLUMN")))?;
            expectation = Some(Expectation::Bad(line, column));
        } else if word == "good" {
            expectation = Some(Expectation::Good);
        }
    }
    if let Some(expectation) = expectation {
        examples.push(Example { expectation, path, bytes, beside: std::mem::take(beside), line });
    }
    Ok(())
}

/// `\u{…}` in an example stands for that character, so that invisible ones can be seen in a
/// manifest; `\u{byte:ff00}` for those bytes, which may be no UTF-8; `\u{no-eol}` at the end takes the last line feed away.
fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (name, after))) =
        rest.split_once("\\u{").and_then(|(before, escape)| Some((before, escape.split_once('}')?)))
    {
        out.extend_from_slice(before.as_bytes());
        rest = after;
        let bytes = name.strip_prefix("byte:").and_then(hexadecimal);
        match u32::from_str_radix(name, 16).ok().and_then(char::from_u32) {
            Some(character) => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None if name == "no-eol" => rest = rest.strip_prefix('\n').unwrap_or(rest),
            None => match bytes {
                Some(bytes) => out.extend(bytes),
                None => out.extend_from_slice(format!("\\u{{{name}}}").as_bytes()),
            },
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = digits.chars().map(|digit| digit.to_digit(16)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    digits
        .chunks_exact(2)
        .map(|pair| u8::try_from(pair.iter().fold(0, |all, one| all * 16 + one)).ok())
        .collect()
}
