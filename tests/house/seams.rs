//! What a crate or a call is used for, it is used for in one place.

use super::files::{below, hold};

/// A text in code, the paths where it may stand, and why only there.
const SEAMS: &[(&[&str], &[&str], &str)] = &[
    (&["ignore::"], &["src/walk"], "only the walk knows of ignore files"),
    (
        &["url::Url", "url::ParseError", "use url"],
        &["src/document/reference", "src/resolve", "src/net"],
        "what an address is, is said once",
    ),
    (
        &["fs::read(", "fs::read_to_string(", "File::open("],
        &["src/source.rs", "src/config", "src/walk/root.rs", "src/net/cache.rs"],
        "a file is read through `Source`; a Gemfile and a cache are none",
    ),
    (
        &["fs::rename(", "fs::write(", "fs::remove_file(", "OpenOptions::", "rustix::"],
        &["src/write", "src/net/cache.rs", "src/command/rules"],
        "a file of the site is written in one way, which never leaves half of it",
    ),
    (&["miette::"], &["src/output", "src/command"], "excerpts are drawn by the output"),
    (
        &["reqwest::", "tokio::", "rustls::", "hyper_util::"],
        &["src/net"],
        "nothing but the online check may start a runtime or open a connection",
    ),
    (&["indicatif::"], &["src/output/progress.rs"], "one progress bar"),
    (
        &["html5ever::", "pulldown_cmark::", "libyaml_safer::", "toml_edit::"],
        &["src/document"],
        "rules never know which parser made an element",
    ),
    (&["jsonschema::"], &["src/schema"], "what a schema says is said in words of our own"),
    (
        &["serde_yaml::"],
        &["src/manifest.rs", "src/config"],
        "posts are read as the generator reads them, not by serde",
    ),
    (
        &["rayon::"],
        &["src/check", "src/walk", "src/command", "src/output/parts.rs"],
        "one pipeline decides what runs beside what",
    ),
    (
        &["clap::"],
        &["src/cli", "src/command", "src/output", "src/config", "src/main.rs"],
        "arguments are the command line's",
    ),
    (
        &["std::env::", "env::var"],
        &[
            "src/output/terminal.rs",
            "src/command",
            "src/cli.rs",
            "src/walk",
            "src/main.rs",
            "src/git/environment.rs",
        ],
        "a run depends on its arguments",
    ),
    (
        &["println!(", "eprintln!(", "print!(", "eprint!(", "stdout()", "stderr()"],
        &["src/main.rs", "src/command", "src/output"],
        "printing is the output's",
    ),
    (&["process::Command", "Command::new("], &["src/git.rs"], "git alone is run, and through its module"),
    (&["process::exit"], &[], "main returns an exit code"),
    (
        &[".unwrap()", ".expect(", "panic!(", "todo!(", "unreachable!(", "unimplemented!("],
        &[],
        "no text may stop a run",
    ),
    (
        &["#[allow(", "#![allow("],
        &[],
        "`#[expect(…, reason = \"…\")]` says why, and notices when it is no longer true",
    ),
    (&["unsafe "], &[], "the crate forbids it"),
];

/// Whether a text stands in a line as a name of its own: `url::` is not in `crate::url::` or `curl::`.
fn stands_in(line: &str, text: &str) -> bool {
    line.match_indices(text).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        !text.starts_with(char::is_alphabetic) || !before.is_some_and(is_name) || text.contains("fs::")
    })
}

#[test]
fn each_thing_is_done_in_its_place() {
    let mut broken = Vec::new();
    for file in below("src", ".rs") {
        for (number, line) in file.code() {
            for (texts, homes, why) in SEAMS {
                let is_home = homes.iter().any(|home| file.path.starts_with(home));
                for text in texts.iter().filter(|text| !is_home && stands_in(line, text)) {
                    broken.push(format!("{}:{number}: `{text}`: {why}", file.path));
                }
            }
        }
    }
    hold("Each thing is done in its place (the table is in tests/house/seams.rs).", &broken);
}
