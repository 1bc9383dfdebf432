//! One mapping of `match:` to a [`Case`]. May not look at documents.

use std::collections::BTreeSet;

use super::Reader;
use super::words::{CONDITIONS, OTHERS, SUBJECTS};
use crate::document::front_matter::{Node, Pair, Tree};
use crate::finding::{Safety, Severity};
use crate::matcher::case::{Across, Case};
use crate::matcher::condition::Condition;
use crate::matcher::template::{Name, Template};
use crate::source::Span;
use crate::text::nearest;

impl Reader<'_> {
    /// Reads one mapping; what it does not say itself, the manifest says for all of them.
    pub(super) fn case(&mut self, node: Node<'_>, place: Span, tree: &Tree) -> Option<Case> {
        let known: Vec<&str> = SUBJECTS.into_iter().chain(OTHERS).chain(CONDITIONS).collect();
        self.known(node, &known);
        let before = self.problems.len();
        let subject = self.subject(node);
        if let Some(subject) = &subject {
            self.fitting(node, subject);
        }
        let scope = node.get("in").map(|pair| self.scope(pair.value)).unwrap_or_default();
        let filter = node.get("where").map(|pair| self.filter(pair.value)).unwrap_or_default();
        let condition = self.conditions(node);
        let (required, forbidden) = (self.flag_of(node, "required"), self.flag_of(node, "forbidden"));
        let across = self.across(node);
        let count = node.get("count").and_then(|pair| self.limits(pair.value));
        let order = node.get("order").map(|pair| self.words(pair.value));
        let asks = condition.is_some() || count.is_some() || order.is_some() || across.is_some();
        if self.problems.len() == before && self.problems.is_empty() && !asks && !required && !forbidden {
            let help = "say `forbidden: true`, `required: true`, or a condition such as `length: {max: 60}`";
            self.problem(place, "nothing is asked of the subject", Some(help.to_owned()));
        }
        let said = |key: &str| node.get(key).or_else(|| tree.get(key));
        let message = self.template(said("message").map(|pair| pair.value), place);
        let help = said("help").and_then(|pair| self.template(Some(pair.value), pair.value.span()));
        let replace = self.replace(said("replace"), said("fix"));
        let at_most = node.get("severity").and_then(|pair| self.severity(pair));
        let case = Case {
            scope,
            subject: subject?,
            filter,
            required,
            forbidden,
            condition,
            count,
            order: order.map(|words| words.into_iter().map(|(word, _)| word).collect()),
            across,
            at_most,
            message: message?,
            help,
            replace,
        };
        self.captures(&case, &said);
        Some(case)
    }

    fn flag_of(&mut self, node: Node<'_>, key: &str) -> bool {
        node.get(key).is_some_and(|pair| self.flag(pair))
    }

    fn across(&mut self, node: Node<'_>) -> Option<Across> {
        match (self.flag_of(node, "unique"), self.flag_of(node, "exists-in-site")) {
            (true, true) => {
                self.problem(node.span(), "`unique` and `exists-in-site` are two rules", None);
                None
            }
            (true, _) => Some(Across::Unique),
            (_, true) => Some(Across::ExistsInSite),
            _ => None,
        }
    }

    fn replace(&mut self, text: Option<Pair<'_>>, fix: Option<Pair<'_>>) -> Option<(Template, Safety)> {
        let safety = match fix.and_then(|pair| pair.value.text()) {
            Some("safe") => Some(Safety::Safe),
            Some("unsafe") => Some(Safety::Unsafe),
            _ => None,
        };
        match (text, safety) {
            (None, None) => None,
            (None, Some(_)) => {
                let span = fix.map(|pair| pair.key.span()).unwrap_or_default();
                let help = "add `replace:` with the text that is written in place of what was found";
                self.problem(span, "a fix needs to know what to write", Some(help.to_owned()));
                None
            }
            (Some(pair), None) => {
                let help = "add `fix: safe` where nothing of the meaning can be lost, or `fix: unsafe`";
                self.problem(pair.key.span(), "nothing says how safe this fix is", Some(help.to_owned()));
                None
            }
            (Some(pair), Some(safety)) => {
                self.template(Some(pair.value), pair.value.span()).map(|text| (text, safety))
            }
        }
    }

    fn severity(&mut self, pair: Pair<'_>) -> Option<Severity> {
        match pair.value.text() {
            Some("error") => Some(Severity::Error),
            Some("warning") => Some(Severity::Warning),
            Some("note") => Some(Severity::Note),
            _ => {
                self.problem(pair.value.span(), "write `error`, `warning` or `note`", None);
                None
            }
        }
    }

    fn filter(&mut self, node: Node<'_>) -> Vec<(String, Condition)> {
        let mut filter = Vec::new();
        for pair in node.pairs() {
            let name = pair.key.text().unwrap_or_default().to_owned();
            filter.extend(self.condition_of(pair.value).map(|condition| (name, condition)));
        }
        filter
    }

    /// Names of parts of patterns that no pattern has.
    fn captures<'n>(&mut self, case: &Case, said: &dyn Fn(&str) -> Option<Pair<'n>>) {
        if !self.problems.is_empty() {
            return;
        }
        let patterns = case.patterns();
        let known: BTreeSet<&str> = patterns.iter().flat_map(|pattern| pattern.names()).collect();
        let replace = case.replace.as_ref().map(|(text, _)| text);
        let texts = [("message", Some(&case.message)), ("help", case.help.as_ref()), ("replace", replace)];
        for (key, text) in texts {
            for name in text.into_iter().flat_map(Template::names) {
                if let Name::Capture(name) = name
                    && !known.contains(name.as_str())
                {
                    let span = said(key).map(|pair| pair.value.span()).unwrap_or_default();
                    let near = nearest(name, known.iter().copied().chain(["value", "length", "count"]));
                    let help = near.map(|near| format!("did you mean `{{{near}}}`?"));
                    self.problem(span, format!("no pattern has a part called `{name}`"), help);
                }
            }
        }
    }
}
