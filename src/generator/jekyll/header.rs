//! What Jekyll gets from a file's front matter: a mapping, nothing, or an error that it logs
//! (`Document#read_content`, `Convertible#read_yaml`). May not look at keys.

use crate::document::Document;
use crate::document::front_matter::{Header, Tree, Typed};
use crate::source::{Encoding, Span};

/// Why the front matter is lost.
#[derive(Clone, Debug)]
pub(super) struct Lost {
    /// The bytes.
    pub(super) span: Span,
    /// In words.
    pub(super) message: String,
    /// Its YAML is right, but it is no mapping.
    pub(super) is_other_value: bool,
}

/// The tree of the front matter; `None` without one, or with an empty one.
///
/// # Errors
/// Where the loader raises, or gives anything but a mapping.
pub(super) fn read<'d>(document: &'d Document<'_>) -> Result<Option<&'d Tree>, Lost> {
    if document.source.encoding() == Encoding::Utf16 || !document.source.invalid().is_empty() {
        let span = document.source.invalid().first().copied().unwrap_or_default();
        return Err(Lost { span, message: "the file is not UTF-8".to_owned(), is_other_value: false });
    }
    let Header::Found(found) = &document.header else { return Ok(None) };
    let tree = match &found.tree {
        Ok(tree) => tree,
        Err(error) => {
            return Err(Lost { span: error.span, message: error.message.clone(), is_other_value: false });
        }
    };
    let root = tree.root();
    if root.is_mapping() {
        return Ok(Some(tree));
    }
    match root.typed() {
        Some(Typed::Null | Typed::Bool(false)) => Ok(None),
        _ => Err(Lost {
            span: root.span(),
            message: "the front matter is not a mapping".to_owned(),
            is_other_value: true,
        }),
    }
}
