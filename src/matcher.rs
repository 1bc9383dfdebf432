//! Declarative rules: what `match:` of a manifest says, as a check. A closed vocabulary; may run no
//! code of a user's, and knows nothing of any one rule.

mod case;
mod condition;
mod name;
mod pattern;
mod reading;
mod saying;
mod scope;
mod selector;
mod subject;
mod template;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::detection::{Check, Options};
use crate::document::front_matter::yaml;
use crate::entry::Entry;
use crate::finding::{FileId, Report};
use crate::resolve::resolve_address;
use crate::sink::Sink;
use crate::site::{Contribution, Site};
use crate::source::Span;

use case::{Across, Case};
use subject::Subject;

pub use reading::{Problem, read};

/// Every word that `match:` knows, wherever it may stand.
pub fn vocabulary() -> impl Iterator<Item = &'static str> {
    use reading::words::{CONDITIONS, OTHERS, SAYINGS, SCOPES, SUBJECTS};
    SUBJECTS.into_iter().chain(OTHERS).chain(SAYINGS).chain(SCOPES).chain(CONDITIONS)
}

/// A declarative rule.
#[derive(Debug)]
pub struct Matcher {
    cases: Arc<[Case]>,
    /// Whether anything was looked at yet.
    has_looked: AtomicBool,
}

/// Reads `match:` of a manifest's text, with its options as the manifest has them. Lists in files are
/// read from `root`, where there is one.
///
/// # Errors
/// All that cannot be meant.
pub fn of_manifest(text: &str, root: Option<&Path>) -> Result<Matcher, Vec<Problem>> {
    let meta = crate::manifest::Manifest::meta(text);
    let options = meta.map(|meta| Options(meta.options.into_iter().collect())).unwrap_or_default();
    read(&tree(text)?, root, &options, true)
}

/// The same of a manifest in which nothing is wrong, with other options.
///
/// # Errors
/// Where the options do not fit.
pub fn with_options(text: &str, root: Option<&Path>, options: &Options) -> Result<Matcher, Vec<Problem>> {
    read(&tree(text)?, root, options, false)
}

/// What built-in manifests say, by their place in memory and their options.
type Read = BTreeMap<(usize, String), Arc<[Case]>>;

/// The same of a built-in manifest, read once for all that have the same options.
///
/// # Errors
/// Where the options do not fit.
pub fn built_in(text: &'static str, options: &Options) -> Result<Matcher, Vec<Problem>> {
    static READ: Mutex<Read> = Mutex::new(BTreeMap::new());
    let key = (text.as_ptr().addr(), serde_json::to_string(&options.0).unwrap_or_default());
    let known = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&key).map(Arc::clone);
    if let Some(cases) = known {
        return Ok(Matcher { cases, has_looked: AtomicBool::new(false) });
    }
    let matcher = with_options(text, None, options)?;
    READ.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&matcher.cases));
    Ok(matcher)
}

fn tree(text: &str) -> Result<crate::document::front_matter::Tree, Vec<Problem>> {
    let head = crate::manifest::head(text);
    let head = head.map_err(|error| Problem::of(Span::at(0), error.to_string()))?;
    yaml::parse(head, crate::manifest::OPENING).map_err(|error| Problem::of(error.span, error.message))
}

impl Check for Matcher {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for (key, case) in (0..).zip(self.cases.iter()) {
            case.document(key, entry, &self.has_looked, sink);
        }
    }

    fn has_looked(&self) -> Option<bool> {
        Some(self.has_looked.load(Ordering::Relaxed))
    }

    fn site(&self, site: &Site, own: &[Contribution], sink: &mut Sink) {
        for (key, case) in (0..).zip(self.cases.iter()) {
            if matches!(case.subject, Subject::Reference) {
                for lost in site.lost() {
                    case.lost(&lost, &site.facts, &self.has_looked, sink);
                }
            }
            let of_case = own.iter().filter(|one| one.key == key).filter_map(Kept::of);
            match case.across {
                None | Some(Across::UniqueHere(_)) => {}
                Some(Across::Unique(_)) => report_repeated(of_case, case, sink),
                Some(Across::ExistsInSite) => {
                    for one in of_case.filter(|one| resolve_address(site, one.compared).is_none()) {
                        if let Some(report) = one.report(case) {
                            sink.report_in(one.file, report);
                        }
                    }
                }
            }
        }
    }
}

/// What was kept of one item for the look at the whole site.
struct Kept<'c> {
    file: FileId,
    span: Span,
    /// The number of the saying.
    saying: usize,
    compared: &'c str,
    message: &'c str,
    help: &'c str,
    of_first: &'c str,
}

impl<'c> Kept<'c> {
    fn of(one: &'c Contribution) -> Option<Self> {
        let mut parts = one.text.as_deref()?.splitn(5, '\0');
        let mut next = || parts.next().unwrap_or_default();
        let saying = next().parse().ok()?;
        let (compared, message, help, of_first) = (next(), next(), next(), next());
        Some(Self { file: one.file, span: one.span, saying, compared, message, help, of_first })
    }

    fn report(&self, case: &Case) -> Option<Report> {
        case.kept(self.saying, self.span, self.message, self.help)
    }
}

/// Every place after the first that has the same text.
fn report_repeated<'c>(own: impl Iterator<Item = Kept<'c>>, case: &Case, sink: &mut Sink) {
    let mut first: BTreeMap<&str, (FileId, Span)> = BTreeMap::new();
    for one in own {
        match first.get(one.compared) {
            Some((file, span)) => {
                if let Some(report) = one.report(case) {
                    sink.report_in(one.file, report.label_in(*file, *span, one.of_first.to_owned()));
                }
            }
            None => {
                first.insert(one.compared, (one.file, one.span));
            }
        }
    }
}
