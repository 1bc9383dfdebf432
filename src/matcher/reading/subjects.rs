//! The subject of `match:`, and what does not fit it. May not look at documents.

use super::words::SUBJECTS;
use super::{Reader, within};
use crate::document::front_matter::Node;
use crate::document::{Role, Suspicion};
use crate::matcher::name::fact;
use crate::matcher::pattern::Pattern;
use crate::matcher::selector::Selector;
use crate::matcher::subject::{Names, Part, Path, Stretch, Subject, TermKind, When};

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
            "text" | "prose" | "file" => {
                let pattern = Pattern::new(text);
                match pattern.check().err().filter(|_| self.strictly) {
                    Some(message) => Err(format!("the pattern cannot be read: {message}")),
                    None => Ok(Subject::Text(pattern, stretch)),
                }
            }
            "character" => characters(text).map(Subject::Character),
            "date" => When::read(text).map(Subject::Date),
            "term" if text == "category" => Ok(Subject::Term(TermKind::Category)),
            "term" if text == "tag" => Ok(Subject::Term(TermKind::Tag)),
            "term" => Err("write `category` or `tag`".to_owned()),
            "reference" if text == "path" => Ok(Subject::Reference),
            "reference" => Err("of references that lead to nothing there is the `path`".to_owned()),
            _ => fact(text).map(Subject::Document),
        };
        read.map_err(|message| self.problem(span, message, None)).ok()
    }

    fn attributes(&mut self, node: Node<'_>) -> Names {
        let Some(pair) = node.get("attribute") else { return Names::default() };
        let words = self.words(pair.value).into_iter();
        Names::new(words.map(|(word, _)| word.to_ascii_lowercase()).collect())
    }

    /// Words beside a subject that ask what it cannot answer.
    pub(super) fn fitting(&mut self, node: Node<'_>, subject: &Subject) {
        let is_text = matches!(
            subject,
            Subject::Text(..)
                | Subject::Heading
                | Subject::Keys(_)
                | Subject::Character(_)
                | Subject::Reference
        );
        let is_front_matter = matches!(subject, Subject::FrontMatter(_) | Subject::Keys(_));
        let is_element = matches!(subject, Subject::Element(..));
        let has_attribute = matches!(subject, Subject::Element(_, names) if !names.is_empty());
        let stands = !matches!(subject, Subject::Document(_));
        let is_of_document = !matches!(subject, Subject::Reference);
        let rows: [(&str, bool, &str); 9] = [
            ("attribute", is_element, "only `element` has attributes"),
            ("type", is_front_matter, "only keys and values of the front matter have a type"),
            ("order", is_front_matter, "only `keys` and lists of the front matter have an order"),
            (
                "required",
                !is_text && (!is_element || has_attribute),
                "say how many there must be instead: `count: {min: 1}`",
            ),
            ("where", stands, "say in `in: {when: …}` which documents are meant"),
            ("replace", stands, "a fact of the document stands nowhere"),
            ("count", is_of_document, "where references lead is known for the whole site alone"),
            ("in", is_of_document, "where references lead is known for the whole site alone"),
            ("unique", is_of_document, "where references lead is known for the whole site alone"),
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
    }
}

/// Characters by why they are suspected.
fn characters(word: &str) -> Result<Suspicion, String> {
    const KNOWN: [(&str, Suspicion); 5] = [
        ("control", Suspicion::Control),
        ("invisible", Suspicion::Invisible),
        ("direction", Suspicion::Bidi),
        ("replacement", Suspicion::Replacement),
        ("mojibake", Suspicion::Mojibake),
    ];
    let found = KNOWN.iter().find(|(name, _)| *name == word);
    found.map(|(_, suspicion)| *suspicion).ok_or_else(|| {
        let known = KNOWN.map(|(name, _)| name).join(", ");
        format!("`{word}` is no class of characters; there are {known}")
    })
}
