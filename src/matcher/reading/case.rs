//! One mapping of `match:` to a [`Case`]. May not look at documents.

use std::collections::BTreeSet;

use super::Reader;
use super::words::{CONDITIONS, OTHERS, SAYINGS, SUBJECTS};
use crate::document::front_matter::{Node, Pair, Tree};
use crate::matcher::case::{Across, Case};
use crate::matcher::condition::Filter;
use crate::matcher::name::Name;
use crate::matcher::subject::{Names, Subject};
use crate::source::Span;
use crate::text::nearest;

impl Reader<'_> {
    /// Reads one mapping; what it does not say itself, the manifest says for all of them.
    pub(super) fn case(&mut self, node: Node<'_>, place: Span, tree: &Tree) -> Option<Case> {
        let known: Vec<&str> = SUBJECTS.into_iter().chain(OTHERS).chain(SAYINGS).chain(CONDITIONS).collect();
        self.known(node, &known);
        let before = self.problems.len();
        self.sort = None;
        let subject = self.subject(node);
        self.sort = subject.as_ref().map(Subject::sort);
        if let Some(subject) = &subject {
            self.fitting(node, subject);
        }
        let scope = node.get("in").map(|pair| self.scope(pair.value)).unwrap_or_default();
        let filter = self.filter(node);
        let find = node.get("find").and_then(|pair| self.pattern(pair.value, node));
        let raw = self.flag_of(node, "raw");
        let undecided = node.get("undecided");
        let undecided = undecided.and_then(|pair| self.template(Some(pair.value), pair.value.span()));
        let condition = self.conditions(node);
        let (required, forbidden) = (self.flag_of(node, "required"), self.flag_of(node, "forbidden"));
        let across = self.across(node);
        let count = node.get("count").and_then(|pair| self.limits(pair.value));
        let order = node.get("order").map(|pair| self.words(pair.value));
        let instead = node.get("instead").map(|pair| self.table(pair.value)).unwrap_or_default();
        let asks = condition.is_some()
            || count.is_some()
            || order.is_some()
            || across.is_some()
            || !instead.is_empty()
            || required
            || forbidden;
        if self.problems.len() == before && self.problems.is_empty() && !asks {
            let help = "say `forbidden: true`, `required: true`, or a condition such as `length: {max: 60}`";
            self.problem(place, "nothing is asked of the subject", Some(help.to_owned()));
        }
        let sayings = self.sayings(node, place, tree);
        let order = order.map(|words| words.into_iter().map(|(word, _)| word).collect());
        let asks_more = condition.is_some()
            || count.is_some()
            || order.is_some()
            || across.is_some()
            || required
            || forbidden;
        let named = (!instead.is_empty() && !asks_more)
            .then(|| Names::new(instead.iter().map(|(key, _)| key.clone()).collect()));
        let case = Case {
            scope,
            subject: subject?,
            find,
            filter,
            raw,
            undecided,
            required,
            forbidden,
            condition,
            count,
            order,
            across,
            instead,
            named,
            sayings,
        };
        self.captures(&case, node, tree);
        Some(case)
    }

    fn flag_of(&mut self, node: Node<'_>, key: &str) -> bool {
        node.get(key).is_some_and(|pair| self.flag(pair))
    }

    fn across(&mut self, node: Node<'_>) -> Option<Across> {
        let words = ["unique", "unique-in-document", "exists-in-site"];
        let mut given = words.into_iter().filter_map(|word| Some((word, node.get(word)?)));
        let (word, pair) = given.next()?;
        if let Some((other, pair)) = given.next() {
            self.problem(pair.key.span(), format!("`{word}` and `{other}` are two rules"), None);
            return None;
        }
        let text = match pair.value.text() {
            Some("true") => None,
            Some("false") => return None,
            Some(_) if word != "exists-in-site" => Some(self.template(Some(pair.value), pair.value.span())?),
            _ => {
                self.problem(pair.value.span(), "write `true` or `false`", None);
                return None;
            }
        };
        Some(match word {
            "unique" => Across::Unique(text),
            "unique-in-document" => Across::UniqueHere(text),
            _ => Across::ExistsInSite,
        })
    }

    /// Texts by texts, sorted.
    fn table(&mut self, node: Node<'_>) -> Vec<(String, String)> {
        let mut rows = Vec::new();
        for pair in node.pairs() {
            match (pair.key.text(), self.plain(pair.value)) {
                (Some(key), Some(text)) => rows.push((key.to_owned(), text)),
                _ => self.problem(pair.value.span(), "a text is missing here", None),
            }
        }
        if rows.is_empty() {
            let help = "such as `instead: {utilize: use, leverage: use}`".to_owned();
            self.problem(node.span(), "write what stands instead of each value", Some(help));
        }
        rows.sort();
        rows
    }

    /// The conditions of `where`.
    pub(super) fn filter(&mut self, node: Node<'_>) -> Filter {
        let mut filter = Filter::default();
        let (Some(pair), Some(sort)) = (node.get("where"), self.sort) else { return filter };
        for pair in pair.value.pairs() {
            let word = pair.key.text().unwrap_or_default();
            match Name::property(word, sort) {
                Ok(name) => filter.0.extend(self.condition_of(pair.value).map(|condition| (name, condition))),
                Err(message) => self.problem(pair.key.span(), message, None),
            }
        }
        filter
    }

    /// Names of parts of patterns that no pattern has.
    fn captures(&mut self, case: &Case, node: Node<'_>, tree: &Tree) {
        if !self.problems.is_empty() || !self.strictly {
            return;
        }
        let patterns = case.patterns();
        let known: BTreeSet<&str> = patterns.iter().flat_map(|pattern| pattern.names()).collect();
        for name in case.names_said() {
            let Name::Part(name) = name else { continue };
            if known.contains(name.as_str()) {
                continue;
            }
            let span = place_of(name, node, tree).unwrap_or_default();
            let near = nearest(name, known.iter().copied().chain(["value", "length", "count"]));
            let help = near.map(|near| format!("did you mean `{{{near}}}`?"));
            self.problem(span, format!("no pattern has a part called `{name}`"), help);
        }
    }
}

/// The text that holds a name.
fn place_of(name: &str, node: Node<'_>, tree: &Tree) -> Option<Span> {
    let name = format!("{{{name}");
    let cases = node.get("cases").into_iter().flat_map(|pair| pair.value.items());
    let own = cases.chain([node, tree.root()]);
    let texts = own.flat_map(Node::pairs).filter(|pair: &Pair<'_>| {
        pair.key.text().is_some_and(|key| SAYINGS.contains(&key))
            && pair.value.text().is_some_and(|text| text.contains(&name))
    });
    texts.map(|pair| pair.value.span()).next()
}
