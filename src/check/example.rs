//! An example of a manifest as the small site it describes, with one rule switched on, and whether
//! it gives what it promises. May not read files.

mod answers;

use crate::check::{self, Ask, Outcome, schemas};
use crate::config::Config;
use crate::finding::Finding;
use crate::generator::{Generator, Plain, jekyll::Jekyll};
use crate::manifest::{Example, Expectation};
use crate::rules::Rule;
use crate::settings::Settings;
use crate::site::{Online, Question};
use crate::walk::Inventory;

/// 2026-01-15T12:00:00Z, the "now" of every example.
const NOW: i128 = 1_768_478_400_000_000_000;

/// An example as a site that can be checked.
pub struct Prepared {
    /// Its files.
    pub inventory: Inventory,
    /// What publishes it.
    pub generator: Box<dyn Generator>,
    settings: Settings,
    hosts: Option<Online>,
    /// The rule of which alone findings are kept.
    only: Option<String>,
}

impl Prepared {
    /// The site of an example, on which the rules of a name run; `own` are the rules that are not built in.
    ///
    /// # Errors
    /// In words, where a configuration beside the example cannot be meant.
    pub fn new(name: &str, own: &[Rule], example: &Example) -> Result<Self, String> {
        let mut config = Config::default();
        let mut site_config = None;
        let mut hosts = None;
        let mut files: Vec<(&str, &[u8])> = vec![(&example.path, example.bytes.as_slice())];
        for (path, bytes) in &example.beside {
            let text = || std::str::from_utf8(bytes).map_err(|error| error.to_string());
            match path.as_str() {
                ".postlint.yml" => config = Config::parse(text()?).map_err(|error| error.to_string())?,
                ".online" => hosts = Some(answers::read(text()?)?),
                "_config.yml" => site_config = Some(text()?),
                _ => files.push((path, bytes)),
            }
        }
        // The rules on comments speak of what others found: those that the example selects run beside them,
        // unseen.
        let beside = config.select.take();
        let only = beside.as_ref().filter(|_| name.contains('/')).map(|_| name.to_owned());
        config.select = Some(beside.into_iter().flatten().chain([name.to_owned()]).collect());
        config.own = own.to_vec();
        let settings = Settings::resolve(&config).map_err(|error| error.to_string())?;
        let generator: Box<dyn Generator> = match site_config {
            Some("none\n") => Box::new(Plain::new(NOW)),
            Some(text) => Box::new(Jekyll::new(&[("_config.yml", text)], NOW)),
            None => Box::new(Jekyll::new(&[], NOW)),
        };
        let inventory = Inventory::in_memory(&files);
        match schemas::unusable(&inventory, &settings).into_iter().next() {
            Some((_, unusable)) => Err(unusable.to_string()),
            None => Ok(Self { inventory, generator, settings, hosts, only }),
        }
    }

    /// Checks its files as they are in an inventory.
    #[must_use]
    pub fn check(&self, inventory: &Inventory) -> Outcome {
        let ask = |_: &[Question]| self.hosts.clone().unwrap_or_default();
        let ask = self.hosts.is_some().then_some(&ask as &Ask<'_>);
        let mut outcome = check::run_asking(inventory, self.generator.as_ref(), &self.settings, &|| (), ask);
        if let Some(only) = &self.only {
            outcome.findings.retain(|finding| finding.rule == only);
        }
        outcome
    }
}

/// What the rule of an id says of an example; `own` are the rules that are not built in.
///
/// # Errors
/// As [`Prepared::new`].
pub fn outcome(id: &str, own: &[Rule], example: &Example) -> Result<Outcome, String> {
    let prepared = Prepared::new(id, own, example)?;
    Ok(prepared.check(&prepared.inventory))
}

/// Whether an example gives exactly what it promises.
///
/// # Errors
/// In words: what it gives instead.
pub fn judge(id: &str, own: &[Rule], example: &Example) -> Result<(), String> {
    let findings = outcome(id, own, example)?.findings;
    let place = |one: &Finding| (one.location.start.line, one.location.start.column);
    match (example.expectation, findings.as_slice()) {
        (Expectation::Good, []) => Ok(()),
        (Expectation::Good, _) => {
            Err(format!("nothing is wrong here, and the rule found {}", told(&findings)))
        }
        (Expectation::Bad(line, column), []) => {
            Err(format!("something is wrong at {line}:{column}, and the rule found nothing"))
        }
        (Expectation::Bad(line, column), [one]) if place(one) == (line, column) => Ok(()),
        (Expectation::Bad(line, column), [_]) => {
            Err(format!("something is wrong at {line}:{column}, and the rule found {}", told(&findings)))
        }
        (Expectation::Bad(line, column), _) => Err(format!(
            "one thing is wrong, at {line}:{column}, and the rule found {}: {}",
            findings.len(),
            told(&findings)
        )),
    }
}

fn told(findings: &[Finding]) -> String {
    const MOST: usize = 5;
    let words = |one: &Finding| {
        let start = one.location.start;
        format!("\"{}\" at {}:{}", one.message, start.line, start.column)
    };
    let mut all: Vec<String> = findings.iter().take(MOST).map(words).collect();
    if findings.len() > MOST {
        all.push(format!("{} more", findings.len() - MOST));
    }
    all.join(", ")
}
