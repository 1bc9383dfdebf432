//! `postlint check`: from arguments to findings and an exit code.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

use super::{CLEAN, FAILED, FOUND, Failure, say};
use crate::check::{self, Outcome};
use crate::cli::{CheckArgs, GeneratorChoice};
use crate::config::Config;
use crate::generator::{Generator, Plain, jekyll::Jekyll};
use crate::settings::Settings;
use crate::source::Source;
use crate::walk::{self, Request, SiteFiles};

pub(super) fn run(arguments: &CheckArgs, out: &mut dyn Write) -> Result<u8, Failure> {
    if let Some(jobs) = arguments.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.into()).build_global();
        pool.map_err(|error| Failure::Words(error.to_string()))?;
    }
    let found = walk::gather(&request(arguments)?).map_err(|error| Failure::Words(error.to_string()))?;
    for (path, reason) in &found.unreadable {
        say(&format!("postlint: cannot read {}: {reason}", path.display()));
    }
    if found.sites.is_empty() {
        say("postlint: nothing was checked");
        let given = arguments.paths != [Path::new(".")];
        return Ok(if given { FAILED } else { CLEAN });
    }
    let mut fails = false;
    for site in &found.sites {
        let outcome = check_site(site, arguments)?;
        for (path, reason) in &outcome.unreadable {
            say(&format!("postlint: cannot read {}: {reason}", site.shown(path)));
        }
        concise(site, &outcome, out)?;
        let fail_on = arguments.fail_on.unwrap_or_default();
        fails |= outcome.findings.iter().any(|finding| fail_on.fails(finding.severity));
    }
    Ok(if fails && !arguments.exit_zero { FOUND } else { CLEAN })
}

fn request(arguments: &CheckArgs) -> Result<Request, Failure> {
    let directory = std::env::current_dir()
        .map_err(|e| Failure::Words(format!("the current folder cannot be read: {e}")))?;
    let given = match &arguments.stdin_filename {
        None => None,
        Some(name) => {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map_err(|e| Failure::Words(format!("cannot read standard input: {e}")))?;
            Some((name.clone(), Arc::from(bytes)))
        }
    };
    Ok(Request { directory, paths: arguments.paths.clone(), given })
}

fn check_site(site: &SiteFiles, arguments: &CheckArgs) -> Result<Outcome, Failure> {
    let mut config = Config::default();
    if !arguments.rules.select.is_empty() {
        config.select = Some(arguments.rules.select.clone());
    }
    config.ignore.extend(arguments.rules.ignore.iter().cloned());
    let settings = Settings::resolve(&config).map_err(|error| Failure::Words(error.to_string()))?;
    let now = arguments.site.at.unwrap_or_else(|| jiff::Timestamp::now().as_nanosecond());
    let generator: Box<dyn Generator> = match arguments.site.generator {
        GeneratorChoice::None => Box::new(Plain::new(now)),
        GeneratorChoice::Auto if !site.is_jekyll => Box::new(Plain::new(now)),
        _ => jekyll(site, now)?,
    };
    Ok(check::run(&site.inventory, generator.as_ref(), &settings, &|| ()))
}

fn jekyll(site: &SiteFiles, now: i128) -> Result<Box<dyn Generator>, Failure> {
    let mut configs = Vec::new();
    for name in site.jekyll_configs.iter().take(1) {
        let source = Source::read(Arc::from(*name), &site.root.join(name))
            .map_err(|e| Failure::Words(format!("cannot read {}: {e}", site.shown(name))))?;
        configs.push((*name, source));
    }
    let texts: Vec<(&str, &str)> = configs.iter().map(|(name, source)| (*name, source.text())).collect();
    Ok(Box::new(Jekyll::new(&texts, now)))
}

fn concise(site: &SiteFiles, outcome: &Outcome, out: &mut dyn Write) -> Result<(), Failure> {
    for finding in &outcome.findings {
        let start = finding.location.start;
        let path = site.shown(&finding.location.path);
        let severity = finding.severity.as_str();
        writeln!(
            out,
            "{path}:{}:{}: {severity}[{}] {}",
            start.line, start.column, finding.rule, finding.message
        )?;
    }
    Ok(())
}
