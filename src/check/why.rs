//! Why a file is published as it is: what the generator says of it, and what the site adds to that:
//! its layouts, its rivals, its users. May not word how it is shown.

use std::io;
use std::path::Path;
use std::sync::Arc;

use super::parse;
use super::survey::{Survey, survey_with};
use crate::document::liquid::LiquidKind;
use crate::document::may_have_front_matter;
use crate::entry::Entry;
use crate::generator::explanation::{Fact, Origin};
use crate::generator::{Failure, Generator};
use crate::publication::{Kind, Publication, Skip, Status};
use crate::site::{Route, Site};
use crate::source::{Source, Span};
use crate::walk::Inventory;

/// The answer for one file.
#[derive(Debug)]
pub struct Why {
    /// The file.
    pub source: Source,
    /// What becomes of it.
    pub publication: Publication,
    /// Every fact with its cause, the most important first.
    pub facts: Vec<Fact>,
    /// The other files that causes stand in.
    pub others: Vec<Source>,
    /// What stops the generator, if anything does.
    pub fatal: Option<Failure>,
}

/// What is remembered of each file of the site.
struct Seen {
    /// The `layout` in its front matter.
    layout: Option<Span>,
    /// Where it includes the file that is asked for.
    includes: Option<Span>,
}

/// How many of the files that use a layout are named.
const NAMED: usize = 3;

/// Asks why, for the file `path` of the site at `root`.
///
/// # Errors
/// Where the file cannot be read.
pub fn why(inventory: &Inventory, generator: &dyn Generator, root: &Path, path: &str) -> io::Result<Why> {
    let on_disk = root.join(path);
    let source = if may_have_front_matter(path) {
        Source::read(Arc::from(path), &on_disk)?
    } else {
        Source::read_if_headed(Arc::from(path), &on_disk)?
    };
    let document = parse(&source, generator);
    let publication = generator.publication(&document);
    let mut facts = generator.explain(&document, &publication);
    let (survey, seen) = survey_with(inventory, generator, |entry, _| Seen {
        layout: front_matter(entry, "layout"),
        includes: include_of(entry, path),
    });
    let about = About { survey: &survey, seen: &seen, path, publication: &publication };
    if let Some(stop) = about.stop() {
        facts.insert(facts.len().min(1), stop);
    }
    let at = facts.iter().rposition(|fact| fact.name == "layout").map_or(facts.len(), |at| at + 1);
    facts.splice(at..at, about.layouts());
    facts.extend(about.rivals());
    facts.extend(about.users());
    facts.extend(about.plugins());
    facts.extend(about.left_out(inventory));
    let mut others = Vec::new();
    for fact in &facts {
        let (Origin::Config(other, _) | Origin::Defaults(other, _) | Origin::Other(other, Some(_))) =
            &fact.origin
        else {
            continue;
        };
        let is_known = others.iter().any(|one: &Source| one.path() == other);
        if !is_known && **other != *path {
            others.extend(Source::read(Arc::clone(other), &root.join(&**other)).ok());
        }
    }
    let fatal = survey.fatal;
    Ok(Why { publication, facts, others, fatal, source })
}

fn front_matter(entry: &Entry<'_>, key: &str) -> Option<Span> {
    Some(entry.front_matter()?.get(key)?.value.span())
}

/// The name in an `include` tag that means a file in a folder of includes.
fn include_of(entry: &Entry<'_>, path: &str) -> Option<Span> {
    let mut tags = entry.body.liquid.pieces().iter().filter(|piece| piece.kind == LiquidKind::Tag);
    tags.find_map(|piece| {
        if !matches!(entry.text(piece.name), "include" | "include_cached") {
            return None;
        }
        let inside = Span::new(piece.name.end as usize, (piece.span.end as usize).saturating_sub(2));
        let text = entry.text(inside);
        let name = text.split_ascii_whitespace().next()?;
        let is_it = path.strip_suffix(name).is_some_and(|rest| rest.ends_with('/'));
        let start = inside.start as usize + (text.len() - text.trim_start().len());
        is_it.then(|| Span::new(start, start + name.len()))
    })
}

struct About<'a> {
    survey: &'a Survey,
    seen: &'a [Option<Seen>],
    path: &'a str,
    publication: &'a Publication,
}

impl About<'_> {
    fn site(&self) -> &Site {
        &self.survey.site
    }

    /// The layouts of its layout, as far as they go.
    fn layouts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        let mut open = self.publication.layout.clone().filter(|_| {
            let is_page = self.publication.status == Status::Published;
            is_page || self.publication.kind == Kind::Layout
        });
        let mut walked: Vec<usize> = Vec::new();
        while let Some(name) = open.take().filter(|name| name != "none") {
            let found = self.layout_called(&name);
            let Some(at) = found else {
                facts.push(self.no_layout(&name));
                break;
            };
            let Some(layout) = self.site().documents.get(at) else { break };
            let publication = self.survey.publications.get(at).and_then(Option::as_ref);
            let Some(next) = publication.and_then(|one| one.layout.clone()) else { break };
            let span = self.seen.get(at).and_then(|seen| seen.as_ref()?.layout);
            let origin = Origin::Other(Arc::clone(&layout.path), span);
            if walked.contains(&at) {
                facts.push(Fact::new("layout", next, origin, "the layouts name each other in a circle"));
                break;
            }
            walked.push(at);
            facts.push(Fact::new("layout", next.clone(), origin, format!("the layout of `{name}`")));
            open = Some(next);
        }
        facts
    }

    fn layout_called(&self, name: &str) -> Option<usize> {
        let site = self.site();
        site.documents.iter().position(|one| site.layout_name(&one.path) == Some(name))
    }

    fn no_layout(&self, name: &str) -> Fact {
        let folder = &self.site().additions.layouts_dir;
        match &self.site().additions.layouts_elsewhere {
            Some(why) => Fact::new("layout", "undecided", Origin::Generator, why.clone()),
            None => {
                let because =
                    format!("`{folder}` has no layout `{name}`, so the page is written without one");
                Fact::new("layout", "missing", Origin::Generator, because)
                    .unless(format!("write `{folder}/{name}.html`, or name another layout"))
            }
        }
    }

    /// What else is written to its output.
    fn rivals(&self) -> Vec<Fact> {
        let site = self.site();
        let Some(output) = self.publication.output.known() else { return Vec::new() };
        if !matches!(self.publication.status, Status::Published) {
            return Vec::new();
        }
        let mut writers = site.routes().iter().filter(|(path, _)| path == output).filter_map(|(_, route)| {
            let is_redirect = matches!(route, Route::Beside(_));
            match route {
                Route::Document(file) | Route::Beside(file) => {
                    Some((site.document(file).map(|one| &*one.path), is_redirect))
                }
                Route::Asset(at) => Some((site.assets.get(at as usize).map(|path| &**path), false)),
                Route::Added(_) => Some((None, false)),
                Route::Held(_) => None,
            }
        });
        let all: Vec<(Option<&str>, bool)> = writers.by_ref().collect();
        let last = all.last().and_then(|(path, _)| *path);
        let others = all.iter().filter(|(path, _)| *path != Some(self.path));
        let facts = others.map(|(path, is_redirect)| {
            let origin = path.map_or(Origin::Generator, |path| Origin::Other(Arc::from(path), None));
            let value = path.unwrap_or("a page that a plugin adds");
            let because = match (is_redirect, last) {
                (true, _) => "its redirect is written to the same file".to_owned(),
                (false, Some(last)) => format!("is written to the same file; `{last}` comes last and stays"),
                (false, None) => "is written to the same file".to_owned(),
            };
            Fact::new("conflict", value, origin, because).unless("give one of them another `permalink`")
        });
        facts.collect()
    }

    /// The pages of a layout, the files that include an include.
    fn users(&self) -> Vec<Fact> {
        let site = self.site();
        let users: Vec<(&Arc<str>, Option<Span>)> = match self.publication.kind {
            Kind::Layout => {
                let Some(name) = site.layout_name(self.path) else { return Vec::new() };
                let all = site.documents.iter().zip(&self.survey.publications).zip(self.seen);
                let named = all.filter(|((_, publication), _)| {
                    publication.as_ref().is_some_and(|one| one.layout.as_deref() == Some(name))
                });
                named
                    .map(|((facts, _), seen)| (&facts.path, seen.as_ref().and_then(|seen| seen.layout)))
                    .collect()
            }
            Kind::Include => {
                let all = site.documents.iter().zip(self.seen);
                let using = all.filter_map(|(facts, seen)| Some((&facts.path, seen.as_ref()?.includes)));
                using.filter(|(_, span)| span.is_some()).collect()
            }
            _ => return Vec::new(),
        };
        let because = if self.publication.kind == Kind::Layout { "names this layout" } else { "includes it" };
        if users.is_empty() {
            let open = site.additions.layouts_elsewhere.as_ref();
            let why = open
                .map_or_else(|| format!("nothing {because}"), |why| format!("nothing here {because}; {why}"));
            return vec![Fact::new("used by", "nothing", Origin::Generator, why)];
        }
        let named = users.iter().take(NAMED);
        let mut facts: Vec<Fact> = named
            .map(|(path, span)| {
                Fact::new("used by", &***path, Origin::Other(Arc::clone(path), *span), because)
            })
            .collect();
        if users.len() > NAMED {
            let rest = format!("{} more", users.len() - NAMED);
            facts.push(Fact::new("used by", rest, Origin::Generator, because));
        }
        facts
    }

    /// What stops the build elsewhere, so that nothing is written at all.
    fn stop(&self) -> Option<Fact> {
        let stop = self.survey.fatal.as_ref().filter(|stop| *stop.path != *self.path)?;
        let origin = if stop.path.starts_with("_config.") {
            Origin::Config(Arc::clone(&stop.path), stop.span)
        } else {
            Origin::Other(Arc::clone(&stop.path), Some(stop.span))
        };
        let fact = Fact::new("build", "stops", origin, stop.message.clone());
        Some(fact.unless("correct it; until then nothing of the site is built"))
    }

    /// What a plugin of which nothing is known may do to the page.
    fn plugins(&self) -> Option<Fact> {
        let why = self.site().additions.reworked.as_ref()?;
        let is_page = self.publication.status == Status::Published && self.publication.kind != Kind::Static;
        is_page.then(|| Fact::new("plugins", "undecided", Origin::Generator, why.clone()))
    }

    /// What the generator reads and this program does not.
    fn left_out(&self, inventory: &Inventory) -> Option<Fact> {
        let is_known = self.site().has_file(self.path)
            || inventory.assets.binary_search_by(|asset| (**asset).cmp(self.path)).is_ok();
        let is_read = !matches!(self.publication.status, Status::Skipped(Skip::Excluded));
        let is_config = self.path.starts_with("_config.");
        (!is_known && is_read && !is_config).then(|| {
            let because = "`.gitignore`, `.ignore`, or a hidden or foreign folder leaves it out here; the generator \
                           does not ask them";
            Fact::new("checked", "no", Origin::Walk, because)
        })
    }
}
