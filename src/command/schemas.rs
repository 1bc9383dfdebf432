//! The schemas that a configuration names, before anything is checked by them. May not judge a document.

use super::{Failure, problems};
use crate::check::schemas;
use crate::config::{ConfigFile, Problem};
use crate::output::ColorChoice;
use crate::schema::Unusable;
use crate::settings::Settings;
use crate::source::Span;
use crate::walk::SiteFiles;

/// Reads every schema that the configuration names. One that is not there is a problem of the
/// configuration; one that cannot be meant is shown in its own file.
pub(super) fn check(
    file: &mut ConfigFile,
    site: &SiteFiles,
    settings: &Settings,
    color: ColorChoice,
) -> Result<(), Failure> {
    let mut broken = Vec::new();
    for (at, unusable) in schemas::unusable(&site.inventory, settings) {
        match unusable {
            Unusable::Broken(problems) => broken.extend(problems),
            Unusable::Unread(message) => {
                let Some(named) = settings.schemas().get(at) else { continue };
                let help = "schemas are named from the folder of the configuration".to_owned();
                file.problems.push(Problem { place: named.place.clone(), message, help: Some(help) });
            }
        }
    }
    let mut names: Vec<String> = Vec::new();
    for problem in &broken {
        let name = shown(&site.prefix, problem.source.path());
        if names.contains(&name) {
            continue;
        }
        let of_file = broken.iter().filter(|other| other.source.path() == problem.source.path());
        let shown: Vec<(Span, &str, Option<&str>)> =
            of_file.map(|one| (one.span, &*one.message, one.help.as_deref())).collect();
        let source = problems::named(&problem.source, &name);
        problems::excerpts(&source, &shown, color)?;
        names.push(name);
    }
    if names.is_empty() { Ok(()) } else { Err(Failure::Config(names.join(", "))) }
}

/// A path of the site as one that works from the user's folder: `docs/` and `../a` are `a`.
fn shown(prefix: &str, path: &str) -> String {
    let (mut prefix, mut path) = (prefix, path);
    while let (Some(rest), Some(folder)) = (path.strip_prefix("../"), prefix.strip_suffix('/')) {
        if folder.is_empty() || folder == ".." || folder.ends_with("/..") {
            break;
        }
        prefix = folder.rfind('/').and_then(|at| prefix.get(..=at)).unwrap_or_default();
        path = rest;
    }
    format!("{prefix}{path}")
}
