//! The conditions of `match:`, word by word. May not know what they are asked of.

use std::collections::BTreeSet;

use super::words::CONDITIONS;
use super::{Reader, list};
use crate::document::front_matter::Node;
use crate::matcher::condition::{Condition, Limits, TYPES};
use crate::matcher::pattern::Pattern;
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
            if CONDITIONS.contains(&key) && !matches!(key, "parts" | "ignore-case") {
                all.extend(self.condition(key, pair.value, node));
            }
        }
        let ignores_case = node.get("ignore-case").is_some_and(|pair| self.flag(pair));
        let condition = match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Condition::All(all)),
        };
        condition.map(|condition| match ignores_case {
            true => condition.ignoring_case(),
            false => condition,
        })
    }

    fn condition(&mut self, key: &str, value: Node<'_>, around: Node<'_>) -> Option<Condition> {
        let text = |reader: &mut Self| reader.template(Some(value), value.span());
        Some(match key {
            "all" | "any" => {
                let list = value.items().filter_map(|item| self.condition_of(item)).collect();
                if key == "all" { Condition::All(list) } else { Condition::Any(list) }
            }
            "not" => Condition::Not(Box::new(self.condition_of(value)?)),
            "one-of" => {
                let texts = self.set(value);
                // An option without an entry asks for nothing.
                if texts.is_empty() && value.get("option").is_some() {
                    return Some(Condition::All(Vec::new()));
                }
                Condition::OneOf(texts)
            }
            "none-of" => Condition::Not(Box::new(Condition::OneOf(self.set(value)))),
            "equals" => Condition::Equals(text(self)?),
            "same-as" => {
                let name = value.text().unwrap_or_default();
                match self.template_of(&format!("{{{name}}}")) {
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
            "starts-with" => Condition::StartsWith(self.templates(value)?),
            "ends-with" => Condition::EndsWith(self.templates(value)?),
            "contains" => Condition::Contains(self.templates(value)?),
            "host-in" => {
                Condition::HostIn(self.set(value).iter().map(|host| host.to_ascii_lowercase()).collect())
            }
            "type" => Condition::Type(self.types(value)?),
            "present" => Condition::Present(self.truth(value)?),
            _ => Condition::Empty(self.truth(value)?),
        })
    }

    /// One text or several.
    fn templates(&mut self, value: Node<'_>) -> Option<Vec<Template>> {
        if value.items().next().is_none() {
            return self.template(Some(value), value.span()).map(|text| vec![text]);
        }
        Some(value.items().filter_map(|item| self.template(Some(item), item.span())).collect())
    }

    fn truth(&mut self, value: Node<'_>) -> Option<bool> {
        match value.text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                self.problem(value.span(), "write `true` or `false`", None);
                None
            }
        }
    }

    fn types(&mut self, value: Node<'_>) -> Option<BTreeSet<String>> {
        let words = self.words(value);
        for (word, span) in &words {
            if !TYPES.contains(&word.as_str()) {
                let help = format!("the types are {}", TYPES.join(", "));
                self.problem(*span, format!("`{word}` is no type"), Some(help));
                return None;
            }
        }
        Some(words.into_iter().map(|(word, _)| word).collect())
    }

    /// Texts: inline, those of an option, or those of a file of the site.
    fn set(&mut self, node: Node<'_>) -> BTreeSet<String> {
        if let Some(pair) = node.get("option") {
            self.known(node, &["option"]);
            return self.of_option(pair.value);
        }
        let Some(pair) = node.get("file") else {
            return self.words(node).into_iter().map(|(word, _)| word).collect();
        };
        self.known(node, &["file", "option"]);
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

    fn of_option(&mut self, node: Node<'_>) -> BTreeSet<String> {
        let name = node.text().unwrap_or_default();
        let texts = self.option(name).and_then(|value| {
            let wrong = || format!("the option `{name}` is no list of texts");
            let list = value.as_array().ok_or_else(wrong)?;
            let texts: Option<BTreeSet<String>> =
                list.iter().map(|one| one.as_str().map(str::to_owned)).collect();
            texts.ok_or_else(wrong)
        });
        match texts {
            Ok(texts) => texts,
            Err(message) => {
                self.problem(node.span(), message, None);
                BTreeSet::new()
            }
        }
    }

    pub(super) fn pattern(&mut self, value: Node<'_>, around: Node<'_>) -> Option<Pattern> {
        let mut pattern = Pattern::new(value.text().unwrap_or_default());
        if let Some(message) = pattern.check().err().filter(|_| self.strictly) {
            self.problem(value.span(), format!("the pattern cannot be read: {message}"), None);
            return None;
        }
        for pair in around.get("parts").into_iter().flat_map(|pair| pair.value.pairs()) {
            let name = pair.key.text().unwrap_or_default();
            if self.strictly && !pattern.names().any(|known| known == name) {
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
        let number =
            |reader: &mut Self, node: Node<'_>| reader.plain(node).and_then(|text| text.parse::<f64>().ok());
        if let Some(exact) = number(self, node) {
            return Some(Limits { min: Some(exact), max: Some(exact) });
        }
        self.known(node, &["min", "max"]);
        let mut limits = Limits::default();
        for pair in node.pairs() {
            let Some(value) = number(self, pair.value) else {
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
