//! `postlint baseline`: records today's findings, so that only later ones are shown, and takes out
//! those that are fixed. May not decide what is known.

use std::collections::BTreeSet;
use std::io::Write;

use super::known::{Book, Verdict, books};
use super::project::{self, Project};
use super::{CLEAN, FAILED, FOUND, Failure, check, nothing, say};
use crate::baseline::{self, Debt, Entry};
use crate::check::Outcome;
use crate::cli::{BaselineCommand, CheckArgs, OutputArgs, SiteFormat};
use crate::write::Writer;

pub(super) fn run(arguments: &BaselineCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let check_arguments = CheckArgs {
        paths: arguments.paths.clone(),
        rules: arguments.rules.clone(),
        site: arguments.site.clone(),
        output: OutputArgs { quiet: true, ..OutputArgs::default() },
        ..CheckArgs::default()
    };
    project::check_arguments(&check_arguments.rules)?;
    let gathered = check::gather(&check_arguments)?;
    if gathered.projects.is_empty() {
        say(&nothing::words(&gathered.left_out));
        return Ok(FAILED);
    }
    let is_rewritten = arguments.prune || arguments.update;
    let books = books(&gathered.projects, arguments.baseline.as_deref(), is_rewritten)?;
    if arguments.statistics {
        return statistics(&books, arguments.format, out);
    }
    let outcomes = check::check(&gathered.projects, true);
    let unread = outcomes.iter().flat_map(|outcome| &outcome.unreadable);
    for (path, reason) in unread.clone() {
        say(&format!("postlint: cannot read {path}: {reason}"));
    }
    let starts = gathered.projects.iter().all(|project| project.starts);
    if !gathered.is_listed || unread.count() > 0 || !starts {
        return Err(Failure::Words("nothing is recorded, since not everything could be checked".to_owned()));
    }
    let mut code = CLEAN;
    for book in &books {
        code = code.max(record(book, &gathered.projects, &outcomes, arguments, out)?);
    }
    Ok(code)
}

fn record(
    book: &Book,
    projects: &[Project],
    outcomes: &[Outcome],
    arguments: &BaselineCommand,
    out: &mut dyn Write,
) -> Result<u8, Failure> {
    let is_new = book.source.is_none();
    if is_new && arguments.prune {
        return Err(Failure::Words(format!("there is no {}; `postlint baseline` writes it", book.shown)));
    }
    let verdict = book.compare(projects, outcomes, &|_, _| true);
    let added = verdict.comparison.answers.iter().filter(|answer| answer.is_none()).count();
    let may_grow = is_new || arguments.update;
    if added > 0 && !may_grow && !arguments.prune {
        refuse(book, &verdict, added);
        return Ok(FOUND);
    }
    let entries = entries(book, &verdict, may_grow);
    let text = baseline::write(&entries);
    let old = book.source.as_ref().map(|source| source.text());
    if old != Some(text.as_str()) {
        put(book, &text)?;
    }
    let total: u64 = entries.iter().map(|entry| u64::from(entry.count)).sum();
    let files: BTreeSet<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    let rules: BTreeSet<&str> = entries.iter().map(|entry| entry.rule.as_str()).collect();
    let taken = book.baseline.total().saturating_sub(total - if may_grow { added as u64 } else { 0 });
    let more = if is_new {
        String::new()
    } else if may_grow {
        format!(" ({added} added, {taken} taken out)")
    } else {
        format!(" ({taken} taken out)")
    };
    let (files, rules) = (files.len(), rules.len());
    writeln!(out, "{}: {total} known findings of {rules} rules in {files} files{more}", book.shown)?;
    if added > 0 && !may_grow {
        say(&format!("postlint: {added} other findings are not known; `postlint check` shows them"));
    }
    Ok(CLEAN)
}

/// What a book says after a run: each finding that it knows as it is now, and what nobody can judge.
fn entries(book: &Book, verdict: &Verdict, may_grow: bool) -> Vec<Entry> {
    let answered = verdict.findings.iter().zip(&verdict.comparison.answers);
    let of_now = answered.filter(|(_, answer)| may_grow || answer.is_some()).map(|(finding, _)| Entry {
        path: finding.marked.path.clone(),
        rule: finding.marked.rule.to_owned(),
        mark: finding.marked.mark.clone(),
        count: 1,
        line: 0,
    });
    let left = book.baseline.entries.iter().zip(&verdict.comparison.gone).zip(&verdict.judges);
    let unjudged =
        left.filter(|((_, gone), judge)| judge.is_none() && **gone > 0).map(|((entry, gone), _)| Entry {
            path: book.now(&entry.path).to_owned(),
            count: *gone,
            ..entry.clone()
        });
    let mut entries: Vec<Entry> = of_now.chain(unjudged).collect();
    entries.sort_by(|a, b| (&a.path, &a.rule, &a.mark).cmp(&(&b.path, &b.rule, &b.mark)));
    entries.dedup_by(|later, first| {
        let is_same = (&later.path, &later.rule, &later.mark) == (&first.path, &first.rule, &first.mark);
        if is_same {
            first.count = first.count.saturating_add(later.count);
        }
        is_same
    });
    entries
}

/// A baseline may only shrink: what is new is shown instead.
fn refuse(book: &Book, verdict: &Verdict, added: usize) {
    const SHOWN: usize = 5;
    let new = verdict.findings.iter().zip(&verdict.comparison.answers);
    let new = new.filter(|(_, answer)| answer.is_none());
    say(&format!("postlint: {} may only shrink, and {added} findings are not in it:", book.shown));
    for (finding, _) in new.take(SHOWN) {
        say(&format!("  {}: {} `{}`", finding.marked.path, finding.marked.rule, finding.marked.mark.text));
    }
    if added > SHOWN {
        say(&format!("  … and {} more", added - SHOWN));
    }
    say(
        "`postlint check` shows them; `--update` takes them for known all the same, `--prune` takes out what is fixed",
    );
}

fn put(book: &Book, text: &str) -> Result<(), Failure> {
    let writer = Writer::anywhere();
    let written = match &book.source {
        Some(old) => writer.replace(&book.path, old.text().as_bytes(), text.as_bytes()),
        None => writer.create_new(&book.path, text.as_bytes()),
    };
    let written = written.and_then(|()| Ok(writer.finish()?));
    written.map_err(|error| Failure::Words(format!("cannot write {}: {error}", book.shown)))
}

fn statistics(books: &[Book], format: SiteFormat, out: &mut dyn Write) -> Result<u8, Failure> {
    let debts: Vec<(&Book, Debt)> = books
        .iter()
        .filter(|book| book.source.is_some())
        .map(|book| (book, Debt::of(&book.baseline)))
        .collect();
    if debts.is_empty() {
        let shown = books.first().map_or(baseline::FILE, |book| &book.shown);
        return Err(Failure::Words(format!("there is no {shown}; `postlint baseline` writes it")));
    }
    if format == SiteFormat::Json {
        let all: Vec<serde_json::Value> = debts
            .iter()
            .map(|(book, debt)| serde_json::json!({ "path": book.shown, "debt": debt }))
            .collect();
        serde_json::to_writer(&mut *out, &serde_json::json!({ "version": 1, "baselines": all }))
            .map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(CLEAN);
    }
    for (book, debt) in debts {
        writeln!(out, "{}: {} known findings in {} files", book.shown, debt.total, debt.files)?;
        writeln!(out, "by rule")?;
        for one in &debt.rules {
            writeln!(out, "{:>7}  {}", one.count, one.rule)?;
        }
        writeln!(out, "by folder")?;
        for one in &debt.folders {
            writeln!(out, "{:>7}  {}", one.count, one.folder)?;
        }
    }
    Ok(CLEAN)
}
