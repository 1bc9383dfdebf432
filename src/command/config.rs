//! `postlint config`: what the configuration comes to, for a site or for one path, and what said it.
//! May not check anything.

use std::io::Write;
use std::path::Path;

use serde_json::Value;

use super::project::{self, Settled};
use super::rules::here;
use super::{CLEAN, Failure};
use crate::cli::{ConfigCommand, SiteFormat};
use crate::config::{ConfigFile, Effective, Layer, SaidBy};
use crate::output::config::{Shown, default_text, write_json, write_text};
use crate::output::{self, ColorChoice};
use crate::walk::{self, Request, SiteFiles};

pub(super) fn run(arguments: &ConfigCommand, out: &mut dyn Write) -> Result<u8, Failure> {
    if arguments.default {
        out.write_all(default_text().as_bytes())?;
        return Ok(CLEAN);
    }
    project::check_arguments(&arguments.rules)?;
    let (site, path) = place(arguments.path.as_deref())?;
    let Settled { settings, file } = project::settle(&site, &arguments.rules, ColorChoice::Auto)?;
    let layers = holding(&file, &site, path.as_deref());
    let mut keys = file.effective(&layers);
    over(&mut keys, arguments);
    let overrides = path.as_deref().map(|path| settings.overrides_on(path));
    let shown = Shown {
        file: &file,
        path: path.as_deref().map(|path| path.trim_end_matches('*')),
        excluded: path.as_deref().and_then(|path| settings.excluded_by(path)),
        keys: &keys,
        overrides: overrides.as_deref(),
        layers: &layers,
        nested: &file.config.nested,
        rules: &settings.resolved(path.as_deref()),
    };
    match arguments.format {
        SiteFormat::Table => write_text(out, &shown)?,
        SiteFormat::Json => write_json(out, &shown)?,
    }
    Ok(CLEAN)
}

/// The site of a path, and the path in it; of a folder, what stands for all files in it.
fn place(typed: Option<&Path>) -> Result<(SiteFiles, Option<String>), Failure> {
    let words = |error: walk::WalkError| Failure::Words(error.to_string());
    let directory = here()?;
    let Some(typed) = typed else {
        let site = asked_for(".".as_ref(), &directory, &directory);
        return Ok((site.map_or_else(|| walk::whole(None, &directory).map_err(words), Ok)?, None));
    };
    let asked = directory.join(typed);
    let real = std::fs::canonicalize(&asked);
    let real = real.map_err(|_| Failure::Words(format!("no such file or folder: {}", typed.display())))?;
    let folder = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
    let site = asked_for(typed, &directory, &real);
    let site = site.map_or_else(|| walk::whole(None, folder).map_err(words), Ok)?;
    let below = real.strip_prefix(&site.root).unwrap_or(&real);
    let mut path = below.to_string_lossy().replace('\\', "/");
    if real.is_dir() {
        if path.is_empty() {
            return Ok((site, None));
        }
        path.push_str("/*");
    }
    Ok((site, Some(path)))
}

/// The site that a check of a path finds it in, if it finds something to check there.
fn asked_for(typed: &Path, directory: &Path, real: &Path) -> Option<SiteFiles> {
    let real = std::fs::canonicalize(real).unwrap_or_else(|_| real.to_owned());
    let request = Request { directory: directory.to_owned(), paths: vec![typed.to_owned()], given: None };
    let found = walk::gather(&request).ok()?;
    found.sites.into_iter().rev().find(|site| real.starts_with(&site.root))
}

/// The layers that hold on a path, or for the site.
fn holding(file: &ConfigFile, site: &SiteFiles, path: Option<&str>) -> Vec<Layer> {
    let full = path.map(|path| site.root.join(path));
    let nested = file.config.nested.len();
    let layers = file.config.layers();
    let of_site = layers.len().saturating_sub(nested);
    let holds = |(at, layer): &(usize, Layer)| {
        let folder = layer.origin.folder.as_deref();
        *at < of_site || full.as_deref().zip(folder).is_some_and(|(full, folder)| full.starts_with(folder))
    };
    layers.into_iter().enumerate().filter(holds).map(|(_, layer)| layer).collect()
}

/// The command line over the files.
fn over(keys: &mut [Effective], arguments: &ConfigCommand) {
    for one in keys {
        let told = |names: &[String]| -> Vec<(Value, SaidBy)> {
            names.iter().map(|name| (Value::from(name.as_str()), SaidBy::CommandLine)).collect()
        };
        match (one.key.as_str(), arguments.generator) {
            ("select", _) if !arguments.rules.select.is_empty() => one.values = told(&arguments.rules.select),
            ("ignore", _) => one.values.extend(told(&arguments.rules.ignore)),
            ("generator", Some(generator)) => {
                one.values = told(&[output::config::word(generator)]);
            }
            _ => {}
        }
    }
}
