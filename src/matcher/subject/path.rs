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
        let mut nodes: Vec<Node<'e>> = entry.front_matter().map(|tree| tree.root()).into_iter().collect();
        for step in &self.0 {
            nodes = nodes
                .into_iter()
                .flat_map(|node| -> Vec<Node<'e>> {
                    match step {
                        Step::Key(key) => node.get(key).map(|pair| pair.value).into_iter().collect(),
                        Step::Every if matches!(node.kind(), Kind::Sequence(_)) => node.items().collect(),
                        Step::Every => vec![node],
                        Step::At(at) => node.items().nth(*at).into_iter().collect(),
                    }
                })
                .collect();
        }
        nodes.into_iter()
    }
}
