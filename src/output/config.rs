//! What a configuration comes to, for people and as JSON, version 1. The types are the contract and
//! belong to no other module.

use std::fmt::Write as _;
use std::io::{self, Write};

use clap::ValueEnum;
use serde::Serialize;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::config::{ConfigFile, Effective, Layer, Place, SaidBy, Whose, schema};
use crate::manifest::Manifest;
use crate::rules::RULES;
use crate::settings::{By, Resolved};

/// What is shown.
pub struct Shown<'s> {
    /// The files.
    pub file: &'s ConfigFile,
    /// The path in the site; none for the whole site.
    pub path: Option<&'s str>,
    /// What leaves the path out of checks, if anything does.
    pub excluded: Option<Place>,
    /// Every key but those of rules.
    pub keys: &'s [Effective],
    /// The overrides that hold there, if it is one path.
    pub overrides: Option<&'s [Place]>,
    /// The files that hold there, later ones over earlier ones.
    pub layers: &'s [Layer],
    /// Those in folders of the site.
    pub nested: &'s [Layer],
    /// What every rule is told there.
    pub rules: &'s [Resolved],
}

/// The word for a choice.
#[must_use]
pub fn word<T: ValueEnum>(choice: T) -> String {
    choice.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

#[derive(Serialize)]
struct Root<'s> {
    version: u32,
    path: Option<&'s str>,
    excluded: Option<Cause>,
    files: Vec<&'s str>,
    nested: Vec<&'s str>,
    keys: Vec<Key<'s>>,
    rules: Vec<Rule<'s>>,
    overrides: Vec<Override<'s>>,
}

#[derive(Serialize)]
struct Key<'s> {
    key: &'s str,
    value: Value,
    from: Vec<Cause>,
}

#[derive(Serialize)]
struct Rule<'s> {
    id: &'s str,
    runs: bool,
    runs_from: Cause,
    severity: &'s str,
    severity_from: Cause,
    fix: Option<Fix>,
    options: Vec<Opted<'s>>,
}

#[derive(Serialize)]
struct Fix {
    value: String,
    from: Cause,
}

#[derive(Serialize)]
struct Opted<'s> {
    option: &'s str,
    value: &'s Value,
    from: Cause,
}

#[derive(Serialize)]
struct Override<'s> {
    paths: &'s [String],
    exclude: &'s [String],
    from: Cause,
}

/// What said something.
#[derive(Serialize)]
struct Cause {
    /// `default`, `preset`, `file` or `command-line`.
    kind: &'static str,
    /// The file, or the name of the preset.
    path: Option<String>,
    line: Option<u32>,
    column: Option<u32>,
}

impl Cause {
    fn plain(kind: &'static str) -> Self {
        Self { kind, path: None, line: None, column: None }
    }

    fn of_key(file: &ConfigFile, said: &SaidBy) -> Self {
        match said {
            SaidBy::Default => Self::plain("default"),
            SaidBy::CommandLine => Self::plain("command-line"),
            SaidBy::File(number, span) => Self::at(file, *number, span.start),
        }
    }

    fn of_rule(file: &ConfigFile, by: &By) -> Self {
        match by {
            By::Manifest => Self::plain("default"),
            By::CommandLine => Self::plain("command-line"),
            By::Config(place) => {
                let (number, span) = file.locate(place);
                Self::at(file, number, span.start)
            }
        }
    }

    fn at(file: &ConfigFile, number: usize, offset: u32) -> Self {
        let Some(source) = file.source(number) else { return Self::plain("default") };
        let position = source.lines().position(offset);
        let (kind, path) = match file.whose(number) {
            Some(Whose::Preset(name)) => ("preset", (*name).to_owned()),
            _ => ("file", source.path().to_string()),
        };
        Self { kind, path: Some(path), line: Some(position.line), column: Some(position.column) }
    }

    fn words(&self) -> String {
        match (&self.path, self.line) {
            (Some(name), _) if self.kind == "preset" => format!("preset {name}"),
            (Some(path), Some(line)) => format!("{path}:{line}"),
            _ => self.kind.replace('-', " "),
        }
    }
}

impl Shown<'_> {
    fn names<'s>(&'s self, layers: &'s [Layer]) -> Vec<&'s str> {
        let numbers = layers.iter().filter_map(|layer| layer.origin.file);
        numbers
            .filter(|number| self.file.whose(*number) != Some(&Whose::Text))
            .filter_map(|number| self.file.source(number))
            .map(|source| &**source.path())
            .collect()
    }

    fn excluded_by(&self) -> Option<Cause> {
        let (number, span) = self.file.locate(self.excluded.as_ref()?);
        Some(Cause::at(self.file, number, span.start))
    }

    fn overrides(&self) -> Vec<Override<'_>> {
        let mut all = Vec::new();
        for layer in self.layers {
            for (at, one) in layer.overrides.iter().enumerate() {
                let place = Place::value(&["overrides", &at.to_string()]).in_file(layer.origin.file);
                if self.overrides.is_some_and(|holding| !holding.contains(&place)) {
                    continue;
                }
                let (number, span) = self.file.locate(&place);
                let from = Cause::at(self.file, number, span.start);
                all.push(Override { paths: &one.paths, exclude: &one.exclude, from });
            }
        }
        all
    }
}

/// Writes the JSON document.
///
/// # Errors
/// The error of the target.
pub fn write_json(out: &mut dyn Write, shown: &Shown<'_>) -> io::Result<()> {
    let keys = shown.keys.iter().map(|one| {
        let mut values = one.values.iter().map(|(value, _)| value.clone());
        let value = if one.is_list { values.collect() } else { values.next_back().unwrap_or_default() };
        let from = one.values.iter().map(|(_, said)| Cause::of_key(shown.file, said)).collect();
        Key { key: &one.key, value, from }
    });
    let rules = shown.rules.iter().map(|one| Rule {
        id: one.id,
        runs: one.runs.0,
        runs_from: Cause::of_rule(shown.file, &one.runs.1),
        severity: one.severity.0.as_str(),
        severity_from: Cause::of_rule(shown.file, &one.severity.1),
        fix: one
            .fix
            .as_ref()
            .map(|(fix, by)| Fix { value: word(*fix), from: Cause::of_rule(shown.file, by) }),
        options: one
            .options
            .iter()
            .map(|(option, value, by)| Opted { option, value, from: Cause::of_rule(shown.file, by) })
            .collect(),
    });
    let root = Root {
        version: 1,
        path: shown.path,
        excluded: shown.excluded_by(),
        files: shown.names(shown.layers),
        nested: shown.names(shown.nested),
        keys: keys.collect(),
        rules: rules.collect(),
        overrides: shown.overrides(),
    };
    serde_json::to_writer_pretty(&mut *out, &root)?;
    writeln!(out)
}

/// Writes a table: what, its value, and what said it.
///
/// # Errors
/// The error of the target.
pub fn write_text(out: &mut dyn Write, shown: &Shown<'_>) -> io::Result<()> {
    let mut rows: Vec<Row> = Vec::new();
    if shown.path.is_none() {
        for one in shown.keys {
            key_rows(&mut rows, shown.file, one);
        }
        for one in shown.overrides() {
            let except: String = one.exclude.iter().map(|path| format!(", not {path}")).collect();
            rows.push(Row::new("overrides", format!("{}{except}", one.paths.join(", ")), &one.from));
        }
        for name in shown.names(shown.nested) {
            rows.push(Row("in folders".to_owned(), name.to_owned(), String::new()));
        }
        rows.push(Row::default());
    }
    for one in shown.rules {
        rule_rows(&mut rows, shown, one);
    }
    if let Some(path) = shown.path {
        let left_out = |cause: Cause| format!(": left out unless it is named ({})", cause.words());
        let left_out = shown.excluded_by().map(left_out).unwrap_or_default();
        writeln!(out, "{path}{left_out}")?;
    }
    let width = |text: &dyn Fn(&Row) -> &str, most: usize| {
        rows.iter().map(|row| text(row).width()).filter(|width| *width <= most).max().unwrap_or(0)
    };
    let (first, second) = (width(&|row| &row.0, 40), width(&|row| &row.1, 40));
    for Row(what, value, from) in &rows {
        let gap = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
        let line = format!("{what}{}  {value}{}  {from}", gap(what, first), gap(value, second));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[derive(Default)]
struct Row(String, String, String);

impl Row {
    fn new(what: &str, value: String, from: &Cause) -> Self {
        Self(what.to_owned(), value, from.words())
    }
}

fn key_rows(rows: &mut Vec<Row>, file: &ConfigFile, one: &Effective) {
    if one.values.is_empty() {
        let nothing = if one.key == "select" { "all but those that are opt-in" } else { "none" };
        rows.push(Row::new(&one.key, nothing.to_owned(), &Cause::plain("default")));
    }
    let mut what = one.key.as_str();
    for (value, said) in &one.values {
        rows.push(Row::new(what, plain(value), &Cause::of_key(file, said)));
        what = "";
    }
}

fn rule_rows(rows: &mut Vec<Row>, shown: &Shown<'_>, one: &Resolved) {
    let (runs, by) = &one.runs;
    // Of one path, what never ran anywhere is no news.
    if !runs && shown.path.is_some() && *by == By::Manifest {
        return;
    }
    let from = |by: &By| Cause::of_rule(shown.file, by);
    let severity = if *runs { one.severity.0.as_str() } else { "off" };
    let by = if *runs && one.severity.1 != By::Manifest { &one.severity.1 } else { by };
    rows.push(Row::new(one.id, severity.to_owned(), &from(by)));
    if !runs {
        return;
    }
    if let Some((fix, by)) = &one.fix {
        rows.push(Row::new("  fix", word(*fix), &from(by)));
    }
    for (name, value, by) in &one.options {
        rows.push(Row::new(&format!("  {name}"), plain(value), &from(by)));
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "none".to_owned(),
        Value::Array(items) => {
            const MOST: usize = 4;
            let mut shown: Vec<String> = items.iter().take(MOST).map(plain).collect();
            if items.len() > MOST {
                shown.push(format!("{} more", items.len() - MOST));
            }
            format!("[{}]", shown.join(", "))
        }
        Value::Object(pairs) => {
            pairs.iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// A configuration that says what holds without one, each key behind a comment.
#[must_use]
pub fn default_text() -> String {
    let mut text =
        "# What holds without a configuration; take the `#` away before what shall differ.\n".to_owned();
    for (key, schema) in schema::properties() {
        if key == "rules" || key == "overrides" {
            continue;
        }
        comment(&mut text, "\n", &schema);
        match schema.get("properties").and_then(Value::as_object) {
            None => line(&mut text, "", &key, &schema),
            Some(inner) => {
                let _ = writeln!(text, "#{key}:");
                for (name, schema) in inner {
                    line(&mut text, "  ", name, schema);
                }
            }
        }
    }
    text.push_str(
        "\n# Severity, options and fixes by rule: `postlint explain RULE` says what it finds.\n#rules:\n",
    );
    for rule in RULES {
        let Ok(meta) = Manifest::meta(rule.manifest) else { continue };
        let severity = if meta.opt_in { "off" } else { meta.severity.as_str() };
        if meta.options.is_empty() {
            let _ = writeln!(text, "#  {}: {severity}", rule.id);
            continue;
        }
        let _ = writeln!(text, "#  {}:\n#    severity: {severity}", rule.id);
        for (name, value) in &meta.options {
            let _ = writeln!(text, "#    {name}: {value}");
        }
    }
    text
}

fn comment(text: &mut String, before: &str, schema: &Value) {
    let words = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    let _ = writeln!(text, "{before}# {words}");
}

fn line(text: &mut String, indent: &str, key: &str, schema: &Value) {
    let usual = match schema.get("default") {
        Some(Value::String(word)) => word.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    let _ = writeln!(text, "{}", format!("#{indent}{key}: {usual}").trim_end());
}
