//! The subject of `match:`, and what does not fit it. May not look at documents.

use super::words::SUBJECTS;
use super::{Reader, within};
use crate::document::Role;
use crate::document::front_matter::{Node, Pair};
use crate::matcher::condition::Pattern;
use crate::matcher::selector::Selector;
use crate::matcher::subject::{Part, Path, Stretch, Subject};
use crate::matcher::template::fact;
use crate::text::nearest;

impl Reader<'_> {
    pub(super) fn subject(&mut self, node: Node<'_>) -> Option<Subject> {
        let mut given =
            node.pairs().filter(|pair| pair.key.text().is_some_and(|key| SUBJECTS.contains(&key)));
        let first = given.next();
        for other in given {
            let first = first.and_then(|pair| pair.key.text()).unwrap_or_default();
            let message = format!("a rule has one subject, and this one has `{first}` already");
            self.problem(other.key.span(), message, None);
        }
        let Some(pair) = first else {
            if self.problems.is_empty() {
                let help = format!("name one of {}", SUBJECTS.join(", "));
                self.problem(node.span(), "the rule has no subject", Some(help));
            }
            return None;
        };
        let span = pair.value.span();
        let text = pair.value.text().unwrap_or_default();
        let stretch = match pair.key.text() {
            Some("prose") => Stretch::Prose,
            Some("file") => Stretch::File,
            _ => Stretch::Body,
        };
        let read = match pair.key.text().unwrap_or_default() {
            "front-matter" => Path::read(text).map(Subject::FrontMatter),
            "keys" if text == "*" => Ok(Subject::Keys(None)),
            "keys" => Path::read(text).map(|path| Subject::Keys(Some(path))),
            "element" => match Selector::read(text) {
                Ok(selector) => Ok(Subject::Element(selector, self.attributes(node))),
                Err(error) => {
                    self.problem(within(pair.value, error.at), error.message, None);
                    return None;
                }
            },
            "link" => Part::read(text).map(|part| Subject::Address(part, Some(Role::Link))),
            "image" => Part::read(text).map(|part| Subject::Address(part, Some(Role::Image))),
            "address" => Part::read(text).map(|part| Subject::Address(part, None)),
            "heading" => Ok(Subject::Heading),
            "text" | "prose" | "file" => Pattern::new(text)
                .map(|pattern| Subject::Text(pattern, stretch))
                .map_err(|message| format!("the pattern cannot be read: {message}")),
            _ => fact(text).map(Subject::Document),
        };
        read.map_err(|message| self.problem(span, message, None)).ok()
    }

    fn attributes(&mut self, node: Node<'_>) -> Vec<String> {
        let Some(pair) = node.get("attribute") else { return Vec::new() };
        let words = self.words(pair.value).into_iter();
        let mut names: Vec<String> = words.map(|(word, _)| word.to_ascii_lowercase()).collect();
        names.sort_unstable();
        names
    }

    /// Words beside a subject that ask what it cannot answer.
    pub(super) fn fitting(&mut self, node: Node<'_>, subject: &Subject) {
        let is_text = matches!(subject, Subject::Text(..) | Subject::Heading | Subject::Keys(_));
        let is_front_matter = matches!(subject, Subject::FrontMatter(_));
        let is_element = matches!(subject, Subject::Element(..));
        let has_attribute = matches!(subject, Subject::Element(_, attributes) if !attributes.is_empty());
        let rows: [(&str, bool, &str); 6] = [
            ("attribute", is_element, "only `element` has attributes"),
            ("type", is_front_matter, "only values of the front matter have a type"),
            (
                "order",
                matches!(subject, Subject::Keys(_) | Subject::FrontMatter(_)),
                "only `keys` and lists of the front matter have an order",
            ),
            (
                "required",
                !is_text && (!is_element || has_attribute),
                "say how many there must be instead: `count: {min: 1}`",
            ),
            (
                "where",
                !matches!(
                    subject,
                    Subject::FrontMatter(_) | Subject::Keys(_) | Subject::Document(_) | Subject::Text(..)
                ),
                "only elements, headings and addresses have properties",
            ),
            ("replace", !matches!(subject, Subject::Document(_)), "a fact of the document stands nowhere"),
        ];
        for (word, fits, why) in rows {
            if let Some(pair) = node.get(word).filter(|_| !fits) {
                self.problem(
                    pair.key.span(),
                    format!("`{word}` does not fit this subject"),
                    Some(why.to_owned()),
                );
            }
        }
        if matches!(subject, Subject::Address(..)) {
            let names = node.get("where").into_iter().flat_map(|pair| pair.value.pairs());
            names.for_each(|pair| self.part_of_address(pair));
        }
    }

    fn part_of_address(&mut self, pair: Pair<'_>) {
        let name = pair.key.text().unwrap_or_default();
        let Err(message) = Part::read(name) else { return };
        if name != "role" {
            let near = nearest(name, ["url", "scheme", "host", "path", "fragment", "extension", "role"]);
            let help = near.map(|near| format!("did you mean `{near}`?"));
            self.problem(pair.key.span(), message, help);
        }
    }
}
