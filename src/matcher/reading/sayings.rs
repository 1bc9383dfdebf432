//! What a rule says, and when: `message`, `help`, `cases` and the words of fixes. May not look at
//! documents.

use super::Reader;
use super::words::SAYINGS;
use crate::document::front_matter::{Node, Pair, Tree};
use crate::finding::{Safety, Severity};
use crate::matcher::saying::{Change, Fix, Saying};
use crate::matcher::subject::Facet;
use crate::source::Span;

/// The words that say what a fix does.
const CHANGES: [&str; 4] = ["replace", "prepend", "append", "remove"];

impl Reader<'_> {
    /// What is said: one saying, or one for each of `cases`.
    pub(super) fn sayings(&mut self, node: Node<'_>, place: Span, tree: &Tree) -> Vec<Saying> {
        let outer = [node, tree.root()];
        let Some(pair) = node.get("cases") else {
            return self.saying(&outer, None, place).into_iter().collect();
        };
        let cases: Vec<Node<'_>> = pair.value.items().filter(|item| item.is_mapping()).collect();
        if cases.is_empty() {
            let help = "such as `cases: [{where: {host: a.example}, message: …}, {message: …}]`".to_owned();
            self.problem(pair.value.span(), "`cases` is a list, each with its words", Some(help));
        }
        let words: Vec<&str> = ["where"].into_iter().chain(SAYINGS).collect();
        let mut sayings = Vec::new();
        for case in cases {
            self.known(case, &words);
            sayings.extend(self.saying(&[case, node, tree.root()], Some(case), case.span()));
        }
        sayings
    }

    /// One saying: each word is said by the first of these mappings that has it.
    fn saying(&mut self, levels: &[Node<'_>], case: Option<Node<'_>>, place: Span) -> Option<Saying> {
        let said = |word: &str| levels.iter().find_map(|level| level.get(word));
        // The severity of the manifest is the rule's own.
        let own = levels.get(..levels.len().saturating_sub(1)).unwrap_or_default();
        let own_said = |word: &str| own.iter().find_map(|level| level.get(word));
        let filter = case.map(|case| self.filter(case)).unwrap_or_default();
        let text = |reader: &mut Self, pair: Option<Pair<'_>>| {
            pair.and_then(|pair| reader.template(Some(pair.value), pair.value.span()))
        };
        let undecided = text(self, case.and_then(|case| case.get("undecided")));
        let message = match (&undecided, said("message")) {
            (Some(why), None) => Some(why.clone()),
            (_, said) => self.template(said.map(|pair| pair.value), place),
        };
        let help = text(self, said("help"));
        let at = own_said("at").and_then(|pair| self.facet(pair.value));
        let label = own_said("label").and_then(|pair| self.label(pair.value));
        let at_most = own_said("severity").and_then(|pair| self.severity(pair));
        let fix = self.fix(levels);
        Some(Saying { filter, undecided, at, message: message?, help, label, at_most, fix })
    }

    fn facet(&mut self, node: Node<'_>) -> Option<Facet> {
        let read = Facet::read(node.text().unwrap_or_default(), self.sort?);
        read.map_err(|message| self.problem(node.span(), message, None)).ok()
    }

    /// A text, or one for a property.
    fn label(&mut self, node: Node<'_>) -> Option<(Option<Facet>, crate::matcher::template::Template)> {
        let Some(pair) = node.pairs().next() else {
            return self.template(Some(node), node.span()).map(|text| (None, text));
        };
        let facet = self.facet(pair.key)?;
        self.template(Some(pair.value), pair.value.span()).map(|text| (Some(facet), text))
    }

    /// A fix: its words stand together, how safe it is may be said further out.
    fn fix(&mut self, levels: &[Node<'_>]) -> Option<Fix> {
        let safety = levels.iter().find_map(|level| level.get("fix"));
        if safety.is_some_and(|pair| pair.value.text() == Some("none")) {
            return None;
        }
        let pair = levels.iter().find_map(|level| CHANGES.iter().find_map(|word| level.get(word)))?;
        let safety = match safety.and_then(|pair| pair.value.text()) {
            Some("safe") => Safety::Safe,
            Some("unsafe") => Safety::Unsafe,
            _ => {
                let help = "add `fix: safe` where nothing of the meaning can be lost, or `fix: unsafe`";
                self.problem(pair.key.span(), "nothing says how safe this fix is", Some(help.to_owned()));
                return None;
            }
        };
        let change = match pair.key.text() {
            Some("remove") => {
                if !self.flag(pair) {
                    return None;
                }
                Change::Remove
            }
            word => {
                let text = self.template(Some(pair.value), pair.value.span())?;
                match word {
                    Some("prepend") => Change::Before(text),
                    Some("append") => Change::Behind(text),
                    _ => Change::Replace(text),
                }
            }
        };
        let title = levels.iter().find_map(|level| level.get("title"));
        let title = title.and_then(|pair| self.template(Some(pair.value), pair.value.span()));
        let at = levels.iter().find_map(|level| level.get("fix-at")).and_then(|pair| self.facet(pair.value));
        Some(Fix { safety, title, at, change })
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
}
