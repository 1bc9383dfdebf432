//! `match:` of a manifest to a [`Matcher`]: every word that means nothing is a problem at its place.
//! May not know of documents.

mod conditions;

use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobMatcher};

use super::condition::{Condition, Pattern};
use super::scope::Scope;
use super::selector::Selector;
use super::subject::{Part, Path, Subject};
use super::template::{Name, Template};
use super::{Across, Matcher};
use crate::document::front_matter::{Node, Pair, Style, Tree};
use crate::finding::Safety;
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

const SUBJECTS: [&str; 7] = ["front-matter", "element", "link", "image", "heading", "text", "document"];
const OTHERS: [&str; 8] =
    ["in", "attribute", "where", "required", "forbidden", "count", "unique", "exists-in-site"];
const CONDITIONS: [&str; 20] = [
    "all",
    "any",
    "not",
    "one-of",
    "none-of",
    "equals",
    "same-as",
    "pattern",
    "parts",
    "length",
    "range",
    "before",
    "after",
    "starts-with",
    "ends-with",
    "contains",
    "host-in",
    "type",
    "empty",
    "date",
];
const SCOPES: [&str; 6] = ["path", "not-path", "kind", "collection", "published", "when"];
const KINDS: [&str; 6] = ["post", "draft", "page", "collection", "layout", "include"];

/// Reads the front matter of a manifest whose keys are `match`, `message`, `help` and `replace`.
///
/// # Errors
/// All that cannot be meant, in the order of the text.
pub fn read(tree: &Tree) -> Result<Matcher, Vec<Problem>> {
    let mut reader = Reader::default();
    let matcher = reader.manifest(tree);
    reader.problems.sort_by_key(|problem| problem.span);
    match matcher {
        Some(matcher) if reader.problems.is_empty() => Ok(matcher),
        _ => Err(reader.problems),
    }
}

#[derive(Default)]
struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, span: Span, message: impl Into<String>, help: Option<String>) {
        self.problems.push(Problem { span, message: message.into(), help });
    }

    fn manifest(&mut self, tree: &Tree) -> Option<Matcher> {
        let Some(pair) = tree.get("match") else {
            let help = "say what the rule looks at: `match: {front-matter: title, length: {max: 60}}`";
            self.problem(tree.root().span(), "the manifest has no `match`", Some(help.to_owned()));
            return None;
        };
        let node = pair.value;
        if !node.is_mapping() {
            self.problem(pair.key.span(), "`match` has keys: a subject, and what must hold of it", None);
            return None;
        }
        let known: Vec<&str> = SUBJECTS.into_iter().chain(OTHERS).chain(CONDITIONS).collect();
        self.known(node, &known);
        let subject = self.subject(node);
        let scope = node.get("in").map(|pair| self.scope(pair.value)).unwrap_or_default();
        let filter = node.get("where").map(|pair| self.filter(pair.value)).unwrap_or_default();
        let condition = self.conditions(node);
        let flag = |reader: &mut Self, key: &str| node.get(key).is_some_and(|pair| reader.flag(pair));
        let (required, forbidden) = (flag(self, "required"), flag(self, "forbidden"));
        let (unique, exists) = (flag(self, "unique"), flag(self, "exists-in-site"));
        let count = node.get("count").and_then(|pair| self.limits(pair.value));
        let across = match (unique, exists) {
            (true, true) => {
                self.problem(node.span(), "`unique` and `exists-in-site` are two rules", None);
                None
            }
            (true, _) => Some(Across::Unique),
            (_, true) => Some(Across::ExistsInSite),
            _ => None,
        };
        if self.problems.is_empty()
            && condition.is_none()
            && count.is_none()
            && across.is_none()
            && !required
            && !forbidden
        {
            let help = "say `forbidden: true`, `required: true`, or a condition such as `length: {max: 60}`";
            self.problem(pair.key.span(), "nothing is asked of the subject", Some(help.to_owned()));
        }
        let message = self.template(tree.get("message").map(|pair| pair.value), pair.key.span());
        let help = tree.get("help").and_then(|pair| self.template(Some(pair.value), pair.value.span()));
        let replace = tree.get("replace").and_then(|pair| self.template(Some(pair.value), pair.value.span()));
        let safety = match tree.get("fix").and_then(|pair| pair.value.text()) {
            Some("safe") => Safety::Safe,
            _ => Safety::Unsafe,
        };
        let matcher = Matcher {
            scope,
            subject: subject?,
            filter,
            required,
            forbidden,
            condition,
            count,
            across,
            message: message?,
            help,
            replace: replace.map(|text| (text, safety)),
            has_looked: std::sync::atomic::AtomicBool::new(false),
        };
        self.captures(&matcher, tree);
        Some(matcher)
    }

    /// Names of parts of patterns that no pattern has.
    fn captures(&mut self, matcher: &Matcher, tree: &Tree) {
        if !self.problems.is_empty() {
            return;
        }
        let patterns = matcher.patterns();
        let known: BTreeSet<&str> = patterns.iter().flat_map(|pattern| pattern.names()).collect();
        let texts = [("message", Some(&matcher.message)), ("help", matcher.help.as_ref())];
        let replace = matcher.replace.as_ref().map(|(text, _)| text);
        for (key, text) in texts.into_iter().chain([("replace", replace)]) {
            for name in text.into_iter().flat_map(Template::names) {
                if let Name::Capture(name) = name
                    && !known.contains(name.as_str())
                {
                    let span = tree.get(key).map(|pair| pair.value.span()).unwrap_or_default();
                    let near = nearest(name, known.iter().copied().chain(["value", "length", "count"]));
                    let help = near.map(|near| format!("did you mean `{{{near}}}`?"));
                    self.problem(span, format!("no pattern has a part called `{name}`"), help);
                }
            }
        }
    }

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

    fn subject(&mut self, node: Node<'_>) -> Option<Subject> {
        let mut given: Vec<Pair<'_>> =
            node.pairs().filter(|pair| pair.key.text().is_some_and(|key| SUBJECTS.contains(&key))).collect();
        let first = if given.is_empty() { None } else { Some(given.remove(0)) };
        for other in given {
            let first = first.and_then(|pair| pair.key.text()).unwrap_or_default();
            let message = format!("a rule has one subject, and this one has `{first}` already");
            self.problem(other.key.span(), message, None);
        }
        let Some(pair) = first else {
            if !self.problems.is_empty() {
                return None;
            }
            let help = format!("name one of {}", SUBJECTS.join(", "));
            self.problem(node.span(), "the rule has no subject", Some(help));
            return None;
        };
        let span = pair.value.span();
        let text = pair.value.text().unwrap_or_default();
        let attribute = node.get("attribute").and_then(|pair| pair.value.text()).map(str::to_ascii_lowercase);
        let read = match pair.key.text().unwrap_or_default() {
            "front-matter" => Path::read(text).map(Subject::FrontMatter),
            "element" => match Selector::read(text) {
                Ok(selector) => Ok(Subject::Element(selector, attribute)),
                Err(error) => {
                    self.problem(within(pair.value, error.at), error.message, None);
                    return None;
                }
            },
            "link" => Part::read(text).map(Subject::Link),
            "image" => Part::read(text).map(Subject::Image),
            "heading" => Ok(Subject::Heading),
            "text" => Pattern::new(text).map(Subject::Text),
            _ => fact(text).map(Subject::Document),
        };
        read.map_err(|message| self.problem(span, message, None)).ok()
    }

    fn scope(&mut self, node: Node<'_>) -> Scope {
        self.known(node, &SCOPES);
        let mut scope = Scope::default();
        for pair in node.pairs() {
            match pair.key.text().unwrap_or_default() {
                "path" => scope.paths = self.globs(pair.value),
                "not-path" => scope.not_paths = self.globs(pair.value),
                "kind" => {
                    for (word, span) in self.words(pair.value) {
                        if !KINDS.contains(&word.as_str()) {
                            let help = format!("the kinds are {}", KINDS.join(", "));
                            self.problem(span, format!("`{word}` is no kind of document"), Some(help));
                        }
                        scope.kinds.push(word);
                    }
                }
                "collection" => {
                    scope.collections = self.words(pair.value).into_iter().map(|(word, _)| word).collect()
                }
                "published" => scope.published = Some(self.flag(pair)),
                "when" => {
                    for pair in pair.value.pairs() {
                        let way = Path::read(pair.key.text().unwrap_or_default());
                        match way {
                            Ok(way) => {
                                let condition = self.condition_of(pair.value);
                                scope.when.extend(condition.map(|condition| (way, condition)));
                            }
                            Err(message) => self.problem(pair.key.span(), message, None),
                        }
                    }
                }
                _ => {}
            }
        }
        scope
    }

    fn filter(&mut self, node: Node<'_>) -> Vec<(String, Condition)> {
        let mut filter = Vec::new();
        for pair in node.pairs() {
            let name = pair.key.text().unwrap_or_default().to_owned();
            filter.extend(self.condition_of(pair.value).map(|condition| (name, condition)));
        }
        filter
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
        words
    }

    fn globs(&mut self, node: Node<'_>) -> Vec<GlobMatcher> {
        let mut globs = Vec::new();
        for (word, span) in self.words(node) {
            match GlobBuilder::new(&word).literal_separator(true).build() {
                Ok(glob) => globs.push(glob.compile_matcher()),
                Err(error) => self.problem(span, format!("this is no pattern for paths: {error}"), None),
            }
        }
        globs
    }

    fn template(&mut self, node: Option<Node<'_>>, place: Span) -> Option<Template> {
        let Some(text) = node.and_then(Node::text) else {
            let help = "add `message:` beside `match:`: what is wrong and why, without a full stop";
            self.problem(node.map_or(place, Node::span), "a text is missing here", Some(help.to_owned()));
            return None;
        };
        let span = node.map_or(place, Node::span);
        Template::read(text).map_err(|message| self.problem(span, message, None)).ok()
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

fn fact(word: &str) -> Result<super::template::Fact, String> {
    super::template::fact(word)
}
