//! `.postlint.yml` as the user wrote it: types and their reading, nothing resolved.
//! May not know which rules exist.

mod choice;
mod file;
mod online;
mod own;
mod read;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::rules::Rule;
use crate::source::Source;

pub use choice::{FailOn, FixLevel, GeneratorChoice, Level};
pub use file::{CONFIG_NAME, find};
pub use online::OnlineConfig;
pub use own::{
    Broken, FOLDER as OWN_FOLDER, OwnRules, home as own_home, own_rules, rule as declared_rule, rules_at,
};

/// The configuration file.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Rules or groups to run, or `all`; all that are not opt-in unless given.
    pub select: Option<Vec<String>>,
    /// Rules or groups not to run.
    pub ignore: Vec<String>,
    /// Severity and options by rule.
    pub rules: BTreeMap<String, RuleConfig>,
    /// Files that are not checked unless named: patterns as in `.gitignore`, relative to the file.
    pub exclude: Vec<String>,
    /// Other settings for some paths; later ones over earlier ones.
    pub overrides: Vec<Override>,
    /// The generator of the site.
    pub generator: GeneratorChoice,
    /// The lowest severity that fails a run.
    pub fail_on: FailOn,
    /// Keys of front matter and data that name an image, besides the usual ones.
    pub image_keys: Vec<String>,
    /// Keys that name a page or file.
    pub link_keys: Vec<String>,
    /// Folders of rules besides `.postlint/rules`, relative to the configuration file.
    pub packs: Vec<String>,
    /// The site's own rules, read from there.
    pub own: Vec<Rule>,
    /// How other hosts are asked, where they are.
    pub online: OnlineConfig,
}

/// What the user wrote for one rule: a [`Level`] alone, or a mapping.
#[derive(Clone, Debug, Default)]
pub struct RuleConfig {
    /// Another severity.
    pub severity: Option<Level>,
    /// Whether its fixes are applied.
    pub fix: Option<FixLevel>,
    /// Options of the rule.
    pub options: Map<String, Value>,
}

/// Settings for the files that some patterns match.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// Patterns as in `.gitignore`, relative to the configuration file.
    pub paths: Vec<String>,
    /// Rules or groups not to run there.
    pub ignore: Vec<String>,
    /// Severity and options there.
    pub rules: BTreeMap<String, RuleConfig>,
}

/// Which part of the configuration a [`Problem`] is about: the names and numbers that lead to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    steps: Vec<String>,
    is_key: bool,
}

impl Place {
    /// The value that the steps lead to.
    #[must_use]
    pub fn value(steps: &[&str]) -> Self {
        Self { steps: steps.iter().map(|&step| step.to_owned()).collect(), is_key: false }
    }

    /// The last step itself, as a key of its mapping.
    #[must_use]
    pub fn key(steps: &[&str]) -> Self {
        Self { is_key: true, ..Self::value(steps) }
    }

    /// The same place below other steps.
    #[must_use]
    pub fn below(mut self, steps: &[&str]) -> Self {
        self.steps.splice(0..0, steps.iter().map(|&step| step.to_owned()));
        self
    }
}

/// Something in the configuration that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What was probably meant.
    pub help: Option<String>,
}

/// All that cannot be meant, in the order of the file.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", words(.0))]
pub struct Problems(pub Vec<Problem>);

fn words(problems: &[Problem]) -> String {
    let mut words = String::new();
    for problem in problems {
        let gap = if words.is_empty() { "" } else { "; " };
        let place = if problem.place.steps.is_empty() {
            String::new()
        } else {
            format!("{}: ", problem.place.steps.join("."))
        };
        words.push_str(&format!("{gap}{place}{}", problem.message));
        if let Some(help) = &problem.help {
            words.push_str(&format!(" ({help})"));
        }
    }
    words
}

/// A configuration that was read from a file.
#[derive(Debug)]
pub struct ConfigFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// What it says.
    pub config: Config,
    /// What cannot be meant, in the order of the file.
    pub problems: Vec<Problem>,
    spans: read::Spans,
}

impl ConfigFile {
    /// The bytes a problem is about: those of its place, or of the nearest place around it.
    #[must_use]
    pub fn span(&self, place: &Place) -> crate::source::Span {
        self.spans.of(place)
    }
}

impl Config {
    /// Reads a configuration from its text.
    ///
    /// # Errors
    /// On anything that cannot be meant: all of it, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        let (config, problems, _) = read::read(text);
        if problems.is_empty() { Ok(config) } else { Err(Problems(problems)) }
    }
}
