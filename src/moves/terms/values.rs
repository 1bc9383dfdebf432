//! A name among the values of a tree, in every form in which it can be written: alone, as a word of a
//! text, as an item of a list in brackets or on lines. May not look anywhere else.

use super::Rename;
use crate::document::front_matter::{Kind, Node, Style, Tree};
use crate::moves::yaml::{quoted, quoted_if_needed};
use crate::source::{Source, Span};

/// What has to be done at a place.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Text(Span, String),
    Person(Span, String),
}

impl Found {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Text(span, _) | Self::Person(span, _) => *span,
        }
    }
}

/// What is needed to write a name into a file.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) source: &'k Source,
    pub(super) rename: Rename<'k>,
}

impl Known<'_> {
    /// The name in the keys of a mapping that hold such names.
    pub(super) fn in_keys(&self, mapping: Node<'_>) -> Vec<Found> {
        let [one, several] = self.rename.kind.keys();
        let mut found = Vec::new();
        for pair in mapping.pairs() {
            match pair.key.text() {
                Some(key) if key == one => self.in_value(pair.value, false, &mut found),
                Some(key) if key == several => self.in_value(pair.value, true, &mut found),
                _ => {}
            }
        }
        found
    }

    fn in_value(&self, value: Node<'_>, has_words: bool, found: &mut Vec<Found>) {
        match value.kind() {
            Kind::Scalar { .. } if has_words => found.extend(self.in_words(value)),
            Kind::Scalar { .. } => {
                if value.text() == Some(self.rename.old) {
                    found.push(self.respelled(value, self.rename.new, false));
                }
            }
            Kind::Sequence(_) => self.in_list(value, found),
            Kind::Mapping(_) => {}
        }
    }

    /// In a text that is cut at its blanks.
    fn in_words(&self, value: Node<'_>) -> Option<Found> {
        let text = value.text()?;
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        if !words.contains(&self.rename.old) {
            return None;
        }
        let has_new = words.contains(&self.rename.new);
        let kept = words.iter().filter(|word| !has_new || **word != self.rename.old);
        let renamed = kept.map(|word| if *word == self.rename.old { self.rename.new } else { word });
        if self.rename.new.contains(char::is_whitespace) {
            let items: Vec<String> = renamed.map(|word| quoted_if_needed(word, true)).collect();
            return Some(Found::Text(value.span(), format!("[{}]", items.join(", "))));
        }
        Some(self.respelled(value, &renamed.collect::<Vec<_>>().join(" "), false))
    }

    fn in_list(&self, list: Node<'_>, found: &mut Vec<Found>) {
        const MOST: usize = 10_000;
        let mut open = vec![list];
        let mut left = MOST;
        while let Some(list) = open.pop() {
            let items: Vec<Node<'_>> = list.items().take(left).collect();
            left = left.saturating_sub(items.len());
            let has_new = items.iter().any(|item| item.text() == Some(self.rename.new));
            for (at, item) in items.iter().enumerate() {
                if matches!(item.kind(), Kind::Sequence(_)) {
                    open.push(*item);
                } else if item.text() == Some(self.rename.old) {
                    let in_flow = list.style() == Style::Flow;
                    found.push(if has_new {
                        self.removed(&items, at, in_flow)
                    } else {
                        self.respelled(*item, self.rename.new, in_flow)
                    });
                }
            }
        }
    }

    /// Another text in the quotes that a scalar has.
    pub(super) fn respelled(&self, node: Node<'_>, text: &str, in_flow: bool) -> Found {
        let new = match node.style() {
            Style::SingleQuoted => quoted(text, '\''),
            Style::DoubleQuoted => quoted(text, '"'),
            Style::Plain => quoted_if_needed(text, in_flow),
            Style::Block | Style::Flow => {
                return Found::Person(
                    node.span(),
                    "a text over several lines has to be changed by hand".to_owned(),
                );
            }
        };
        if node.tag().is_some() || self.source.slice(node.span()).starts_with(['&', '*', '!']) {
            return Found::Person(
                node.span(),
                "a value with a tag or an anchor has to be changed by hand".to_owned(),
            );
        }
        Found::Text(node.span(), new)
    }

    /// An item less, since the list has the new name already.
    fn removed(&self, items: &[Node<'_>], at: usize, in_flow: bool) -> Found {
        let text = self.source.text();
        let Some(item) = items.get(at).map(|item| item.span()) else {
            return Found::Person(Span::at(0), String::new());
        };
        let before = at.checked_sub(1).and_then(|at| items.get(at)).map(|one| one.span());
        let after = items.get(at + 1).map(|one| one.span());
        if in_flow {
            let span = match (before, after) {
                (Some(before), _) => Span { start: before.end, end: item.end },
                (None, Some(after)) => Span { start: item.start, end: after.start },
                (None, None) => item,
            };
            return Found::Text(span, String::new());
        }
        let (start, end) = (item.start as usize, item.end as usize);
        let line = text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let next = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at + 1);
        let lead = text.get(line..start).unwrap_or_default();
        if lead.trim() != "-" {
            return Found::Person(item, "an item has to be taken away by hand".to_owned());
        }
        Found::Text(Span::new(line, next), String::new())
    }
}

/// The name among the values of data or a configuration, below a key that speaks of such names; with
/// `everywhere`, any value and key that is the name.
pub(super) fn anywhere(tree: &Tree, source: &Source, rename: Rename<'_>, everywhere: bool) -> Vec<Found> {
    const MOST: usize = 1_000_000;
    let known = Known { source, rename };
    let mut found = Vec::new();
    let mut open = vec![(tree.root(), everywhere, false)];
    let mut left = MOST;
    while let Some((node, is_on_it, in_flow)) = open.pop() {
        left -= 1;
        if left == 0 {
            break;
        }
        if is_on_it && node.text() == Some(rename.old) {
            found.push(known.respelled(node, rename.new, in_flow));
        }
        let in_flow = node.style() == Style::Flow;
        open.extend(node.items().map(|item| (item, is_on_it, in_flow)));
        for pair in node.pairs() {
            let key = pair.key.text().unwrap_or_default();
            if is_on_it && key == rename.old {
                found.push(known.respelled(pair.key, rename.new, in_flow));
            }
            let speaks =
                key.to_lowercase().split(['/', '-', '_']).any(|word| word.starts_with(rename.kind.stem()));
            open.push((pair.value, is_on_it || speaks, in_flow));
        }
    }
    found
}
