//! One round after the other: what can be fixed now, what the site is then, and whether that may be.
//! May not decide which of many fixes is to blame.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::choose::{Candidate, Text, beside_each_other, together};
use super::edit::Moves;
use super::guard::{self, Verdict};
use super::matching::{EditedFile, new_ones};
use super::revealed::Hidden;
use super::{Fixed, FixedFile, Site, Why, is_applicable};
use crate::check::Outcome;
use crate::source;
use crate::walk::{Content, Inventory};

/// How many rounds there are at most. Each makes the findings fewer, and only fixes that meet each
/// other need more than two or three.
const MOST_ROUNDS: usize = 60;

/// A file that has fixes.
struct Loaded {
    place: Content,
    old: Arc<[u8]>,
    now: Arc<[u8]>,
    fixes: usize,
}

/// What has been fixed so far.
pub(super) struct State<'a> {
    site: &'a Site<'a>,
    inventory: Inventory,
    outcome: Outcome,
    loaded: BTreeMap<usize, Loaded>,
    left_out: HashMap<u64, (&'static str, Why)>,
    refused: BTreeMap<usize, String>,
}

/// The site with some fixes.
pub(super) struct Trial {
    inventory: Inventory,
    outcome: Outcome,
    texts: BTreeMap<usize, Arc<[u8]>>,
    /// Files among those edited in which something is new or lost.
    pub(super) bad: BTreeMap<usize, Why>,
    /// Whether something is new in a file that was not edited.
    pub(super) has_stray: bool,
}

impl Trial {
    pub(super) fn is_good(&self) -> bool {
        self.bad.is_empty() && !self.has_stray
    }
}

impl<'a> State<'a> {
    pub(super) fn new(site: &'a Site<'a>, first: Outcome) -> Self {
        Self {
            site,
            inventory: site.inventory.clone(),
            outcome: first,
            loaded: BTreeMap::new(),
            left_out: HashMap::new(),
            refused: BTreeMap::new(),
        }
    }

    pub(super) fn run(mut self) -> Fixed {
        let mut has_moved = false;
        for _ in 0..MOST_ROUNDS {
            if self.round() {
                has_moved = true;
            } else if has_moved && !self.left_out.is_empty() {
                // What could not be applied then may be now: another run would try it.
                has_moved = false;
                self.left_out.clear();
            } else {
                break;
            }
        }
        self.finish()
    }

    /// Applies what can be applied together; whether there was anything.
    fn round(&mut self) -> bool {
        let candidates = self.candidates();
        if candidates.is_empty() {
            return false;
        }
        let all: Vec<usize> = (0..candidates.len()).collect();
        let trial = self.trial(&candidates, &all);
        if trial.is_good() {
            self.accept(&candidates, &all, trial);
            return true;
        }
        match self.isolate(&candidates, &trial) {
            Some((ids, trial)) => {
                self.accept(&candidates, &ids, trial);
                true
            }
            None => false,
        }
    }

    fn candidates(&mut self) -> Vec<Candidate> {
        let wanted = (self.site.wanted)(&self.inventory, &self.outcome);
        let mut by_file: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, finding) in self.outcome.findings.iter().enumerate() {
            let path = &*finding.location.path;
            let is_wanted = wanted.get(at) == Some(&true) && is_applicable(finding, self.site.with_unsafe);
            if is_wanted
                && !self.site.fixed.contains(&path)
                && let Some(file) = position(&self.inventory, path)
            {
                by_file.entry(file).or_default().push(at);
            }
        }
        by_file.retain(|file, _| self.load(*file));
        let mut all = Vec::new();
        for (file, findings) in by_file {
            let Some(loaded) = self.loaded.get(&file) else { continue };
            let Some(input) = self.inventory.inputs.get(file) else { continue };
            let text = Text::new(&input.path, &loaded.now);
            let mut candidates = Vec::new();
            for at in findings {
                let Some(finding) = self.outcome.findings.get(at) else { continue };
                let edits = text.edits(finding);
                let key = text.key(finding, edits.as_deref().unwrap_or_default());
                match edits {
                    None => drop(self.left_out.insert(key, (finding.rule, Why::Bytes))),
                    Some(_) if self.left_out.contains_key(&key) => {}
                    Some(edits) => {
                        let rule = finding.rule;
                        candidates.push(Candidate { file, finding: at, rule, key, edits });
                    }
                }
            }
            all.extend(beside_each_other(candidates));
        }
        all
    }

    /// Reads a file once; whether it can be edited.
    fn load(&mut self, file: usize) -> bool {
        if self.loaded.contains_key(&file) || self.refused.contains_key(&file) {
            return self.loaded.contains_key(&file);
        }
        let Some(input) = self.inventory.inputs.get(file).filter(|input| input.requested) else {
            return false;
        };
        let place = input.content.clone();
        let old: Arc<[u8]> = match &place {
            Content::Memory(bytes) => Arc::clone(bytes),
            Content::Disk(path) => match source::bytes(path) {
                Ok(bytes) if self.outcome.is_as_read(&input.path, &bytes) => Arc::from(bytes),
                Ok(_) => {
                    self.refused.insert(file, "it changed while it was checked".to_owned());
                    return false;
                }
                Err(error) => {
                    self.refused.insert(file, error.to_string());
                    return false;
                }
            },
        };
        self.loaded.insert(file, Loaded { place, now: Arc::clone(&old), old, fixes: 0 });
        true
    }

    /// The site with some of the candidates, and what that does to it.
    pub(super) fn trial(&self, candidates: &[Candidate], ids: &[usize]) -> Trial {
        let mut by_file: BTreeMap<usize, Vec<&Candidate>> = BTreeMap::new();
        let mut is_fixed = vec![false; self.outcome.findings.len()];
        for one in ids.iter().filter_map(|id| candidates.get(*id)) {
            by_file.entry(one.file).or_default().push(one);
            if let Some(place) = is_fixed.get_mut(one.finding) {
                *place = true;
            }
        }
        let mut inventory = self.inventory.clone();
        let (mut texts, mut moves) = (BTreeMap::new(), BTreeMap::new());
        let (mut bad, mut mended) = (BTreeMap::new(), Vec::new());
        for (file, fixes) in by_file {
            let (Some(loaded), Some(input)) = (self.loaded.get(&file), inventory.inputs.get_mut(file)) else {
                continue;
            };
            let edits = together(fixes.into_iter());
            let Some(new) = edits.apply(&loaded.now) else {
                bad.insert(file, Why::Bytes);
                continue;
            };
            let its_moves = edits.moves();
            let dialect = (self.site.dialect)(&input.path);
            match guard::judge(&input.path, &loaded.now, &new, &its_moves, dialect) {
                Verdict::Lost => drop(bad.insert(file, Why::FrontMatter)),
                Verdict::Mended => mended.push(file),
                Verdict::Kept => {}
            }
            let new: Arc<[u8]> = Arc::from(new);
            input.content = Content::Memory(Arc::clone(&new));
            texts.insert(file, new);
            moves.insert(file, its_moves);
        }
        let outcome = (self.site.check)(&inventory);
        let mut trial = Trial { inventory, outcome, texts, bad, has_stray: false };
        self.compare(&mut trial, &is_fixed, &moves, &mended);
        trial
    }

    /// What is new with a trial.
    fn compare(
        &self,
        trial: &mut Trial,
        is_fixed: &[bool],
        moves: &BTreeMap<usize, Moves>,
        mended: &[usize],
    ) {
        let edited = |path: &str| {
            let file = position(&self.inventory, path)?;
            let (old, new) = (self.loaded.get(&file)?, trial.texts.get(&file)?);
            Some(EditedFile { moves: moves.get(&file)?, old: &old.now, new })
        };
        let read = |path: &str| {
            let file = position(&self.inventory, path)?;
            match &self.inventory.inputs.get(file)?.content {
                Content::Memory(bytes) => Some(Arc::clone(bytes)),
                Content::Disk(path) => source::bytes(path).ok().map(Arc::from),
            }
        };
        let (before, after) = (&self.outcome.findings, &trial.outcome.findings);
        let mut hidden = Hidden::new(before, is_fixed, mended);
        let mut has_stray = false;
        let mut bad = Vec::new();
        for one in new_ones(before, is_fixed, after, &edited, &read) {
            match position(&self.inventory, &one.location.path).filter(|file| trial.texts.contains_key(file))
            {
                Some(file) if moves.get(&file).is_some_and(|moves| hidden.shows(file, moves, one)) => {}
                Some(file) => bad.push(file),
                None => has_stray = true,
            }
        }
        for file in bad {
            trial.bad.entry(file).or_insert(Why::NewFinding);
        }
        trial.has_stray = has_stray;
    }

    pub(super) fn leave_out(&mut self, candidate: &Candidate, why: Why) {
        self.left_out.insert(candidate.key, (candidate.rule, why));
    }

    fn accept(&mut self, candidates: &[Candidate], ids: &[usize], trial: Trial) {
        for (file, text) in trial.texts {
            if let Some(loaded) = self.loaded.get_mut(&file) {
                loaded.now = text;
            }
        }
        for one in ids.iter().filter_map(|id| candidates.get(*id)) {
            if let Some(loaded) = self.loaded.get_mut(&one.file) {
                loaded.fixes += 1;
            }
        }
        self.inventory = trial.inventory;
        self.outcome = trial.outcome;
    }

    fn finish(self) -> Fixed {
        let path = |file: usize| self.inventory.inputs.get(file).map(|input| Arc::clone(&input.path));
        let changed = self.loaded.into_iter().filter(|(_, loaded)| loaded.old != loaded.now);
        let files = changed.filter_map(|(file, loaded)| {
            let Loaded { place, old, now, fixes } = loaded;
            Some(FixedFile { path: path(file)?, place, old, new: now, fixes })
        });
        let files: Vec<FixedFile> = files.collect();
        let refused = self.refused.into_iter().filter_map(|(file, why)| Some((path(file)?, why))).collect();
        let mut left_out = BTreeMap::new();
        for (rule, why) in self.left_out.into_values() {
            *left_out.entry((rule, why)).or_default() += 1;
        }
        Fixed { outcome: self.outcome, inventory: self.inventory, files, left_out, refused }
    }
}

/// The index of a path among the inputs, which are sorted.
fn position(inventory: &Inventory, path: &str) -> Option<usize> {
    inventory.inputs.binary_search_by(|input| (*input.path).cmp(path)).ok()
}
