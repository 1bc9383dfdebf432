//! The configurations that come with postlint, and the rules they bring. May not read files.

use crate::rules::{Detection, Rule};

/// A configuration by name, for `extends:`.
#[derive(Debug)]
pub struct Preset {
    /// What it is called.
    pub name: &'static str,
    /// One line: what it is for.
    pub summary: &'static str,
    /// A configuration file.
    pub text: &'static str,
    /// The rules that run only with it.
    pub rules: &'static [Rule],
}

/// The preset of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

/// The rules that come with presets alone.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    PRESETS.iter().flat_map(|preset| preset.rules)
}

/// The preset that brings a rule or a group of rules.
#[must_use]
pub fn bringing(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.rules.iter().any(|rule| rule.id == name || rule.group() == name))
}

macro_rules! pack {
    ($folder:literal { $( $name:literal, )* }) => {
        &[ $( Rule {
            id: concat!($folder, "/", $name),
            manifest: include_str!(concat!("../../presets/", $folder, "/", $name, ".md")),
            detection: Detection::Declared,
            root: None,
        }, )* ]
    };
}

/// All of them.
pub static PRESETS: &[Preset] = &[
    Preset {
        name: "recommended",
        summary: "What runs without a configuration",
        text: include_str!("../../presets/recommended.yml"),
        rules: &[],
    },
    Preset {
        name: "strict",
        summary: "Every rule that a well-kept site holds; what is a note elsewhere fails a run",
        text: include_str!("../../presets/strict.yml"),
        rules: &[],
    },
    Preset {
        name: "security",
        summary: "What can harm readers or give away secrets is an error",
        text: include_str!("../../presets/security.yml"),
        rules: &[],
    },
    Preset {
        name: "scraped-news",
        summary: "Posts that programs make from the articles of others: sources, back links, left-overs",
        text: include_str!("../../presets/scraped-news.yml"),
        rules: pack!("scraped-news" {
            "agency-name",
            "back-link-category",
            "hidden-paragraph",
            "image-token",
            "source-date",
            "source-link",
            "tracking-span",
        }),
    },
];
