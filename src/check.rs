//! The pipeline: the only module that knows every stage. Reads, parses and checks every file in
//! parallel, folds the site, checks it, and gives the findings in a stable order.

mod anchors;
mod contract;
pub mod example;
mod externals;
pub mod learn;
pub mod links;
mod locate;
mod pictures;
pub mod schemas;
mod suppressions;
pub mod survey;
mod unused;
pub mod verify;
pub mod why;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::document::{Document, Markup, is_among_posts, is_data, may_have_references};
use crate::entry::Entry;
use crate::finding::{FileId, Finding};
use crate::generator::Generator;
use crate::publication::Kind;
use crate::resolve;
use crate::rules::Catalogue;
use crate::schema::Library;
use crate::settings::Settings;
use crate::sink::{Reported, RuleIndex, Sink, Undecided};
use crate::site::{AnchorFacts, Contribution, DocumentFacts, Online, Question, Site, questions};
use crate::source::Source;
use crate::suppress::Suppressions;
use crate::walk::{Content, Input, Inventory};

pub use suppressions::Suppressed;

/// What a run gives.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Sorted by path, offset, rule.
    pub findings: Vec<Finding>,
    /// What comments in the files set aside, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// How many files were checked.
    pub files: usize,
    /// Questions without an answer, in the order of the files.
    pub undecided: Vec<Undecided>,
    /// Files that could not be read: path and reason.
    pub unreadable: Vec<(Arc<str>, String)>,
    /// Of each file with a fix, the digest of the text that was checked.
    pub digests: BTreeMap<Arc<str>, u64>,
    /// How many findings were fixed before, where that was asked for.
    pub fixed: Option<usize>,
    /// The rules of the run, which findings and questions name.
    pub rules: Catalogue,
}

impl Outcome {
    /// Whether a file with a fix still has the bytes that were checked.
    #[must_use]
    pub fn is_as_read(&self, path: &Arc<str>, bytes: &[u8]) -> bool {
        let now = || Source::from_bytes(Arc::clone(path), bytes.to_vec()).digest();
        self.digests.get(path).is_some_and(|digest| *digest == now())
    }
}

/// Reads the bytes of an input.
///
/// # Errors
/// The error of the file system.
pub fn read(input: &Input) -> std::io::Result<Source> {
    match &input.content {
        Content::Disk(path)
            if !input.requested
                && Markup::of_path(&input.path) == Markup::Plain
                && !is_among_posts(&input.path)
                && !is_data(&input.path)
                && !may_have_references(&input.path) =>
        {
            Source::read_if_headed(Arc::clone(&input.path), path)
        }
        Content::Disk(path) => Source::read(Arc::clone(&input.path), path),
        Content::Memory(bytes) => Ok(Source::from_bytes(Arc::clone(&input.path), bytes.to_vec())),
    }
}

/// Parses a file as the generator's configuration, and its own front matter, say that it is written.
fn parse<'s>(source: &'s Source, generator: &dyn Generator) -> Document<'s> {
    let dialect = generator.dialect(source.path());
    Document::parse_with(source, dialect, |header| generator.dialect_of(source.path(), header))
}

struct Checked {
    facts: DocumentFacts,
    findings: Vec<Finding>,
    contributions: Box<[(RuleIndex, Contribution)]>,
    undecided: Box<[Undecided]>,
    digest: Option<u64>,
    suppressed: Vec<Suppressed>,
    suppressions: Option<Box<Suppressions>>,
}

/// Asks other hosts: from the distinct URLs of a site to what is known of them.
pub type Ask<'a> = dyn Fn(&[Question]) -> Online + 'a;

/// Checks the inputs of a site, which must be sorted by path. `progress` is called once for each file.
pub fn run(
    inventory: &Inventory,
    generator: &dyn Generator,
    settings: &Settings,
    progress: &(dyn Fn() + Sync),
) -> Outcome {
    run_asking(inventory, generator, settings, progress, None)
}

/// The same, asking other hosts for what the files refer to there.
pub fn run_asking(
    inventory: &Inventory,
    generator: &dyn Generator,
    settings: &Settings,
    progress: &(dyn Fn() + Sync),
    ask: Option<&Ask<'_>>,
) -> Outcome {
    run_watched(inventory, generator, settings, &|_| progress(), ask).0
}

/// Sees each file beside the rules, or none of one that cannot be read; called once for each file.
type Watch<'a> = dyn Fn(Option<&Entry<'_>>) + Sync + 'a;

fn run_watched(
    inventory: &Inventory,
    generator: &dyn Generator,
    settings: &Settings,
    watch: &Watch<'_>,
    ask: Option<&Ask<'_>>,
) -> (Outcome, Site) {
    let inputs = &inventory.inputs;
    let is_online = ask.is_some();
    let library = Library::new(schemas::files(inventory, settings));
    let checked: Vec<Result<Checked, (Arc<str>, String)>> = inputs
        .par_iter()
        .enumerate()
        .map(|(at, input)| {
            let result = check_one(file_id(at), input, generator, settings, &library, (watch, is_online));
            if result.is_err() {
                watch(None);
            }
            result.map_err(|error| (Arc::clone(&input.path), error.to_string()))
        })
        .collect();
    let mut outcome = Outcome {
        files: inputs.iter().filter(|input| input.is_checked()).count(),
        rules: settings.catalogue().clone(),
        ..Outcome::default()
    };
    let mut findings = Vec::with_capacity(checked.len());
    let mut contributions = vec![Vec::new(); settings.catalogue().rules().len()];
    let mut documents = Vec::with_capacity(checked.len());
    let mut suppressions = suppressions::ByFile::new();
    for (at, result) in checked.into_iter().enumerate() {
        match result {
            Ok(one) => {
                if let Some(digest) = one.digest {
                    outcome.digests.insert(Arc::clone(&inputs[at].path), digest);
                }
                findings.push(one.findings);
                outcome.suppressed.extend(one.suppressed);
                suppressions.extend(one.suppressions.map(|all| (file_id(at), all)));
                if inputs[at].requested {
                    outcome.undecided.extend(one.undecided);
                }
                for (rule, contribution) in one.contributions {
                    contributions[rule as usize].push(contribution);
                }
                documents.push(one.facts);
            }
            Err(failure) => {
                findings.push(Vec::new());
                documents.push(DocumentFacts::unread(file_id(at), &inputs[at].path));
                outcome.unreadable.push(failure);
            }
        }
    }
    let mut site = Site::build(generator, documents, &inventory.assets);
    look_up(&mut site, inventory, generator, settings);
    site.online = ask.map(|ask| ask(&questions(site.documents.iter().flat_map(|one| &one.externals))));
    let sink = check_site(&site, &contributions, settings);
    let is_wanted = |file: FileId| inputs.get(file.0 as usize).is_none_or(|input| input.requested);
    outcome.undecided.extend(sink.undecided.into_iter().filter(|one| is_wanted(one.file)));
    let wanted = sink.reports.into_iter().filter(|one| is_wanted(one.file)).collect();
    suppressions::forget_unseen(&mut suppressions, &site);
    let judged = suppressions::finish(suppressions, wanted, &outcome.undecided, inputs, settings);
    let placed = locate::in_many(inputs, &site.unused.paths, judged, settings, &mut outcome.digests);
    let of_site = set_aside(placed, &mut outcome.suppressed);
    outcome.findings = locate::merge(findings, of_site);
    (outcome, site)
}

/// Takes out what comments set aside, and puts all of that in order.
fn set_aside(placed: Vec<locate::Placed>, suppressed: &mut Vec<Suppressed>) -> Vec<(FileId, Finding)> {
    let mut shown = Vec::with_capacity(placed.len());
    for (file, finding, reason) in placed {
        match reason {
            None => shown.push((file, finding)),
            Some(reason) => suppressed.push(Suppressed { finding, reason }),
        }
    }
    locate::sort(suppressed);
    shown
}

/// What the rules on the whole site need besides its index: where references lead, and for those rules
/// that run and ask, what lies there.
fn look_up(site: &mut Site, inventory: &Inventory, generator: &dyn Generator, settings: &Settings) {
    let runs = |id: &str| settings.for_site().active.iter().any(|active| active.id == id);
    site.bases = resolve::bases(site);
    let seen = resolve::anchor::Pieces::of(site).shown();
    let is_seen = |one: &&DocumentFacts| match one.kind {
        Kind::Layout | Kind::Include => seen.contains(&one.file),
        _ => true,
    };
    let seen = site.documents.par_iter().filter(is_seen);
    let resolved = seen.flat_map_iter(|one| resolve::lost_or_shown(site, one));
    let (shown, unresolved) = resolved.partition_map(|one| match one {
        Ok(shown) => Either::Left(shown),
        Err(unresolved) => Either::Right(unresolved),
    });
    site.unresolved = unresolved;
    if pictures::are_wanted(settings) {
        site.pictures = pictures::read(site, inventory, shown);
    }
    if runs("link/missing-anchor") {
        site.lost_anchors = anchors::find(site, inventory, generator);
    }
    if let Some(record) = inventory.record.as_deref().filter(|_| runs("site/url-removed")) {
        site.contract = contract::find(site, inventory, generator, record);
    }
    if runs("image/unused") {
        site.unused = unused::find(site, inventory);
    }
}

fn check_one(
    file: FileId,
    input: &Input,
    generator: &dyn Generator,
    settings: &Settings,
    library: &Library,
    (watch, is_online): (&Watch<'_>, bool),
) -> std::io::Result<Checked> {
    let source = read(input)?;
    let document = parse(&source, generator);
    let publication = generator.publication(&document);
    let schemas = &schemas::applied(library, settings, generator, &document);
    let site = generator.facts();
    let entry = Entry { file, document: &document, publication: &publication, site, schemas };
    let mut sink = Sink::new(file);
    // A style sheet or feed that is read for its front matter alone has nothing for the rules.
    let has_text = input.is_checked() || document.markup != Markup::Plain;
    if has_text || !schemas.is_none() {
        let rules = settings.rules_for(source.path());
        for active in rules.active.iter().filter(|active| has_text || active.id == schemas::RULE) {
            sink.start(active.index);
            active.check.document(&entry, &mut sink);
        }
    }
    let reports: Vec<Reported> = if input.requested { sink.reports } else { Vec::new() };
    let mut suppressions = input.requested.then(|| suppressions::of(&entry, settings, is_online)).flatten();
    let (reports, aside) = suppressions::judge(suppressions.as_deref_mut(), reports, settings, source.path());
    let has_fix = reports.iter().any(|one| one.report.fix.is_some());
    let mut facts = DocumentFacts::of(&entry);
    facts.anchors = AnchorFacts::of(&entry, generator);
    if is_online && input.requested {
        facts.externals = externals::of(&entry);
    }
    watch(Some(&entry));
    Ok(Checked {
        facts,
        findings: locate::in_one(&source, reports, settings),
        contributions: sink.contributions.into_boxed_slice(),
        undecided: sink.undecided.into_boxed_slice(),
        digest: has_fix.then(|| source.digest()),
        suppressed: locate::aside_in_one(&source, aside, settings),
        suppressions,
    })
}

fn check_site(site: &Site, contributions: &[Vec<Contribution>], settings: &Settings) -> Sink {
    let sinks: Vec<Sink> = settings
        .for_site()
        .active
        .par_iter()
        .map(|active| {
            let mut sink = Sink::new(FileId(0));
            sink.start(active.index);
            active.check.site(site, &contributions[active.index as usize], &mut sink);
            sink
        })
        .collect();
    let mut all = Sink::new(FileId(0));
    for sink in sinks {
        all.reports.extend(sink.reports);
        all.undecided.extend(sink.undecided);
    }
    all
}

fn file_id(at: usize) -> FileId {
    FileId(u32::try_from(at).unwrap_or(u32::MAX))
}
