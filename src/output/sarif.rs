//! SARIF 2.1.0, compact, as code hosts take it: relative URIs, columns in code points, real levels,
//! and fingerprints that stay when other lines change.

mod fingerprint;
mod model;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::finding::{Finding, Location, PlacedFix, PlacedLabel, Severity};
use crate::output::sources::Sources;
use crate::output::{Options, Run, rule};
use fingerprint::Fingerprints;
use model::{
    Artifact, Change, Configuration, Descriptor, Driver, Fix, Help, Invocation, Log, Message, MessageRef,
    Notification, Physical, Place, Prints, Properties, Region, Related, Replacement, SarifResult, SarifRun,
    Suppression, Tool,
};

/// GitHub keeps this many results of a run; errors are written first so that none of them is lost.
const MOST_RESULTS: usize = 5_000;

/// GitHub shows this many related places of a result.
const MOST_RELATED: usize = 100;

/// Writes one SARIF run, whatever the number of sites.
///
/// Code hosts take a result for open whatever its `suppressions` say, so what comments set aside is
/// written only where it is asked for.
pub(crate) fn write(out: &mut dyn Write, runs: &[Run<'_>], options: &Options) -> io::Result<()> {
    let (all, kept) = kept(runs, options.suppressed);
    let rules = rules(&kept);
    let results = Results { runs, kept: &kept, rules: &rules };
    let left_out = all - kept.len();
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [SarifRun {
            tool: Tool { driver: driver(runs, &rules) },
            column_kind: "unicodeCodePoints",
            invocations: [invocation(runs, left_out)],
            results: &results,
        }],
    };
    serde_json::to_writer(&mut *out, &log)?;
    writeln!(out)
}

/// A finding, and the index of its site's run.
#[derive(Clone, Copy)]
struct Kept<'r> {
    site: usize,
    one: &'r Finding,
    /// The reason of the comment that set it aside.
    aside: Option<&'r str>,
}

/// How many findings there are, and those that are written, errors first where not all of them can be.
fn kept<'r>(runs: &'r [Run<'r>], with_suppressed: bool) -> (usize, Vec<Kept<'r>>) {
    let mut kept = Vec::new();
    for (site, run) in runs.iter().enumerate() {
        kept.extend(run.outcome.findings.iter().map(|one| Kept { site, one, aside: None }));
    }
    for (site, run) in runs.iter().enumerate().filter(|_| with_suppressed) {
        let suppressed = run.outcome.suppressed.iter();
        kept.extend(suppressed.map(|one| Kept { site, one: &one.finding, aside: Some(&one.reason) }));
    }
    let all = kept.len();
    if all > MOST_RESULTS {
        kept.sort_by_key(|one| (one.aside.is_some(), std::cmp::Reverse(one.one.severity)));
        kept.truncate(MOST_RESULTS);
    }
    (all, kept)
}

/// The rules of the findings, each with its index among them.
fn rules(findings: &[Kept<'_>]) -> BTreeMap<&'static str, usize> {
    let mut rules: BTreeMap<&'static str, usize> = findings.iter().map(|kept| (kept.one.rule, 0)).collect();
    for (at, index) in rules.values_mut().enumerate() {
        *index = at;
    }
    rules
}

fn driver(runs: &[Run<'_>], rules: &BTreeMap<&'static str, usize>) -> Driver {
    Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: rules.keys().map(|id| descriptor(runs, id)).collect(),
    }
}

fn descriptor(runs: &[Run<'_>], id: &'static str) -> Descriptor {
    let help_uri = rule::url(id);
    let tags = [id.split('/').next().unwrap_or(id)];
    let Some(manifest) = runs.iter().find_map(|run| rule::manifest(&run.outcome.rules, id)) else {
        return Descriptor { id, help_uri, properties: Properties { tags }, ..Descriptor::default() };
    };
    let prose = rule::prose(manifest.page);
    let first = prose.split("\n\n").next().unwrap_or(prose);
    Descriptor {
        id,
        name: pascal_case(id),
        short_description: Some(message(manifest.meta.summary)),
        full_description: Some(message(first.replace('\n', " "))),
        help: Some(Help { text: prose.to_owned(), markdown: rule::page(manifest.page) }),
        help_uri,
        default_configuration: Some(Configuration { level: level(manifest.meta.severity) }),
        properties: Properties { tags },
    }
}

/// A rule's id as a SARIF name: `image/empty-source` is `ImageEmptySource`.
fn pascal_case(id: &str) -> String {
    let words = id.split(['/', '-']).map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
    });
    words.flatten().collect()
}

fn message(text: String) -> Message {
    Message { text }
}

/// The level of a severity: SARIF happens to use the same words.
fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

fn invocation(runs: &[Run<'_>], left_out: usize) -> Invocation {
    let mut notes: Vec<Notification> = Vec::new();
    for run in runs {
        for (path, reason) in &run.outcome.unreadable {
            let text = format!("the file could not be read: {reason}");
            let artifact_location = Artifact { uri: uri(run.prefix, path) };
            let locations = vec![Place { physical_location: Physical { artifact_location, region: None } }];
            notes.push(Notification { level: "error", message: message(text), locations });
        }
    }
    if left_out > 0 {
        let text = format!("{left_out} findings are left out, the mildest first: a run holds {MOST_RESULTS}");
        notes.push(Notification { level: "warning", message: message(text), locations: Vec::new() });
    }
    Invocation {
        execution_successful: runs.iter().all(|run| run.outcome.unreadable.is_empty()),
        tool_execution_notifications: notes,
    }
}

/// The results, made one at a time while they are written.
struct Results<'r> {
    runs: &'r [Run<'r>],
    kept: &'r [Kept<'r>],
    rules: &'r BTreeMap<&'static str, usize>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut prints = Fingerprints::default();
        let mut sources: Vec<Sources<'_>> = self.runs.iter().map(|run| Sources::new(run.inventory)).collect();
        let results = self.kept.iter().filter_map(|kept| {
            let (run, sources) = (self.runs.get(kept.site)?, sources.get_mut(kept.site)?);
            let mut result = self.result(kept.one, run.prefix, &mut prints, sources);
            result.suppressions = kept.aside.map(suppression).into_iter().collect();
            Some(result)
        });
        serializer.collect_seq(results)
    }
}

impl Results<'_> {
    fn result<'f>(
        &self,
        one: &'f Finding,
        prefix: &str,
        prints: &mut Fingerprints,
        sources: &mut Sources<'_>,
    ) -> SarifResult<'f> {
        let source = sources.get(&one.location.path);
        let marked = source.as_ref().and_then(|source| source.text().get(range(&one.location)));
        let words = match &one.help {
            Some(help) => format!("{}\n{help}", one.message),
            None => one.message.clone().into_owned(),
        };
        let path = format!("{prefix}{}", one.location.path);
        SarifResult {
            rule_id: one.rule,
            rule_index: self.rules.get(one.rule).copied().unwrap_or_default(),
            level: level(one.severity),
            message: message(words),
            locations: [Place { physical_location: place(prefix, &one.location) }],
            related_locations: related(prefix, &one.labels),
            partial_fingerprints: Prints { v1: prints.next(one.rule, &path, marked.unwrap_or_default()) },
            fixes: one.fix.as_deref().map(|one| fix(prefix, one)).into_iter().collect(),
            suppressions: Vec::new(),
        }
    }
}

fn suppression(reason: &str) -> Suppression<'_> {
    Suppression { kind: "inSource", justification: Some(reason).filter(|reason| !reason.is_empty()) }
}

fn place(prefix: &str, location: &Location) -> Physical {
    let artifact_location = Artifact { uri: uri(prefix, &location.path) };
    Physical { artifact_location, region: Some(Region::from(location)) }
}

fn related<'f>(prefix: &str, labels: &'f [PlacedLabel]) -> Vec<Related<'f>> {
    let numbered = (1..).zip(labels).take(MOST_RELATED);
    let related = numbered.map(|(id, label)| Related {
        id,
        physical_location: place(prefix, &label.location),
        message: MessageRef { text: &label.message },
    });
    related.collect()
}

fn fix<'f>(prefix: &str, fix: &'f PlacedFix) -> Fix<'f> {
    let by_file = fix.edits.chunk_by(|a, b| a.location.path == b.location.path);
    let changes = by_file.filter_map(|edits| {
        let artifact_location = Artifact { uri: uri(prefix, &edits.first()?.location.path) };
        let replacements = edits.iter().map(|edit| Replacement {
            deleted_region: Region::from(&edit.location),
            inserted_content: MessageRef { text: &edit.text },
        });
        Some(Change { artifact_location, replacements: replacements.collect() })
    });
    Fix { description: MessageRef { text: &fix.title }, artifact_changes: changes.collect() }
}

fn range(location: &Location) -> std::ops::Range<usize> {
    location.start.offset as usize..location.end.offset as usize
}

/// A path as a relative URI reference (RFC 3986): what is not unreserved is percent-encoded, byte
/// by byte. A colon is encoded too, since the first segment could be read as a scheme.
fn uri(prefix: &str, path: &str) -> String {
    let mut uri = String::with_capacity(prefix.len() + path.len());
    for byte in prefix.bytes().chain(path.bytes()) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            _ => {
                let _ = std::fmt::Write::write_fmt(&mut uri, format_args!("%{byte:02X}"));
            }
        }
    }
    uri
}
