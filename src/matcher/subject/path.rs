//! The way to values of the front matter. May not judge them.

use crate::document::front_matter::{Kind, Node};
use crate::entry::Entry;

/// The way to values of the front matter: `author.name`, `categories[*]`, `images[0].src`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matcher) struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Every,
    At(usize),
}

impl Path {
    /// # Errors
    /// In words, where it is no such way.
    pub(in crate::matcher) fn read(text: &str) -> Result<Self, String> {
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
            if key.is_empty() {
                return Err(format!("`{text}` has no key between two dots"));
            }
            steps.push(Step::Key(key.to_owned()));
            while !rest.is_empty() {
                let inner = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
                let Some((index, after)) = inner else {
                    return Err(format!("write `{key}[*]` for every item, or `{key}[0]` for the first"));
                };
                steps.push(match index.parse() {
                    _ if index == "*" => Step::Every,
                    Ok(at) => Step::At(at),
                    Err(_) => {
                        return Err(format!("write `{key}[*]` for every item, or `{key}[0]` for the first"));
                    }
                });
                rest = after;
            }
        }
        Ok(Self(steps))
    }

    /// The values it leads to. A single value stands for a list of one, as the generator takes it.
    pub(in crate::matcher) fn nodes<'e>(&self, entry: &'e Entry<'_>) -> std::vec::IntoIter<Node<'e>> {
        let mut nodes = Vec::new();
        self.each(entry, &mut |node, _| nodes.push(node));
        nodes.into_iter()
    }

    /// Calls `found` for each of them, with the last key on the way to it.
    pub(in crate::matcher) fn each<'e>(&self, entry: &'e Entry<'_>, found: &mut Found<'_, 'e>) {
        if let Some(tree) = entry.front_matter() {
            follow(&self.0, tree.root(), None, found);
        }
    }
}

/// Takes a value and its key.
type Found<'f, 'e> = dyn FnMut(Node<'e>, Option<Node<'e>>) + 'f;

/// As deep as the path has steps.
fn follow<'e>(steps: &[Step], node: Node<'e>, key: Option<Node<'e>>, found: &mut Found<'_, 'e>) {
    let Some((step, rest)) = steps.split_first() else { return found(node, key) };
    match step {
        Step::Key(name) => {
            if let Some(pair) = node.get(name) {
                follow(rest, pair.value, Some(pair.key), found);
            }
        }
        Step::Every if matches!(node.kind(), Kind::Sequence(_)) => {
            node.items().for_each(|item| follow(rest, item, key, found));
        }
        Step::Every => follow(rest, node, key, found),
        Step::At(at) => {
            if let Some(item) = node.items().nth(*at) {
                follow(rest, item, key, found);
            }
        }
    }
}
