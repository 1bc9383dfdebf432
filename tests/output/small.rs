//! Runs made by hand: files in memory, and findings on words in them.

use std::sync::Arc;

use postlint::check::Outcome;
use postlint::finding::{Finding, Location, PlacedEdit, PlacedFix, PlacedLabel, Safety, Severity};
use postlint::output::{self, Format, Options, Run, Terminal};
use postlint::source::{Source, Span};
use postlint::walk::Inventory;

/// Files and what was found in them.
pub(crate) struct Small {
    files: Vec<(String, Vec<u8>)>,
    pub(crate) outcome: Outcome,
}

impl Small {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let files: Vec<_> =
            files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
        let outcome = Outcome { files: files.len(), ..Outcome::default() };
        Self { files, outcome }
    }

    pub(crate) fn of_bytes(path: &str, bytes: &[u8]) -> Self {
        let outcome = Outcome { files: 1, ..Outcome::default() };
        Self { files: vec![(path.to_owned(), bytes.to_vec())], outcome }
    }

    /// The place of the first occurrence of a word, or of an empty word: the end of the file.
    pub(crate) fn place(&self, path: &str, word: &str) -> Location {
        let source = self.source(path);
        let start = if word.is_empty() { source.text().len() } else { source.text().find(word).unwrap() };
        self.location(path, start, start + word.len())
    }

    pub(crate) fn location(&self, path: &str, start: usize, end: usize) -> Location {
        let source = self.source(path);
        let span = Span::new(start, end);
        let lines = source.lines();
        Location {
            path: Arc::clone(source.path()),
            start: lines.position(span.start),
            end: lines.position(span.end),
        }
    }

    fn source(&self, path: &str) -> Source {
        let (path, bytes) = self.files.iter().find(|(known, _)| known == path).unwrap();
        Source::from_bytes(Arc::from(path.as_str()), bytes.clone())
    }

    pub(crate) fn find(
        &mut self,
        severity: Severity,
        location: Location,
        message: &'static str,
    ) -> &mut Finding {
        self.outcome.findings.push(Finding {
            rule: "image/empty-source",
            severity,
            message: message.into(),
            help: None,
            location,
            labels: Vec::new(),
            fix: None,
        });
        self.outcome.findings.last_mut().unwrap()
    }

    pub(crate) fn write(&self, format: Format, terminal: Terminal) -> String {
        self.write_all(format, terminal, &[""])
    }

    /// The same site as often as there are prefixes.
    pub(crate) fn write_sites(&self, format: Format, prefixes: &[&str]) -> String {
        self.write_all(format, Terminal::default(), prefixes)
    }

    fn write_all(&self, format: Format, terminal: Terminal, prefixes: &[&str]) -> String {
        let files: Vec<(&str, &[u8])> =
            self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
        let inventory = Inventory::in_memory(&files);
        let runs: Vec<Run<'_>> = prefixes
            .iter()
            .map(|prefix| Run { outcome: &self.outcome, inventory: &inventory, prefix })
            .collect();
        let mut out = Vec::new();
        output::write(format, &mut out, &runs, &Options { terminal, undecided: false, suppressed: false })
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    pub(crate) fn pretty(&self) -> String {
        self.write(Format::Pretty, Terminal::default())
    }
}

pub(crate) fn label(location: Location, message: &'static str) -> PlacedLabel {
    PlacedLabel { location, message: message.into() }
}

pub(crate) fn fix(
    title: &'static str,
    safety: Safety,
    location: Location,
    text: &str,
) -> Option<Box<PlacedFix>> {
    let edits = vec![PlacedEdit { location, text: text.to_owned() }];
    Some(Box::new(PlacedFix { title: title.into(), safety, edits }))
}

/// Two posts and three findings: one with a label in the other file, one with a fix.
pub(crate) fn small() -> Small {
    let a = "---\ntitle: Morning\ndate: 2022-01-07 08:00:00\n---\n\n<img src=\"\" alt=\"The lake\">\n";
    let b = "---\ntitle: Morning\n---\n\nA walk around the lake.\n";
    let (path_a, path_b) = ("_posts/2022-01-07-a.md", "_posts/2022-01-08-b.md");
    let mut small = Small::new(&[(path_a, a), (path_b, b)]);
    let place = small.place(path_a, "2022-01-07 08:00:00");
    let end = small.location(path_a, place.end.offset as usize, place.end.offset as usize);
    let one =
        small.find(Severity::Warning, place, "the date has no time zone, so the build takes it for UTC");
    one.rule = "date/no-time-zone";
    one.help = Some("write the offset after the time".into());
    one.fix = fix("write the site's offset", Safety::Unsafe, end, " +0800");
    let place = small.place(path_a, "src=\"\"");
    let one = small.find(
        Severity::Error,
        place,
        "the image has an empty address: browsers show nothing, 100% of them",
    );
    one.help = Some("write the image's address, or remove the image".into());
    let (place, other) = (small.place(path_b, "Morning"), small.place(path_a, "Morning"));
    let one = small.find(Severity::Note, place, "another post has the same title");
    one.rule = "site/duplicate-title";
    one.labels.push(label(other, "also here"));
    small
}
