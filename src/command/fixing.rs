//! `check --fix`, `--unsafe-fixes`, `--diff`: from the findings to edited files or a diff, and what is said
//! of it. May not decide what a fix is.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::known::Known;
use super::project::Project;
use super::{Failure, say};
use crate::check::Outcome;
use crate::cli::FixArgs;
use crate::diff::{self, Change};
use crate::document::Dialect;
use crate::finding::Finding;
use crate::fix::{self, Fixed, FixedFile, Site};
use crate::output::counted;
use crate::walk::{Content, Inventory};
use crate::write::{Writer, is_left_over, sweep};

/// What came of the fixes of a run.
#[derive(Debug, Default)]
pub(super) struct Fixing {
    /// How many were applied, and to how many files.
    fixed: usize,
    files: usize,
    /// How many more `--unsafe-fixes` would apply.
    hidden: usize,
    /// How many were left out.
    left_out: usize,
    /// Those left out, by rule.
    lines: Vec<String>,
    /// Whether a file could not be written.
    pub(super) has_failed: bool,
    /// Whether anything is not as it was, or would not be.
    pub(super) has_changes: bool,
}

/// How findings are fixed in a run.
pub(super) struct Run<'r> {
    /// What was asked for.
    pub(super) told: FixArgs,
    /// Checks the files of a project, which is known by its place, as they are in an inventory.
    pub(super) check: &'r dyn Fn(usize, &Project, &Inventory) -> Outcome,
    /// Findings that stay as they are.
    pub(super) known: &'r Known,
    /// Whether a file of a project is looked at; the others stay as they are.
    pub(super) is_looked_at: &'r dyn Fn(usize, &str) -> bool,
}

type Check<'c> = dyn Fn(&Inventory) -> Outcome + 'c;

impl Run<'_> {
    /// Fixes what was found in each project: afterwards the outcomes say what remains.
    pub(super) fn fix(
        &self,
        projects: &mut [Project],
        outcomes: &mut [Outcome],
        out: &mut dyn Write,
    ) -> Result<Fixing, Failure> {
        let mut fixing = Fixing::default();
        for (at, (project, outcome)) in projects.iter_mut().zip(outcomes).enumerate() {
            let check = |inventory: &Inventory| (self.check)(at, project, inventory);
            let mut fixed = self.fixed(at, project, std::mem::take(outcome), &check);
            for (path, why) in &fixed.refused {
                say(&format!("postlint: {} stays as it is: {why}", project.site.shown(path)));
                fixing.has_failed = true;
            }
            if self.told.diff {
                write_diff(project, &fixed.files, out)?;
            } else {
                fixing.has_failed |= write_files(project, &mut fixed, &check)?;
            }
            fixing.count(&fixed, self.told);
            let written = fixed.count();
            project.site.inventory = fixed.inventory;
            *outcome = Outcome { fixed: Some(written), ..fixed.outcome };
        }
        Ok(fixing)
    }

    fn fixed(&self, at: usize, project: &Project, outcome: Outcome, check: &Check<'_>) -> Fixed {
        let wanted = |inventory: &Inventory, outcome: &Outcome| {
            let known = self.known.of(at, project, inventory, outcome);
            let is_wanted = |(is_known, finding): (bool, &Finding)| {
                !is_known && (self.is_looked_at)(at, &finding.location.path)
            };
            known.into_iter().zip(&outcome.findings).map(is_wanted).collect()
        };
        let site = Site {
            inventory: &project.site.inventory,
            check,
            wanted: &wanted,
            dialect: &|path: &str| -> Dialect { project.generator.dialect(path) },
            fixed: &project.site.jekyll_configs,
            with_unsafe: self.told.unsafe_fixes,
        };
        fix::run(&site, outcome)
    }
}

/// Writes the files. Where one cannot be written, what is found in it as it is counts; whether there
/// was any such.
fn write_files(project: &Project, fixed: &mut Fixed, check: &Check<'_>) -> Result<bool, Failure> {
    let site = &project.site;
    let writer = Writer::within(&site.root)?;
    for path in
        site.inventory.assets.iter().filter(|path| is_left_over(path.rsplit('/').next().unwrap_or(path)))
    {
        sweep(&site.root.join(&**path));
    }
    let failed: Vec<(Arc<str>, String)> = fixed
        .files
        .par_iter()
        .filter_map(|file| match &file.place {
            Content::Disk(place) => {
                let error = writer.replace(place, &file.old, &file.new).err()?;
                Some((Arc::clone(&file.path), error.to_string()))
            }
            Content::Memory(_) => None,
        })
        .collect();
    writer.finish()?;
    if failed.is_empty() {
        return Ok(false);
    }
    for (path, why) in failed {
        say(&format!("postlint: {} stays as it is: {why}", site.shown(&path)));
        let place = fixed.files.iter().position(|file| file.path == path).map(|at| fixed.files.remove(at));
        let inputs = &mut fixed.inventory.inputs;
        if let (Some(file), Ok(at)) = (place, inputs.binary_search_by(|input| input.path.cmp(&path)))
            && let Some(input) = inputs.get_mut(at)
        {
            input.content = file.place;
        }
    }
    fixed.outcome = check(&fixed.inventory);
    Ok(true)
}

/// The text of standard input with its fixes, or as it was.
pub(super) fn write_given(projects: &[Project], given: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let input = projects.iter().flat_map(|project| &project.site.inventory.inputs).find_map(|input| {
        match (&input.content, input.requested) {
            (Content::Memory(bytes), true) => Some(bytes),
            _ => None,
        }
    });
    out.write_all(input.map_or(given, |bytes| bytes))
}

fn write_diff(project: &Project, files: &[FixedFile], out: &mut dyn Write) -> Result<(), Failure> {
    let base = base(&project.site.root);
    for file in files {
        let place = match &file.place {
            // What is edited is where a link leads.
            Content::Disk(place) => std::fs::canonicalize(place).unwrap_or_else(|_| place.clone()),
            Content::Memory(_) => project.site.root.join(&*file.path),
        };
        let path = shown(place.strip_prefix(&base).unwrap_or(&place));
        diff::write(out, &Change::edited(&path, &file.old, &file.new))?;
    }
    Ok(())
}

/// The folder that paths in a diff start from.
fn base(root: &Path) -> PathBuf {
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let current = || {
        let current = std::env::current_dir().ok().and_then(|folder| std::fs::canonicalize(folder).ok());
        current.filter(|folder| root.starts_with(folder))
    };
    repository.map(Path::to_owned).or_else(current).unwrap_or_else(|| root.to_owned())
}

/// The bytes of a path, with `/`.
fn shown(path: &Path) -> Vec<u8> {
    let parts: Vec<&[u8]> = path.components().map(|part| part.as_os_str().as_encoded_bytes()).collect();
    parts.join(&b'/')
}

impl Fixing {
    fn count(&mut self, fixed: &Fixed, told: FixArgs) {
        self.fixed += fixed.count();
        self.files += fixed.files.len();
        self.has_changes |= !fixed.files.is_empty();
        if !told.unsafe_fixes {
            let is_hidden = |one: &&Finding| !fix::is_applicable(one, false) && fix::is_applicable(one, true);
            self.hidden += fixed.outcome.findings.iter().filter(is_hidden).count();
        }
        for ((rule, why), count) in &fixed.left_out {
            self.left_out += count;
            self.lines.push(format!("{count:>7}  {rule} (fixes left out, since {})", why.words()));
        }
    }

    /// What the summary says before it counts what remains.
    pub(super) fn summary(&self, told: FixArgs) -> String {
        let verb = if told.diff { "would fix" } else { "fixed" };
        let mut line = match self.fixed {
            0 => format!("{} nothing", if told.diff { "would fix" } else { "fixed" }),
            fixed => format!("{verb} {} in {}", counted(fixed, "finding"), counted(self.files, "file")),
        };
        if self.hidden > 0 {
            line.push_str(&format!("; {} more with `--unsafe-fixes`", self.hidden));
        }
        if self.left_out > 0 {
            let plural = if self.left_out == 1 { "fix" } else { "fixes" };
            line.push_str(&format!(
                "; {} {plural} left out, which would lead to new findings",
                self.left_out
            ));
        }
        line
    }

    /// What `--statistics` adds.
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }
}
