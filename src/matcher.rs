//! Declarative rules: what `match:` of a manifest says, as a check. A closed vocabulary; may run no
//! code of a user's, and knows nothing of any one rule.

mod case;
mod condition;
mod reading;
mod scope;
mod selector;
mod subject;
mod template;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::detection::Check;
use crate::document::front_matter::yaml;
use crate::entry::Entry;
use crate::finding::Report;
use crate::resolve::resolve_address;
use crate::sink::Sink;
use crate::site::{Contribution, Site};
use crate::source::Span;

use case::{Across, Case};

pub use reading::{Problem, read};

/// Every word that `match:` knows, wherever it may stand.
pub fn vocabulary() -> impl Iterator<Item = &'static str> {
    use reading::words::{CONDITIONS, OTHERS, SCOPES, SUBJECTS};
    SUBJECTS.into_iter().chain(OTHERS).chain(SCOPES).chain(CONDITIONS)
}

/// A declarative rule.
#[derive(Debug)]
pub struct Matcher {
    cases: Vec<Case>,
    /// Whether anything was looked at yet.
    has_looked: AtomicBool,
}

/// Reads `match:` of a manifest's text. Lists in files are read from `root`, where there is one.
///
/// # Errors
/// All that cannot be meant.
pub fn of_manifest(text: &str, root: Option<&Path>) -> Result<Matcher, Vec<Problem>> {
    let head = crate::manifest::head(text);
    let head = head.map_err(|error| Problem::of(Span::at(0), error.to_string()))?;
    match yaml::parse(head, crate::manifest::OPENING) {
        Ok(tree) => read(&tree, root),
        Err(error) => Err(Problem::of(error.span, error.message)),
    }
}

impl Check for Matcher {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for (key, case) in (0..).zip(&self.cases) {
            case.document(key, entry, &self.has_looked, sink);
        }
    }

    fn has_looked(&self) -> Option<bool> {
        Some(self.has_looked.load(Ordering::Relaxed))
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        for (key, case) in (0..).zip(&self.cases) {
            let of_case = own.iter().filter(|one| one.key == key);
            match case.across {
                None => {}
                Some(Across::Unique) => report_repeated(of_case, case, sink),
                Some(Across::ExistsInSite) => {
                    for one in of_case {
                        let [value, ..] = kept(one);
                        if resolve_address(site, value).is_none() {
                            sink.report_in(one.file, of_kept(one, case));
                        }
                    }
                }
            }
        }
    }
}

/// Value, message and help of a contribution.
fn kept(one: &Contribution) -> [&str; 3] {
    let mut parts = one.text.as_deref().unwrap_or_default().splitn(3, '\0');
    [(); 3].map(|()| parts.next().unwrap_or_default())
}

fn of_kept(one: &Contribution, case: &Case) -> Report {
    let [_, message, help] = kept(one);
    let report = Report::new(one.span, message.to_owned());
    let report = if help.is_empty() { report } else { report.help(help.to_owned()) };
    match case.at_most {
        Some(severity) => report.at_most(severity),
        None => report,
    }
}

/// Every place after the first that has the same value.
fn report_repeated<'c>(own: impl Iterator<Item = &'c Contribution>, case: &Case, sink: &mut Sink) {
    let mut first: BTreeMap<&str, &Contribution> = BTreeMap::new();
    for one in own {
        let [value, ..] = kept(one);
        match first.get(value) {
            Some(before) => {
                let report = of_kept(one, case).label_in(before.file, before.span, "the first of them");
                sink.report_in(one.file, report);
            }
            None => {
                first.insert(value, one);
            }
        }
    }
}
