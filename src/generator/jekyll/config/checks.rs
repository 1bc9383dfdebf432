//! Values at which Jekyll stops before it reads a file: `Configuration#check_include_exclude`,
//! `#check_plugins`, `#add_default_collections`, `Site#ensure_not_in_dest` and what raises between
//! them. May not change a value.

use super::Config;
use crate::document::front_matter::{Node, Typed};
use crate::generator::jekyll::value::is_list;
use crate::source::Span;

impl Config {
    /// Notes the first of them.
    pub(super) fn check(&mut self) {
        for key in ["include", "exclude", "plugins"] {
            self.check_value(key, is_list, "must be a list, and Jekyll stops at anything else");
        }
        let is_container = |node: Node<'_>| is_list(node) || node.is_mapping() || node.is_null();
        self.check_value("collections", is_container, "must be a mapping or a list, and Jekyll stops at it");
        let is_text = |node: Node<'_>| matches!(node.typed(), Some(Typed::String | Typed::Null));
        self.check_value("permalink", is_text, "must be text, and Jekyll stops at anything else");
        self.check_value("timezone", is_text, "must be text, and Jekyll stops at anything else");
        self.check_destination();
    }

    fn check_value(&mut self, key: &str, is_right: impl Fn(Node<'_>) -> bool, message: &str) {
        if let Some((file, span)) = self.wrong_value(key, is_right) {
            self.fail(file, span, format!("`{key}` {message}"));
        }
    }

    /// The value that counts, null included where no file has another.
    fn wrong_value(&self, key: &str, is_right: impl Fn(Node<'_>) -> bool) -> Option<(u16, Span)> {
        let null = || {
            let at = self.files.iter().rposition(|file| file.tree.get(key).is_some())?;
            Some((u16::try_from(at).unwrap_or(u16::MAX), self.files.get(at)?.tree.get(key)?.value))
        };
        let (file, node) = self.placed(key).or_else(null)?;
        (!is_right(node)).then(|| (file, node.span()))
    }

    /// What is in the destination is swept away, so the source may not be in it.
    fn check_destination(&mut self) {
        let Some((file, node)) = self.placed("destination") else { return };
        let span = node.span();
        let rest = self.source.strip_prefix(self.destination.as_str());
        let holds_source =
            self.destination.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        if holds_source {
            self.fail(
                file,
                span,
                "`destination` holds the sources, and Jekyll stops rather than sweep them away",
            );
        }
    }
}
