//! Regular expressions of rules: linear in the length of any text, and small. May not know what they
//! are asked of.

use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::Match;
use regex_automata::meta::Regex;

use super::condition::Condition;

/// A pattern, and conditions on its named parts.
#[derive(Debug)]
pub(super) struct Pattern {
    text: String,
    /// Compiled when first asked for, since a run on few files asks for few; none where that fails.
    regex: OnceLock<Option<Regex>>,
    pub(super) parts: Vec<(String, Condition)>,
}

/// The largest automaton, in bytes.
const LARGEST: usize = 4 << 20;

fn compile(text: &str) -> Result<Regex, String> {
    let config = Regex::config().nfa_size_limit(Some(LARGEST)).onepass_size_limit(Some(LARGEST));
    Regex::builder().configure(config).build(text).map_err(|error| {
        let words = error.syntax_error().map_or_else(|| error.to_string(), ToString::to_string);
        // The compiler draws the place over several lines, the reason last.
        let last = words.lines().last().unwrap_or_default().trim();
        last.strip_prefix("error: ").unwrap_or(last).to_owned()
    })
}

impl Pattern {
    /// A pattern that was read before.
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), regex: OnceLock::new(), parts: Vec::new() }
    }

    /// Compiles it.
    ///
    /// # Errors
    /// In the words of the compiler.
    pub(super) fn check(&self) -> Result<(), String> {
        let regex = compile(&self.text)?;
        self.regex.get_or_init(|| Some(regex));
        Ok(())
    }

    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| compile(&self.text).ok()).as_ref()
    }

    /// Whether it finds something.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// All that it finds, but for nothing at all.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Match> + 't {
        let found = self.regex().into_iter().flat_map(move |regex| regex.find_iter(text));
        found.filter(|one| !one.is_empty())
    }

    /// The names of its parts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let names = self.regex().into_iter().flat_map(|regex| regex.group_info().all_names());
        names.filter_map(|(_, _, name)| name)
    }

    /// The text of a named part of what it finds.
    pub(super) fn part<'v>(&self, value: &'v str, name: &str) -> Option<&'v str> {
        self.range(value, name).and_then(|range| value.get(range))
    }

    /// Where a named part of what it finds stands in a text.
    pub(super) fn range(&self, value: &str, name: &str) -> Option<Range<usize>> {
        let regex = self.regex()?;
        let mut captures = regex.create_captures();
        regex.captures(value, &mut captures);
        captures.get_group_by_name(name).map(|span| span.range())
    }
}
