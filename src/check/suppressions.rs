//! Comments that set findings aside, applied: which reports they cover, and what became of each. May
//! not read comments; `suppress` does.

use std::collections::BTreeMap;

use crate::document::{Document, Header};
use crate::entry::Entry;
use crate::finding::{FileId, Finding};
use crate::publication::{Kind, Skip, Status};
use crate::resolve::anchor;
use crate::rules::{Catalogue, Rule};
use crate::settings::Settings;
use crate::sink::{Reported, Sink, Undecided};
use crate::site::Site;
use crate::suppress::{Context, Meaning, Suppressions};
use crate::text::nearest;
use crate::walk::Input;

/// A finding that a comment set aside.
#[derive(Clone, Debug)]
pub struct Suppressed {
    /// What was found.
    pub finding: Finding,
    /// Why it may stay; empty where the comment does not say.
    pub reason: Box<str>,
}

/// A report, and the reason of the comment that set it aside, if one did.
pub(super) type Judged = (Reported, Option<Box<str>>);

/// The group of the rules on these comments.
const OF_COMMENTS: &str = "suppression";

/// The rules that run only where other hosts are asked.
const ONLINE: [&str; 5] =
    ["image/dead", "image/remote-too-large", "link/dead", "link/redirected", "source/dead"];

/// The one that runs only where their pages are read too, which need not be in every run that asks.
const ANCHORS: &str = "link/remote-anchor";

/// The comments of a file.
pub(super) fn of(entry: &Entry<'_>, settings: &Settings, is_online: bool) -> Option<Box<Suppressions>> {
    let path = entry.document.path();
    let meaning = |name: &str| meaning(name, path, settings, is_online);
    let is_seen = is_seen(entry.document, &entry.publication.status, &entry.publication.kind);
    Suppressions::of(entry.document, &Context { meaning: &meaning, today: entry.site.today, is_seen })
}

/// Whether the rules can look at all of a file: not where its front matter cannot be read, nor where it
/// is not published, since many of them are silent there.
fn is_seen(document: &Document<'_>, status: &Status, kind: &Kind) -> bool {
    let is_whole = match &document.header {
        Header::Found(found) => found.tree.is_ok(),
        Header::Absent => true,
        Header::Unclosed { .. } | Header::Misplaced { .. } => false,
    };
    let is_part = matches!(kind, Kind::Layout | Kind::Include | Kind::Data | Kind::Static | Kind::Unknown);
    is_whole
        && (is_part || matches!(status, Status::Published | Status::Undecided(_)) || is_held_back(status))
}

/// Whether nothing but the date, which a rule speaks of, holds a post back.
fn is_held_back(status: &Status) -> bool {
    matches!(status, Status::Skipped(Skip::Future | Skip::Unpublished))
}

fn meaning(name: &str, path: &str, settings: &Settings, is_online: bool) -> Meaning {
    let catalogue = settings.catalogue();
    let rules = settings.rules_for(path);
    let runs = |rule: &Rule| {
        let is_active = rules.active.iter().any(|active| active.id == rule.id);
        is_active && rule.id != ANCHORS && (is_online || !ONLINE.contains(&rule.id))
    };
    if let Some(rule) = catalogue.find(name) {
        return if rule.group() == OF_COMMENTS {
            Meaning::OfComments
        } else {
            Meaning::Known { has_run: runs(rule) }
        };
    }
    let mut group = catalogue.rules().iter().filter(|rule| rule.group() == name).peekable();
    if group.peek().is_some() {
        return if name == OF_COMMENTS {
            Meaning::OfComments
        } else {
            Meaning::Known { has_run: group.all(runs) }
        };
    }
    match name {
        "all" | "*" => Meaning::Everything,
        _ => Meaning::Unknown { nearest: near(name, catalogue).map(Into::into) },
    }
}

/// The rule or group that was probably meant: one of nearly that name, or with that second part.
fn near<'c>(name: &str, catalogue: &'c Catalogue) -> Option<&'c str> {
    let rules = || catalogue.rules().iter().filter(|rule| rule.group() != OF_COMMENTS);
    let mut of_end = rules().filter(|rule| rule.id.rsplit('/').next() == Some(name));
    if let (Some(one), None) = (of_end.next(), of_end.next()) {
        return Some(one.id);
    }
    nearest(name, rules().flat_map(|rule| [rule.id, rule.group()]))
}

/// Judges the reports of one file.
pub(super) fn judge(
    suppressions: Option<&mut Suppressions>,
    reports: Vec<Reported>,
    settings: &Settings,
    path: &str,
) -> (Vec<Reported>, Vec<(Reported, Box<str>)>) {
    let Some(suppressions) = suppressions else { return (reports, Vec::new()) };
    let (mut shown, mut aside) = (Vec::new(), Vec::new());
    for one in reports {
        match reason(suppressions, &one, settings, path) {
            Some(reason) => aside.push((one, reason)),
            None => shown.push(one),
        }
    }
    (shown, aside)
}

/// The reason of the comment that sets a report aside.
fn reason(all: &mut Suppressions, one: &Reported, settings: &Settings, path: &str) -> Option<Box<str>> {
    let rules = settings.rules_for(path);
    // A rule that is off here finds nothing here.
    let id = rules.get(one.rule)?.id;
    let reason = all.take(id, one.report.span.start).map(Box::from);
    reason.filter(|_| settings.obeys_comments())
}

/// The comments of the files that have any.
pub(super) type ByFile = BTreeMap<FileId, Box<Suppressions>>;

/// Judges the reports of the whole site, and adds what the rules on comments say of them all.
pub(super) fn finish(
    mut files: ByFile,
    reports: Vec<Reported>,
    undecided: &[Undecided],
    inputs: &[Input],
    settings: &Settings,
) -> Vec<Judged> {
    if files.is_empty() {
        return reports.into_iter().map(|one| (one, None)).collect();
    }
    let path = |file: FileId| inputs.get(file.0 as usize).map_or("", |input| &*input.path);
    let mut judged = Vec::with_capacity(reports.len());
    for one in reports {
        let file = one.file;
        let all = files.get_mut(&file);
        let reason = all.and_then(|all| reason(all, &one, settings, path(file)));
        judged.push((one, reason));
    }
    for one in undecided {
        let rule = settings.catalogue().get(one.rule);
        if let (Some(all), Some(rule)) = (files.get_mut(&one.file), rule) {
            all.leave_open(rule.id, one.span.start);
        }
    }
    for (file, all) in &files {
        let mut sink = Sink::new(*file);
        for active in &settings.rules_for(path(*file)).active {
            if active.id.split('/').next() == Some(OF_COMMENTS) {
                sink.start(active.index);
                active.check.suppressions(all, &mut sink);
            }
        }
        judged.extend(sink.reports.into_iter().map(|one| (one, None)));
    }
    judged
}

/// Notes that nothing looks at the references of layouts and includes that no page is made of.
pub(super) fn forget_unseen(files: &mut ByFile, site: &Site) {
    let is_piece = |file: FileId| {
        site.document(file).is_some_and(|one| matches!(one.kind, Kind::Layout | Kind::Include))
    };
    if !files.keys().any(|file| is_piece(*file)) {
        return;
    }
    let seen = anchor::Pieces::of(site).shown();
    for (file, all) in files.iter_mut() {
        all.is_seen &= !is_piece(*file) || seen.contains(file);
    }
}
