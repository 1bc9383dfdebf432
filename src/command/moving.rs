//! What `mv` and the renames share: the site is opened, the plan is held against the rules, shown as a
//! diff, and written if that was asked for. May not decide what changes.

mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use super::project::{self, Project};
use super::{CLEAN, FOUND, Failure, engine, say};
use crate::check::{self, Outcome};
use crate::cli::{CheckArgs, MovingArgs};
use crate::config::{CONFIG_NAME, GeneratorChoice};
use crate::diff;
use crate::finding::Severity;
use crate::generator::{Generator, Plain};
use crate::moves::{Change, Ground, Order, Place, Plan, plan};
use crate::walk::{Held, Inventory, SiteFiles};
use crate::write::{WriteError, Writer};

/// Opens a site. One that says of no generator is Jekyll's here.
pub(super) fn open(site: SiteFiles, how: &MovingArgs) -> Result<Site, Failure> {
    let mut arguments =
        CheckArgs { site: how.site.clone(), rules: how.rules.clone(), ..CheckArgs::default() };
    arguments.site.generator.get_or_insert(GeneratorChoice::Jekyll);
    let now = how.site.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    let project = project::open(site, &arguments, now)?;
    Ok(Site { project, arguments, now })
}

/// A site that is to be changed.
pub(super) struct Site {
    pub(super) project: Project,
    arguments: CheckArgs,
    now: i128,
}

impl Site {
    /// Plans, shows and, if asked, writes what an order takes.
    pub(super) fn carry_out(
        &self,
        how: &MovingArgs,
        order: impl FnOnce(&Ground<'_>) -> Result<Order, Failure>,
        out: &mut dyn Write,
    ) -> Result<u8, Failure> {
        let project = &self.project;
        let make = |texts: &BTreeMap<String, String>| self.generator(texts);
        let ground = Ground {
            inventory: &project.site.inventory,
            config: project.site.jekyll_configs.first().copied(),
            make: &make,
        };
        let order = order(&ground)?;
        let mut plan =
            plan(&ground, &order, !how.no_redirect).map_err(|error| Failure::Words(error.to_string()))?;
        if plan.changes.is_empty() && plan.blocked.is_empty() {
            return Err(Failure::Words("nothing would change".to_owned()));
        }
        let worse = self.worse(&ground, &order, &plan);
        plan.blocked.extend(worse);
        if !plan.blocked.is_empty() && !how.force {
            return self.refuse(&plan, out);
        }
        for place in &plan.blocked {
            say(&format!("postlint: look at {}", self.shown(place)));
        }
        if !how.quiet {
            for change in &plan.changes {
                self.show(change, out)?;
            }
            out.flush()?;
        }
        let book = known::renamed(project, &order);
        if let Some(book) = book.as_ref().filter(|_| !how.quiet) {
            let path = project::shown(&book.path);
            let change = diff::Change::edited(path.as_bytes(), book.before.as_bytes(), book.after.as_bytes());
            diff::write(out, &change)?;
            out.flush()?;
        }
        if how.write {
            self.hold(&ground, &plan)?;
            self.write(&plan)?;
            if let Some(book) = book {
                let writer = Writer::anywhere();
                let written = writer.replace(&book.path, book.before.as_bytes(), book.after.as_bytes());
                written.map_err(|error| {
                    Failure::Words(format!("cannot write {}: {error}", project::shown(&book.path)))
                })?;
            }
        }
        if !how.quiet {
            for note in &plan.notes {
                say(&format!("postlint: {note}"));
            }
            say(&summary(&plan, how.write));
        }
        Ok(CLEAN)
    }

    /// The generator of the site, with other texts for some files that it is made of.
    fn generator(&self, texts: &BTreeMap<String, String>) -> Box<dyn Generator> {
        let project = &self.project;
        let mut site = project.site.clone();
        let held = |text: &String| Held::Bytes(Arc::from(text.as_bytes()));
        site.inventory
            .overlay
            .extend(texts.iter().map(|(path, text)| (Arc::from(path.as_str()), held(text))));
        let choice = self.arguments.site.generator.unwrap_or(project.config.generator);
        let made = engine::of_site(&site, &project.config, choice, &self.arguments, self.now, false);
        made.map_or_else(|_| Box::new(Plain::new(self.now)) as Box<dyn Generator>, |(generator, _)| generator)
    }

    fn shown(&self, place: &Place) -> String {
        format!("{}:{}:{}: {}", self.project.site.shown(&place.path), place.line, place.column, place.why)
    }

    fn refuse(&self, plan: &Plan, out: &mut dyn Write) -> Result<u8, Failure> {
        for place in &plan.blocked {
            writeln!(out, "{}", self.shown(place))?;
        }
        let count = plan.blocked.len();
        let places = if count == 1 { "one place has".to_owned() } else { format!("{count} places have") };
        say(&format!(
            "postlint: {places} to be looked at first, and nothing was changed; --force goes on all the same"
        ));
        Ok(FOUND)
    }

    /// The findings that the site would have then and does not have now.
    fn worse(&self, ground: &Ground<'_>, order: &Order, plan: &Plan) -> Vec<Place> {
        let project = &self.project;
        let (after, generator) = plan.after(ground, order);
        let run = |inventory: &Inventory, generator: &dyn Generator| {
            check::run(inventory, generator, &project.settings, &|| ())
        };
        let now = run(ground.inventory, project.generator.as_ref());
        let then = run(&after, generator.as_ref());
        let counts = |outcome: &Outcome, is_old: bool| {
            let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
            for one in outcome.findings.iter().filter(|one| one.severity != Severity::Note) {
                let path = if is_old {
                    order.after(&one.location.path).to_owned()
                } else {
                    one.location.path.to_string()
                };
                *counts.entry((path, one.rule.to_string())).or_default() += 1;
            }
            counts
        };
        let (now, mut then_counts) = (counts(&now, true), counts(&then, false));
        then_counts.retain(|key, count| *count > now.get(key).copied().unwrap_or_default());
        // What the configuration will know is not known to the rules of now.
        let is_reset = plan.changes.iter().any(|one| one.new == CONFIG_NAME);
        let is_known = |rule: &str| is_reset && matches!(rule, "category/unknown" | "front-matter/schema");
        let moved: BTreeSet<&str> =
            plan.changes.iter().filter(|one| one.old != one.new).map(|one| &*one.new).collect();
        then_counts
            .retain(|(path, rule), _| !(is_known(rule) || (is_reset && moved.contains(path.as_str()))));
        let news = then.findings.iter().filter(|one| {
            then_counts.contains_key(&(one.location.path.to_string(), one.rule.to_string()))
                && one.severity != Severity::Note
        });
        news.map(|one| Place {
            path: one.location.path.to_string(),
            line: one.location.start.line,
            column: one.location.start.column,
            why: format!("after it, {} says: {}", one.rule, one.message),
        })
        .collect()
    }

    fn show(&self, change: &Change, out: &mut dyn Write) -> Result<(), Failure> {
        let (old, new) = (self.project.site.shown(&change.old), self.project.site.shown(&change.new));
        let change = diff::Change {
            old: Some(diff::Side { path: old.as_bytes(), bytes: &change.before }),
            new: Some(diff::Side { path: new.as_bytes(), bytes: &change.after }),
        };
        Ok(diff::write(out, &change)?)
    }

    /// Makes sure that everything is as it was when the plan was made, before the first file is written.
    fn hold(&self, ground: &Ground<'_>, plan: &Plan) -> Result<(), Failure> {
        for one in &plan.changes {
            let is_same = ground.bytes(&one.old).is_ok_and(|bytes| bytes == one.before);
            if !is_same {
                let path = self.project.site.shown(&one.old);
                return Err(Failure::Words(format!("{path} changed while it was read; nothing was written")));
            }
        }
        Ok(())
    }

    /// New files first, then what leads to them, and the old files last: whenever it is killed, every
    /// file is there, under its old name or its new one.
    fn write(&self, plan: &Plan) -> Result<(), Failure> {
        let root = &self.project.site.root;
        let fail = |path: &str, error: WriteError| {
            Failure::Words(format!(
                "cannot write {}: {error}; nothing is lost, run it again",
                self.project.site.shown(path)
            ))
        };
        let writer =
            Writer::within(root).map_err(|error| Failure::Words(format!("cannot write: {error}")))?;
        let real = |path: &str| -> std::path::PathBuf { root.join(Path::new(path)) };
        let moved = plan.changes.iter().filter(|one| one.old != one.new);
        for one in moved.clone() {
            writer
                .create_like(&real(&one.new), &real(&one.old), &one.before, &one.after)
                .map_err(|error| fail(&one.new, error))?;
        }
        for one in plan.changes.iter().filter(|one| one.old == one.new) {
            writer
                .replace(&real(&one.old), &one.before, &one.after)
                .map_err(|error| fail(&one.old, error))?;
        }
        writer.finish().map_err(|error| Failure::Words(format!("cannot write: {error}")))?;
        for one in moved {
            writer
                .remove(&real(&one.old), &real(&one.new), &one.before)
                .map_err(|error| fail(&one.old, error))?;
        }
        writer.finish().map_err(|error| Failure::Words(format!("cannot write: {error}")))
    }
}

fn summary(plan: &Plan, is_written: bool) -> String {
    let count = |number: usize, one: &str, many: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    };
    let moved = plan.changes.iter().filter(|one| one.old != one.new).count();
    let edited = plan.changes.iter().filter(|one| one.before != one.after).count();
    let mut parts = Vec::new();
    if moved > 0 {
        parts.push(format!("{} moved", count(moved, "file", "files")));
    }
    parts.push(format!("{} rewritten", count(plan.rewritten, "reference", "references")));
    parts.push(format!("{} edited", count(edited, "file", "files")));
    parts.push(format!("{} added", count(plan.redirects, "redirect", "redirects")));
    let end = if is_written { "" } else { "; nothing is written without --write" };
    format!("postlint: {}{end}", parts.join(", "))
}
