//! From findings with fixes to files without them: fixes that do not overlap are applied in memory, the
//! whole site is checked again, and so on until nothing changes. A fix that would make a new finding, or
//! lose something of the front matter, is left out. May not write files.

mod choose;
mod edit;
mod guard;
mod isolate;
mod matching;
mod revealed;
mod round;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::Outcome;
use crate::document::Dialect;
use crate::finding::{Finding, Safety};
use crate::walk::{Content, Inventory};
use round::State;

/// A site whose findings are to be fixed.
pub struct Site<'a> {
    /// Its files.
    pub inventory: &'a Inventory,
    /// Checks them, once they are edited in memory.
    pub check: &'a dyn Fn(&Inventory) -> Outcome,
    /// Which of the findings are to be fixed, in their order.
    pub wanted: &'a dyn Fn(&Inventory, &Outcome) -> Vec<bool>,
    /// How a file is written.
    pub dialect: &'a (dyn Fn(&str) -> Dialect + Sync),
    /// Paths of files that are never edited: what the generator was started with.
    pub fixed: &'a [&'a str],
    /// Whether fixes are applied that may change the meaning.
    pub with_unsafe: bool,
}

/// A file that is to be written.
#[derive(Clone, Debug)]
pub struct FixedFile {
    /// Its path in the site.
    pub path: Arc<str>,
    /// Where its bytes are.
    pub place: Content,
    /// Its bytes as they were read.
    pub old: Arc<[u8]>,
    /// Its bytes with all fixes.
    pub new: Arc<[u8]>,
    /// How many fixes were applied to it.
    pub fixes: usize,
}

/// What became of the fixes.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The findings that remain.
    pub outcome: Outcome,
    /// The files as they are to be.
    pub inventory: Inventory,
    /// What is to be written, in the order of the paths.
    pub files: Vec<FixedFile>,
    /// Fixes that were left out: by rule, how many, and why.
    pub left_out: BTreeMap<(&'static str, Why), usize>,
    /// Files that were not touched: path and reason.
    pub refused: Vec<(Arc<str>, String)>,
}

/// Why a fix was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Something would be found that was not there, or what it fixes would be found again.
    NewFinding,
    /// The front matter could not be read any more, or would say something else elsewhere.
    FrontMatter,
    /// It cannot be applied to these bytes, or changes nothing.
    Bytes,
    /// Which of many it is that makes a new finding took too long to find out.
    Unclear,
}

impl Why {
    /// In words, after "since".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NewFinding => "something else would be found then",
            Self::FrontMatter => "the front matter would say something else",
            Self::Bytes => "they do not fit the bytes",
            Self::Unclear => "together with others they would make new findings",
        }
    }
}

impl Fixed {
    /// How many fixes were applied.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.iter().map(|file| file.fixes).sum()
    }
}

/// Whether `--fix`, or with `with_unsafe` also `--unsafe-fixes`, applies what a finding carries.
#[must_use]
pub fn is_applicable(finding: &Finding, with_unsafe: bool) -> bool {
    finding.fix.as_ref().is_some_and(|fix| with_unsafe || fix.safety == Safety::Safe)
}

/// Applies what can be applied, from the findings of a first check on.
#[must_use]
pub fn run(site: &Site<'_>, first: Outcome) -> Fixed {
    if !first.findings.iter().any(|finding| is_applicable(finding, site.with_unsafe)) {
        let inventory = site.inventory.clone();
        return Fixed { outcome: first, inventory, ..Fixed::default() };
    }
    State::new(site, first).run()
}
