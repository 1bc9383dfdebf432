//! A site with everything that is needed to look at it: files, settings, generator.
//! May not check or print.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::rules::usable;
use super::{Failure, online, problems};
use crate::check::Outcome;
use crate::cli::{CheckArgs, RuleArgs};
use crate::config::{
    self, Config, ConfigFile, FailOn, GeneratorChoice, Override, Problems, RuleConfig, own_home, own_rules,
};
use crate::generator::jekyll::{Jekyll, Options};
use crate::generator::{Generator, Plain};
use crate::net;
use crate::output::Run;
use crate::rules::OWN;
use crate::settings::{Settings, check_names};
use crate::source::Source;
use crate::walk::SiteFiles;

/// A site, ready to be looked at.
pub(super) struct Project {
    pub(super) site: SiteFiles,
    pub(super) settings: Settings,
    pub(super) generator: Box<dyn Generator>,
    pub(super) fail_on: FailOn,
    /// How other hosts are asked, if they are.
    pub(super) online: Option<net::Options>,
    /// How many files `exclude` left out.
    pub(super) excluded: usize,
    /// Whether the generator would start with this configuration at all.
    pub(super) starts: bool,
}

impl Project {
    /// What a check of it gave, as the formats ask for it.
    pub(super) fn run<'r>(&'r self, outcome: &'r Outcome) -> Run<'r> {
        Run { outcome, inventory: &self.site.inventory, prefix: &self.site.prefix }
    }
}

/// Reads what belongs to a site and resolves it. `now` in nanoseconds since 1970 UTC.
pub(super) fn open(mut site: SiteFiles, arguments: &CheckArgs, now: i128) -> Result<Project, Failure> {
    let (rules, told, color) = (&arguments.rules, &arguments.site, arguments.output.color);
    let file = match (&rules.config, rules.no_config) {
        (_, true) => None,
        (Some(path), _) => Some(path.clone()),
        (None, _) => config::find(&site.root),
    };
    let file = file.map(read_config).transpose()?;
    let mut config = file.as_ref().map(|file| file.config.clone()).unwrap_or_default();
    let generator = told.generator.unwrap_or(config.generator);
    let fail_on = config.fail_on;
    lay_over(&mut config, rules);
    if !rules.no_config {
        let folder = file.as_ref().and_then(|file| file.path.parent()).map(Path::to_owned);
        let folder = folder.unwrap_or_else(|| own_home(&site.root));
        config.own = usable(own_rules(&folder, &config.packs), color)?;
    }
    let (asking, wrong) = online::of_config(&config.online);
    let settings = match (Settings::resolve(&config), wrong.is_empty()) {
        (settings, true) => settings,
        (Ok(_), false) => Err(Problems(wrong)),
        (Err(mut problems), false) => {
            problems.0.extend(wrong);
            Err(problems)
        }
    };
    let path = file.as_ref().map(|file| file.path.clone());
    let settings = match (settings, file) {
        (Ok(settings), None) => settings,
        (Ok(settings), Some(file)) if file.problems.is_empty() => {
            settings.below(&prefix(&file.path, &site.root))
        }
        (Err(problems), None) => return Err(Failure::Words(problems.to_string())),
        (settings, Some(mut file)) => {
            file.problems.extend(settings.err().map(|problems| problems.0).unwrap_or_default());
            return Err(problems::show(&file, color));
        }
    };
    let mut excluded = 0;
    for input in &mut site.inventory.inputs {
        if input.requested && settings.excludes(&input.path) && !site.named.contains(&*input.path) {
            input.requested = false;
            excluded += 1;
        }
    }
    let mut starts = true;
    let generator: Box<dyn Generator> = match generator {
        GeneratorChoice::None => Box::new(Plain::new(now)),
        GeneratorChoice::Auto if !site.is_jekyll => Box::new(Plain::new(now)),
        _ => {
            let (jekyll, is_fine) = jekyll(&site, &config, arguments, now)?;
            starts = is_fine;
            Box::new(jekyll)
        }
    };
    let told = &arguments.online;
    let places = (site.root.as_path(), path.as_deref());
    let online = told
        .online
        .then(|| online::of_run(asking, &config.online, told, places, generator.facts()))
        .transpose()
        .map_err(Failure::Words)?;
    Ok(Project { site, settings, generator, fail_on, online, excluded, starts })
}

/// Checks the names of rules on the command line, which have no place in a file.
pub(super) fn check_arguments(rules: &RuleArgs) -> Result<(), Failure> {
    // A site's own rules are not known yet; when they are, their names are checked with the rest.
    let is_built_in = |name: &&String| !name.starts_with(OWN) && format!("{name}/") != OWN;
    let severities = rules.severity.iter().map(|(id, _)| id).filter(is_built_in);
    let given = Config {
        select: Some(rules.select.iter().filter(is_built_in).cloned().collect()),
        ignore: rules.ignore.iter().filter(is_built_in).cloned().collect(),
        rules: severities.map(|id| (id.clone(), RuleConfig::default())).collect(),
        ..Config::default()
    };
    match check_names(&given).into_iter().next() {
        None => Ok(()),
        Some(problem) => {
            let help = problem.help.map(|help| format!("; {help}")).unwrap_or_default();
            Err(Failure::Words(format!("{}{help}", problem.message)))
        }
    }
}

fn read_config(path: PathBuf) -> Result<ConfigFile, Failure> {
    let path = std::path::absolute(&path).unwrap_or(path);
    let directory = std::env::current_dir().unwrap_or_default();
    let shown = path.strip_prefix(&directory).unwrap_or(&path).to_string_lossy().into_owned();
    ConfigFile::read(path, &shown).map_err(|error| Failure::Words(format!("cannot read {shown}: {error}")))
}

/// The command line over the file. What it selects is not held back by the file's own `select`,
/// `ignore` or `off`; what it says of severity holds on every path.
fn lay_over(config: &mut Config, rules: &RuleArgs) {
    if !rules.select.is_empty() {
        config.select = Some(rules.select.clone());
        config.ignore.clear();
        for name in &rules.select {
            if let Some(rule) = config.rules.get_mut(name) {
                rule.severity = rule.severity.filter(|level| level.severity().is_some());
            }
        }
    }
    config.ignore.extend(rules.ignore.iter().cloned());
    let mut everywhere =
        Override { paths: vec!["*".to_owned()], ignore: rules.ignore.clone(), ..Override::default() };
    for (id, level) in &rules.severity {
        config.rules.entry(id.clone()).or_default().severity = Some(*level);
        everywhere.rules.entry(id.clone()).or_default().severity = Some(*level);
    }
    let says_nothing = everywhere.ignore.is_empty() && everywhere.rules.is_empty();
    if !config.overrides.is_empty() && !says_nothing {
        config.overrides.push(everywhere);
    }
}

/// Where the site's root lies as seen from the configuration. A configuration that does not lie
/// above the site speaks of paths in the site.
fn prefix(config: &Path, root: &Path) -> String {
    let folder = config.parent().and_then(|folder| std::fs::canonicalize(folder).ok());
    let below = folder.as_deref().and_then(|folder| root.strip_prefix(folder).ok());
    let mut prefix = String::new();
    for part in below.into_iter().flat_map(Path::components) {
        prefix.push_str(&part.as_os_str().to_string_lossy());
        prefix.push('/');
    }
    prefix
}

/// Jekyll with the files of a site. A configuration with which it would not start is shown, and what
/// could be read of it is used.
fn jekyll(
    site: &SiteFiles,
    config: &Config,
    arguments: &CheckArgs,
    now: i128,
) -> Result<(Jekyll, bool), Failure> {
    let told = &arguments.site;
    let read = |name: &str| Source::read(Arc::from(name), &site.root.join(name));
    let mut configs = Vec::new();
    // The first that exists is the one Jekyll takes.
    for name in site.jekyll_configs.iter().take(1) {
        let source = read(name)
            .map_err(|error| Failure::Words(format!("cannot read {}: {error}", site.shown(name))))?;
        configs.push((*name, source));
    }
    let texts: Vec<(&str, &str)> = configs.iter().map(|(name, source)| (*name, source.text())).collect();
    let text_of = |name: &str| read(name).ok().map(|source| source.text().to_owned());
    let is_ruby = |path: &Arc<str>| path.starts_with("_plugins/") && path.ends_with(".rb");
    let options = Options {
        drafts: told.drafts.then_some(true),
        future: told.future.then_some(true),
        unpublished: told.unpublished.then_some(true),
        strict: told.strict_front_matter,
        gemfile: text_of("Gemfile"),
        cname: text_of("CNAME"),
        redirects: text_of("_redirects"),
        image_keys: config.image_keys.clone(),
        link_keys: config.link_keys.clone(),
        own_plugins: site.inventory.assets.iter().any(is_ruby),
        ..Options::default()
    };
    let jekyll = Jekyll::with_options(&texts, now, &options);
    let Some(failure) = jekyll.failure() else { return Ok((jekyll, true)) };
    if let Some((name, source)) = configs.iter().find(|(name, _)| **name == *failure.path) {
        let shown = Source::from_bytes(Arc::from(site.shown(name)), source.text().as_bytes().to_vec());
        let message = format!("Jekyll would not start: {}", failure.message);
        problems::excerpts(&shown, &[(failure.span, &message, None)], arguments.output.color)?;
    }
    Ok((jekyll, false))
}
