//! `match:` of a manifest to a [`Matcher`]: every word that means nothing is a problem at its place.
//! May not know of documents.

mod case;
mod conditions;
mod list;
mod sayings;
mod scope;
mod subjects;
pub(super) mod words;

use std::path::Path;

use serde_json::Value;

use super::Matcher;
use super::subject::Sort;
use super::template::{Given, Template};
use crate::detection::Options;
use crate::document::front_matter::{Node, Pair, Style, Tree};
use crate::source::Span;
use crate::text::nearest;

/// Something in a manifest that cannot be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The bytes, in the text of the manifest.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What was probably meant.
    pub help: Option<String>,
}

impl Problem {
    /// One problem alone.
    pub(super) fn of(span: Span, message: String) -> Vec<Self> {
        vec![Self { span, message, help: None }]
    }
}

/// Reads the front matter of a manifest whose keys are `match`, `message`, `help`, `replace` and `fix`.
/// Lists in files are read from `root`. Patterns are tried `strictly`, or when they are first needed.
///
/// # Errors
/// All that cannot be meant, in the order of the text.
pub fn read(
    tree: &Tree,
    root: Option<&Path>,
    options: &Options,
    strictly: bool,
) -> Result<Matcher, Vec<Problem>> {
    let mut reader = Reader { problems: Vec::new(), root, options, strictly, sort: None };
    let cases = reader.manifest(tree);
    reader.problems.sort_by_key(|problem| problem.span);
    if reader.problems.is_empty() {
        return Ok(Matcher { cases: cases.into(), has_looked: std::sync::atomic::AtomicBool::new(false) });
    }
    Err(reader.problems)
}

struct Reader<'r> {
    problems: Vec<Problem>,
    root: Option<&'r Path>,
    options: &'r Options,
    strictly: bool,
    /// What the mapping at hand looks at.
    sort: Option<Sort>,
}

impl Reader<'_> {
    fn problem(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.problems.push(Problem { span, message: message.into(), help });
    }

    fn manifest(&mut self, tree: &Tree) -> Vec<super::Case> {
        let Some(pair) = tree.get("match") else {
            let help = "say what the rule looks at: `match: {front-matter: title, length: {max: 60}}`";
            self.problem(tree.root().span(), "the manifest has no `match`", Some(help.to_owned()));
            return Vec::new();
        };
        let nodes: Vec<Node<'_>> = match pair.value.is_mapping() {
            true => vec![pair.value],
            false => pair.value.items().filter(|item| item.is_mapping()).collect(),
        };
        if nodes.is_empty() {
            let message = "`match` has keys: a subject, and what must hold of it; or is a list of such";
            self.problem(pair.key.span(), message, None);
        }
        let cases: Vec<super::Case> =
            nodes.into_iter().filter_map(|node| self.case(node, pair.key.span(), tree)).collect();
        let fixes = cases.iter().flat_map(|case| &case.sayings).any(|saying| saying.fix.is_some());
        let promised = tree.get("fix").filter(|pair| pair.value.text() != Some("none"));
        if let Some(pair) = promised.filter(|_| !fixes && self.problems.is_empty()) {
            let help = "add `replace:` with the text that is written in place of what was found";
            self.problem(pair.key.span(), "a fix needs to know what to write", Some(help.to_owned()));
        }
        cases
    }

    /// Words that mean nothing among the keys of a mapping.
    fn known(&mut self, node: Node<'_>, known: &[&str]) {
        for pair in node.pairs() {
            let key = pair.key.text().unwrap_or_default();
            if !known.contains(&key) {
                let near = nearest(key, known.iter().copied());
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the words are {}", known.join(", ")),
                };
                self.problem(pair.key.span(), format!("`{key}` is no word of this vocabulary"), Some(help));
            }
        }
    }

    fn flag(&mut self, pair: Pair<'_>) -> bool {
        match pair.value.text() {
            Some("true") => true,
            Some("false") => false,
            _ => {
                self.problem(pair.value.span(), "write `true` or `false`", None);
                false
            }
        }
    }

    /// One text or a list of texts, each with its place.
    fn words(&mut self, node: Node<'_>) -> Vec<(String, Span)> {
        let mut words = Vec::new();
        for item in std::iter::once(node).chain(node.items()) {
            if let Some(text) = item.text() {
                words.push((text.to_owned(), item.span()));
            }
        }
        if words.is_empty() {
            self.problem(node.span(), "write a text, or a list of texts", None);
        }
        words.dedup();
        words
    }

    fn template(&mut self, node: Option<Node<'_>>, place: Span) -> Option<Template> {
        let Some(text) = node.and_then(Node::text) else {
            let help = "add `message:` beside `match:`: what is wrong and why, without a full stop";
            self.problem(node.map_or(place, Node::span), "a text is missing here", Some(help.to_owned()));
            return None;
        };
        let span = node.map_or(place, Node::span);
        self.template_of(text).map_err(|message| self.problem(span, message, None)).ok()
    }

    fn template_of(&self, text: &str) -> Result<Template, String> {
        let option = |name: &str| self.option(name).map(shown);
        Template::read(text, Given { sort: self.sort, option: &option })
    }

    fn option(&self, name: &str) -> Result<&Value, String> {
        self.options.0.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.options.0.keys().map(String::as_str).collect();
            match known.as_slice() {
                [] => format!("the rule has no option `{name}`; add it to `options:` with its default"),
                _ => format!("the rule has no option `{name}`; its options are {}", known.join(", ")),
            }
        })
    }

    /// A text in which at most options have braces.
    fn plain(&mut self, node: Node<'_>) -> Option<String> {
        let template = self.template_of(node.text()?);
        match template {
            Ok(template) => template.plain(),
            Err(message) => {
                self.problem(node.span(), message, None);
                None
            }
        }
    }
}

/// The value of an option as messages show it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// The place in a text value from a byte of it on; the whole value where escapes stand between.
fn within(node: Node<'_>, at: usize) -> Span {
    let (span, text) = (node.span(), node.text().unwrap_or_default());
    let quotes = usize::from(matches!(node.style(), Style::SingleQuoted | Style::DoubleQuoted));
    if span.range().len() != text.len() + 2 * quotes {
        return span;
    }
    let end = span.end as usize - quotes;
    Span::new((span.start as usize + quotes + at).min(end), end)
}
