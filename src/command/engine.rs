//! The generator of a site, with the files that it reads before any document. May not check or print
//! anything but why it would not start.

use std::sync::Arc;

use super::{Failure, problems};
use crate::cli::CheckArgs;
use crate::config::{Config, GeneratorChoice};
use crate::generator::jekyll::{Jekyll, Options};
use crate::generator::{Generator, Plain};
use crate::source::Source;
use crate::walk::SiteFiles;

/// The generator of a site, and whether it would start. If `is_shown`, what stops it is shown. `now` in
/// nanoseconds since 1970 UTC.
pub(super) fn of_site(
    site: &SiteFiles,
    config: &Config,
    choice: GeneratorChoice,
    arguments: &CheckArgs,
    now: i128,
    is_shown: bool,
) -> Result<(Box<dyn Generator>, bool), Failure> {
    match choice {
        GeneratorChoice::None => Ok((Box::new(Plain::new(now)), true)),
        GeneratorChoice::Auto if !site.is_jekyll => Ok((Box::new(Plain::new(now)), true)),
        _ => {
            let (jekyll, starts) = jekyll(site, config, arguments, now, is_shown)?;
            Ok((Box::new(jekyll), starts))
        }
    }
}

/// Jekyll with the files of a site. A configuration with which it would not start is shown, and what
/// could be read of it is used.
fn jekyll(
    site: &SiteFiles,
    config: &Config,
    arguments: &CheckArgs,
    now: i128,
    is_shown: bool,
) -> Result<(Jekyll, bool), Failure> {
    let told = &arguments.site;
    let mut configs = Vec::new();
    // The first that exists is the one Jekyll takes.
    for name in site.jekyll_configs.iter().take(1) {
        let source = site
            .read(name)
            .map_err(|error| Failure::Words(format!("cannot read {}: {error}", site.shown(name))))?;
        configs.push((*name, source));
    }
    let texts: Vec<(&str, &str)> = configs.iter().map(|(name, source)| (*name, source.text())).collect();
    let text_of = |name: &str| site.read(name).ok().map(|source| source.text().to_owned());
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
    if let Some((name, source)) = configs.iter().find(|(name, _)| is_shown && **name == *failure.path) {
        let shown = Source::from_bytes(Arc::from(site.shown(name)), source.text().as_bytes().to_vec());
        let message = format!("Jekyll would not start: {}", failure.message);
        problems::excerpts(&shown, &[(failure.span, &message, None)], arguments.output.color)?;
    }
    Ok((jekyll, false))
}
