//! `.postlint.yml` as the user wrote it: types and their reading, nothing resolved.
//! May not judge which rules exist.

mod choice;
mod effective;
mod file;
mod layer;
mod online;
mod own;
mod place;
pub mod preset;
mod read;
pub mod schema;
mod schemas;
mod suppressions;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Map, Value};

use crate::rules::Rule;

pub use choice::{FailOn, FixLevel, GeneratorChoice, Level};
pub use effective::{Effective, SaidBy};
pub use file::{CONFIG_NAME, ConfigFile, Show, Unreadable};
pub use layer::{Layer, Told};
pub use online::OnlineConfig;
pub use own::{
    Broken, FOLDER as OWN_FOLDER, OwnRules, home as own_home, own_rules, rule as declared_rule, rules_at,
};
pub use place::{Place, Problem, Problems};
pub use read::{KEYS, SITE_KEYS, Whose};
pub use schemas::SchemaUse;
pub use suppressions::SuppressionsConfig;

/// What a run is told by its configuration files: of rules and paths, what the file itself says, with
/// what lies below it and above it; of everything else, what holds in the end.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Rules or groups to run, or `all`; all that are not opt-in unless given.
    pub select: Option<Vec<String>>,
    /// Rules or groups to run besides.
    pub enable: Vec<String>,
    /// Rules or groups not to run.
    pub ignore: Vec<String>,
    /// Severity and options by rule.
    pub rules: BTreeMap<String, RuleConfig>,
    /// Files that are not checked unless named: patterns as in `.gitignore`, relative to the file.
    pub exclude: Vec<String>,
    /// Other settings for some paths; later ones over earlier ones.
    pub overrides: Vec<Override>,
    /// Which front matter keeps which JSON Schema; all that speak of a file hold.
    pub schemas: Vec<SchemaUse>,
    /// Which file says all that, and from which folder its paths are counted.
    pub origin: Origin,
    /// What the files say that it extends, and those of the folders above: later ones over earlier ones.
    pub below: Vec<Layer>,
    /// What the files in folders of the site say, over it.
    pub nested: Vec<Layer>,
    /// What the command line says of rules.
    pub told: Told,
    /// The generator of the site.
    pub generator: GeneratorChoice,
    /// The lowest severity that fails a run.
    pub fail_on: FailOn,
    /// Keys of front matter and data that name an image, besides the usual ones.
    pub image_keys: Vec<String>,
    /// Keys that name a page or file.
    pub link_keys: Vec<String>,
    /// Folders of rules besides `.postlint/rules`; relative ones start where the configuration lies.
    pub packs: Vec<PathBuf>,
    /// Rules besides the built-in ones: those of presets, and the site's own, read from there.
    pub own: Vec<Rule>,
    /// The record of what was published; a relative path starts where the configuration lies.
    pub urls: Option<PathBuf>,
    /// The file of known findings; a relative path starts where the configuration lies.
    pub baseline: Option<PathBuf>,
    /// How other hosts are asked, where they are.
    pub online: OnlineConfig,
    /// What comments that set findings aside may do.
    pub suppressions: SuppressionsConfig,
}

/// Where a part of the configuration comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The number of the file in its [`ConfigFile`].
    pub file: Option<usize>,
    /// The folder that patterns for paths are relative to; the root of the site unless known.
    pub folder: Option<PathBuf>,
    /// Whether nothing of the files above holds.
    pub is_root: bool,
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
    /// Files of those for which it does not hold.
    pub exclude: Vec<String>,
    /// Rules or groups that run there alone.
    pub select: Option<Vec<String>>,
    /// Rules or groups that run there, too.
    pub enable: Vec<String>,
    /// Rules or groups not to run there.
    pub ignore: Vec<String>,
    /// Severity and options there.
    pub rules: BTreeMap<String, RuleConfig>,
}

impl Config {
    /// Reads a configuration from its text; it may extend presets, and no files.
    ///
    /// # Errors
    /// On anything that cannot be meant: all of it, in the order of the text.
    pub fn parse(text: &str) -> Result<Self, Problems> {
        let file = ConfigFile::of_text(text);
        if file.problems.is_empty() { Ok(file.config) } else { Err(Problems(file.problems)) }
    }
}
