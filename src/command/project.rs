//! A site with everything that is needed to look at it: files, settings, generator.
//! May not check or print.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::known::relative;
use super::rules::usable;
use super::{Failure, engine, online, problems, schemas};
use crate::baseline;
use crate::check::Outcome;
use crate::cli::{CheckArgs, RuleArgs};
use crate::config::{CONFIG_NAME, Config, ConfigFile, FailOn, Problems, Told, own_home, own_rules, preset};
use crate::generator::Generator;
use crate::net;
use crate::output::{ColorChoice, Run};
use crate::rules::OWN;
use crate::settings::{Settings, check_told};
use crate::site::contract::{self, RECORD};
use crate::walk::{Content, Held, JEKYLL_CONFIGS, SiteFiles};

/// A site, ready to be looked at.
pub(super) struct Project {
    pub(super) site: SiteFiles,
    pub(super) settings: Settings,
    pub(super) config: Config,
    pub(super) generator: Box<dyn Generator>,
    pub(super) fail_on: FailOn,
    /// How other hosts are asked, if they are.
    pub(super) online: Option<net::Options>,
    /// Where what was published is recorded.
    pub(super) record: PathBuf,
    /// Where the findings that are known are kept.
    pub(super) baseline: PathBuf,
    /// Where the site's root lies as seen from the folder of the configuration: nothing, or `docs/`.
    pub(super) below: String,
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
    let told = &arguments.site;
    let Settled { settings, file } = settle(&site, &arguments.rules, arguments.output.color)?;
    let ConfigFile { config, path, .. } = file;
    let settings = if arguments.suppress.no_suppressions { settings.without_comments() } else { settings };
    let (asking, _) = online::of_config(&config.online);
    let fail_on = config.fail_on;
    let home = path.as_deref().and_then(Path::parent).map(Path::to_owned);
    let home = home.unwrap_or_else(|| own_home(&site.root));
    add_record(&mut site, &config)?;
    let mut excluded = 0;
    for input in &mut site.inventory.inputs {
        if input.requested && settings.excludes(&input.path) && !site.named.contains(&*input.path) {
            input.requested = false;
            excluded += 1;
        }
    }
    let choice = told.generator.unwrap_or(config.generator);
    let (generator, starts) = engine::of_site(&site, &config, choice, arguments, now, true)?;
    let told = &arguments.online;
    let places = (site.root.as_path(), path.as_deref());
    let online = told
        .online
        .then(|| online::of_run(asking, &config.online, told, places, generator.facts()))
        .transpose()
        .map_err(Failure::Words)?;
    let record = record_of(&config, &site);
    let baseline = config.baseline.clone().unwrap_or_else(|| home.join(baseline::FILE));
    let below = prefix(&home, &site.root);
    Ok(Project {
        site,
        settings,
        config,
        generator,
        fail_on,
        online,
        record,
        baseline,
        below,
        excluded,
        starts,
    })
}

/// A configuration, and what it means for a site.
pub(super) struct Settled {
    pub(super) settings: Settings,
    pub(super) file: ConfigFile,
}

/// Reads the configuration of a site and resolves it, or shows what is wrong with it.
pub(super) fn settle(site: &SiteFiles, rules: &RuleArgs, color: ColorChoice) -> Result<Settled, Failure> {
    let file = configured(site, rules)?;
    let mut file = file.unwrap_or_else(|| ConfigFile::of_text(""));
    file.config.told = told(rules);
    if !rules.no_config {
        let of_site = [own_home(&site.root)];
        let folders = if file.folders.is_empty() { of_site.as_slice() } else { &file.folders };
        let own = usable(own_rules(folders, &file.config.packs), color)?;
        file.config.own.extend(own);
    }
    let mut settings = Settings::of_site(&file.config, Some(&site.root));
    if let Ok(first) = &settings
        && !rules.no_config
        && rules.config.is_none()
        && add_nested(&mut file, site, first)?
    {
        settings = Settings::of_site(&file.config, Some(&site.root));
    }
    if let Some(problem) = check_told(&file.config.told, &file.config.own).into_iter().next() {
        return Err(Failure::Words(problem.to_string()));
    }
    let (_, wrong) = online::of_config(&file.config.online);
    if let Ok(settings) = &settings {
        schemas::check(&mut file, site, settings, color)?;
    }
    match settings {
        Ok(settings) if wrong.is_empty() && file.problems.is_empty() => Ok(Settled { settings, file }),
        settings => {
            file.problems.extend(settings.err().into_iter().flat_map(|Problems(problems)| problems));
            file.problems.extend(wrong);
            Err(problems::show(&file, color))
        }
    }
}

/// The configuration of a site as the arguments say it is found.
fn configured(site: &SiteFiles, rules: &RuleArgs) -> Result<Option<ConfigFile>, Failure> {
    let file = match &rules.config {
        _ if rules.no_config => Ok(None),
        Some(path) => {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            ConfigFile::read(&path, &shown).map(Some)
        }
        None => ConfigFile::of_folder(&site.root, &shown),
    };
    file.map_err(|error| Failure::Words(error.to_string()))
}

/// A path as people see it from the current folder.
pub(super) fn shown(path: &Path) -> String {
    let directory = std::env::current_dir().unwrap_or_default();
    let real = std::fs::canonicalize(&directory).unwrap_or_else(|_| directory.clone());
    let below = path.strip_prefix(&directory).or_else(|_| path.strip_prefix(&real));
    below.unwrap_or(path).to_string_lossy().into_owned()
}

/// Reads the configurations in folders of a site that hold something to check, and are not excluded.
/// Whether there is any.
fn add_nested(file: &mut ConfigFile, site: &SiteFiles, settings: &Settings) -> Result<bool, Failure> {
    let inventory = &site.inventory;
    let mut found = false;
    for asset in &inventory.assets {
        let Some(folder) = asset.strip_suffix(CONFIG_NAME).filter(|folder| folder.ends_with('/')) else {
            continue;
        };
        let first = inventory.inputs.partition_point(|input| *input.path < *folder);
        let is_used = inventory.inputs.get(first).is_some_and(|input| input.path.starts_with(folder));
        let is_foreign = format!("/{folder}").contains("/vendor/");
        if !is_used || is_foreign || settings.excludes(asset) {
            continue;
        }
        let is_site = JEKYLL_CONFIGS.iter().any(|name| {
            let config = format!("{folder}{name}");
            inventory.assets.binary_search_by(|asset| (**asset).cmp(&*config)).is_ok()
                || site.input(&config).is_some()
        });
        let added = file.add_nested(&site.root.join(&**asset), is_site, &shown);
        added.map_err(|error| Failure::Words(error.to_string()))?;
        found = true;
    }
    Ok(found)
}

/// What the command line says of rules.
fn told(rules: &RuleArgs) -> Told {
    Told {
        select: rules.select.clone(),
        ignore: rules.ignore.clone(),
        severity: rules.severity.iter().cloned().collect(),
    }
}

/// Checks the names of rules on the command line before anything is read.
pub(super) fn check_arguments(rules: &RuleArgs) -> Result<(), Failure> {
    // Neither a site's own rules nor those of presets are known yet; when they are, their names are
    // checked with the rest.
    let is_built_in = |name: &String| {
        !name.starts_with(OWN) && format!("{name}/") != OWN && preset::bringing(name).is_none()
    };
    let mut told = told(rules);
    told.select.retain(is_built_in);
    told.ignore.retain(is_built_in);
    told.severity.retain(|name, _| is_built_in(name));
    match check_told(&told, &[]).into_iter().next() {
        None => Ok(()),
        Some(problem) => Err(Failure::Words(problem.to_string())),
    }
}

fn record_of(config: &Config, site: &SiteFiles) -> PathBuf {
    config.urls.clone().unwrap_or_else(|| site.root.join(RECORD))
}

/// Adds the record of what was published to the files of a site, if there is one.
///
/// # Errors
/// Where a line of it cannot be meant.
pub(super) fn add_record(site: &mut SiteFiles, config: &Config) -> Result<(), Failure> {
    let place = record_of(config, site);
    let path: Arc<str> = Arc::from(relative(&site.root, &place));
    let content = match site.inventory.overlay.get(&path) {
        Some(Held::Bytes(bytes)) => Content::Memory(Arc::clone(bytes)),
        Some(_) => return Ok(()),
        None if place.is_file() => Content::Disk(place),
        None => return Ok(()),
    };
    let is_asked = site.inventory.is_asked("");
    site.inventory.add_record(&path, content, is_asked);
    // What cannot be read is said where every file is read.
    let source = site.input(&path).and_then(|input| crate::check::read(input).ok());
    match source.map(|source| contract::parse(source.text())) {
        Some(Err((line, words))) => Err(Failure::Words(format!("{}:{line}: {words}", site.shown(&path)))),
        _ => Ok(()),
    }
}

/// Where the site's root lies as seen from the folder of the configuration. One that does not lie above
/// the site speaks of paths in the site.
fn prefix(folder: &Path, root: &Path) -> String {
    let folder = std::fs::canonicalize(folder).ok();
    let below = folder.as_deref().and_then(|folder| root.strip_prefix(folder).ok());
    let mut prefix = String::new();
    for part in below.into_iter().flat_map(Path::components) {
        prefix.push_str(&part.as_os_str().to_string_lossy());
        prefix.push('/');
    }
    prefix
}
