//! `postlint links`: every reference of a site with what it leads to.

use std::io::Write;

use super::{CLEAN, Failure, say, site};
use crate::check::links::{Goal, Link, Target, links};
use crate::cli::{LinksCommand, LinksFormat};
use crate::output::links as output;

pub(super) fn run(arguments: &LinksCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    let project = site::open(arguments.path.as_deref(), &arguments.site)?;
    let (survey, all) = links(&project.site.inventory, project.generator.as_ref());
    for (path, reason) in &survey.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", project.site.shown(path)));
    }
    let goal = match arguments.to.as_deref() {
        None => None,
        Some(text) => Some(Goal::read(&survey.site, text).ok_or_else(|| nowhere(text))?),
    };
    let is_asked = |link: &&Link| {
        is_of_kind(arguments, &link.target) && goal.as_ref().is_none_or(|goal| goal.is_of(link))
    };
    let asked: Vec<&Link> = all.iter().filter(is_asked).collect();
    match arguments.format {
        LinksFormat::Table => output::write_table(out, &asked, &project.site.prefix)?,
        LinksFormat::Json => output::write_json(out, &asked)?,
        LinksFormat::Csv => output::write_csv(out, &asked)?,
    }
    Ok(CLEAN)
}

/// Without a filter every reference is asked for; with several, those of any.
fn is_of_kind(arguments: &LinksCommand, target: &Target) -> bool {
    let LinksCommand { broken, external, undecided, .. } = *arguments;
    match target {
        _ if !(broken || external || undecided) => true,
        Target::Missing(..) | Target::Empty | Target::Invalid(_) => broken,
        Target::External => external,
        Target::Undecided(_) => undecided,
        Target::Found { .. } | Target::Page | Target::Other => false,
    }
}

fn nowhere(text: &str) -> Failure {
    Failure::Words(format!(
        "the site has nothing at `{text}`; give an address from its root (`/about/`), the path of a source file, \
         or an address or host outside of it"
    ))
}
