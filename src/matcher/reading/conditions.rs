//! The conditions of `match:`, word by word. May not know what they are asked of.

use std::collections::BTreeSet;

use super::words::CONDITIONS;
use super::{Reader, list};
use crate::document::front_matter::Node;
use crate::matcher::condition::{Condition, Limits, Pattern, TYPES};
use crate::matcher::template::Template;
use crate::text::nearest;

impl Reader<'_> {
    /// A mapping of conditions, or a text that must be equal, or a list of which one must be.
    pub(super) fn condition_of(&mut self, node: Node<'_>) -> Option<Condition> {
        if node.is_mapping() {
            self.known(node, &CONDITIONS);
            let condition = self.conditions(node);
            if condition.is_none() {
                self.problem(node.span(), "no condition stands here", None);
            }
            return condition;
        }
        if node.text().is_some() {
            return self.template(Some(node), node.span()).map(Condition::Equals);
        }
        Some(Condition::OneOf(self.set(node)))
    }

    /// The conditions among the keys of a mapping; all of them must hold.
    pub(super) fn conditions(&mut self, node: Node<'_>) -> Option<Condition> {
        let mut all = Vec::new();
        for pair in node.pairs() {
            let key = pair.key.text().unwrap_or_default();
            if CONDITIONS.contains(&key) && key != "parts" {
                all.extend(self.condition(key, pair.value, node));
            }
        }
        match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Condition::All(all)),
        }
    }

    fn condition(&mut self, key: &str, value: Node<'_>, around: Node<'_>) -> Option<Condition> {
        let text = |reader: &mut Self| reader.template(Some(value), value.span());
        Some(match key {
            "all" | "any" => {
                let list = value.items().filter_map(|item| self.condition_of(item)).collect();
                if key == "all" { Condition::All(list) } else { Condition::Any(list) }
            }
            "not" => Condition::Not(Box::new(self.condition_of(value)?)),
            "one-of" => Condition::OneOf(self.set(value)),
            "none-of" => Condition::Not(Box::new(Condition::OneOf(self.set(value)))),
            "equals" => Condition::Equals(text(self)?),
            "same-as" => {
                let name = value.text().unwrap_or_default();
                match Template::read(&format!("{{{name}}}")) {
                    Ok(template) => Condition::Equals(template),
                    Err(message) => {
                        self.problem(value.span(), message, None);
                        return None;
                    }
                }
            }
            "pattern" => Condition::Pattern(self.pattern(value, around)?),
            "length" => Condition::Length(self.limits(value)?),
            "range" => Condition::Range(self.limits(value)?),
            "before" => Condition::Before(text(self)?),
            "after" => Condition::After(text(self)?),
            "on" => Condition::On(text(self)?),
            "starts-with" => Condition::StartsWith(text(self)?),
            "ends-with" => Condition::EndsWith(text(self)?),
            "contains" => Condition::Contains(text(self)?),
            "host-in" => {
                Condition::HostIn(self.set(value).iter().map(|host| host.to_ascii_lowercase()).collect())
            }
            "type" => {
                let word = value.text().unwrap_or_default();
                let Some((_, wanted)) = TYPES.iter().find(|(name, _)| *name == word) else {
                    let known: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
                    let help = format!("the types are {}", known.join(", "));
                    self.problem(value.span(), format!("`{word}` is no type"), Some(help));
                    return None;
                };
                Condition::Type(*wanted)
            }
            _ => match value.text() {
                Some("true") => Condition::Empty(true),
                Some("false") => Condition::Empty(false),
                _ => {
                    self.problem(value.span(), "write `true` or `false`", None);
                    return None;
                }
            },
        })
    }

    /// Texts: inline, or those of a file of the site.
    fn set(&mut self, node: Node<'_>) -> BTreeSet<String> {
        let Some(pair) = node.get("file") else {
            return self.words(node).into_iter().map(|(word, _)| word).collect();
        };
        self.known(node, &["file"]);
        let path = pair.value.text().unwrap_or_default();
        let Some(root) = self.root else {
            self.problem(pair.value.span(), "this rule belongs to no site, so it has no files", None);
            return BTreeSet::new();
        };
        match list::read(&root.join(path), path) {
            Ok(texts) => texts,
            Err(message) => {
                self.problem(pair.value.span(), message, None);
                BTreeSet::new()
            }
        }
    }

    fn pattern(&mut self, value: Node<'_>, around: Node<'_>) -> Option<Pattern> {
        let mut pattern = match Pattern::new(value.text().unwrap_or_default()) {
            Ok(pattern) => pattern,
            Err(message) => {
                self.problem(value.span(), format!("the pattern cannot be read: {message}"), None);
                return None;
            }
        };
        for pair in around.get("parts").into_iter().flat_map(|pair| pair.value.pairs()) {
            let name = pair.key.text().unwrap_or_default();
            if !pattern.names().any(|known| known == name) {
                let near = nearest(name, pattern.names()).map(|near| format!("did you mean `{near}`?"));
                let help = near.unwrap_or_else(|| format!("name it in the pattern: `(?<{name}>…)`"));
                self.problem(pair.key.span(), format!("the pattern has no part called `{name}`"), Some(help));
                continue;
            }
            if let Some(condition) = self.condition_of(pair.value) {
                pattern.parts.push((name.to_owned(), condition));
            }
        }
        Some(pattern)
    }

    /// `{min: 1, max: 60}`, or one number for both.
    pub(super) fn limits(&mut self, node: Node<'_>) -> Option<Limits> {
        let number = |node: Node<'_>| node.text().and_then(|text| text.parse::<f64>().ok());
        if let Some(exact) = number(node) {
            return Some(Limits { min: Some(exact), max: Some(exact) });
        }
        self.known(node, &["min", "max"]);
        let mut limits = Limits::default();
        for pair in node.pairs() {
            let Some(value) = number(pair.value) else {
                self.problem(pair.value.span(), "this is no number", None);
                continue;
            };
            match pair.key.text() {
                Some("min") => limits.min = Some(value),
                Some("max") => limits.max = Some(value),
                _ => {}
            }
        }
        if limits == Limits::default() {
            self.problem(node.span(), "write `min`, `max`, or both", None);
            return None;
        }
        Some(limits)
    }
}
