//! Files and functions that fit a head.

use super::files::{File, below, hold};

const MOST_LINES: usize = 400;
const MOST_LINES_OF_TESTS: usize = 600;
const MOST_LINES_OF_A_FUNCTION: usize = 70;

fn all() -> Vec<File> {
    ["src", "tests"].into_iter().flat_map(|folder| below(folder, ".rs")).collect()
}

#[test]
fn modules_say_what_they_are_for() {
    let silent = all().into_iter().filter(|file| !file.text.starts_with("//! "));
    let silent: Vec<String> = silent.map(|file| file.path).collect();
    hold("A module opens with a `//!` paragraph: what it is for and what it may not do.", &silent);
}

#[test]
fn files_are_short() {
    let long = all().into_iter().map(|file| (file.text.lines().count(), file.path));
    let most = |path: &str| if path.starts_with("src/") { MOST_LINES } else { MOST_LINES_OF_TESTS };
    let long = long
        .filter(|(lines, path)| *lines > most(path))
        .map(|(lines, path)| format!("{path}: {lines} lines"));
    hold("A file has 400 lines at most, 600 in tests; what grows is split.", &long.collect::<Vec<_>>());
}

#[test]
fn functions_fit_a_screen() {
    let mut broken = Vec::new();
    for file in below("src", ".rs") {
        let mut open: Option<(usize, &str, &str)> = None;
        for (number, line) in (1..).zip(file.text.lines()) {
            let code = line.trim_start();
            let indent = line.get(..line.len() - code.len()).unwrap_or_default();
            let words = code.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
            let words = words.trim_start_matches("pub ").trim_start_matches("const ");
            match open {
                None if words.starts_with("fn ") && !code.ends_with(';') && !code.ends_with('}') => {
                    open = Some((number, indent, words));
                }
                Some((from, indent_of_open, words)) if code == "}" && indent == indent_of_open => {
                    let lines = number - from + 1;
                    let name = words.trim_start_matches("fn ").split(['(', '<']).next().unwrap_or_default();
                    if lines > MOST_LINES_OF_A_FUNCTION {
                        broken.push(format!("{}:{from}: `{name}` has {lines} lines", file.path));
                    }
                    open = None;
                }
                Some((_, indent_of_open, _)) if code == ");" && indent == indent_of_open => open = None,
                _ => {}
            }
        }
    }
    hold("A function fits a screen.", &broken);
}
