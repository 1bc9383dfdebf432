//! Runs an example of a manifest as the small site it describes, with one rule switched on.

use postlint::check::{self, Outcome};
use postlint::config::Config;
use postlint::generator::{Generator, Plain, jekyll::Jekyll};
use postlint::manifest::Example;
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z, the "now" of every example.
const NOW: i128 = 1_768_478_400_000_000_000;

/// What the rule says of the example, or why it cannot be run.
pub(crate) fn outcome(id: &str, example: &Example) -> Result<Outcome, String> {
    let mut config = Config::default();
    let mut site_config = None;
    let mut files: Vec<(&str, &[u8])> = vec![(&example.path, example.bytes.as_slice())];
    for (path, bytes) in &example.beside {
        let text = || std::str::from_utf8(bytes).map_err(|e| e.to_string());
        match path.as_str() {
            ".postlint.yml" => config = Config::parse(text()?).map_err(|e| e.to_string())?,
            "_config.yml" => site_config = Some(text()?),
            _ => files.push((path, bytes)),
        }
    }
    config.select = Some(vec![id.to_owned()]);
    let settings = Settings::resolve(&config).map_err(|e| e.to_string())?;
    let generator: Box<dyn Generator> = match site_config {
        Some("none\n") => Box::new(Plain::new(NOW)),
        Some(text) => Box::new(Jekyll::new(&[("_config.yml", text)], NOW)),
        None => Box::new(Jekyll::new(&[], NOW)),
    };
    Ok(check::run(&Inventory::in_memory(&files), generator.as_ref(), &settings, &|| ()))
}
