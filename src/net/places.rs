//! The places in a page of another host that links can lead to. May not judge a page that was not
//! read whole, nor places that only scripts make.

use std::collections::BTreeSet;
use std::sync::Arc;

use reqwest::StatusCode;

use super::hop::Head;
use crate::document::reference::percent_decode;
use crate::document::{Dialect, Document};
use crate::source::Source;

/// Bytes of a page that are read at most.
pub(super) const MOST: usize = 4 * 1024 * 1024;

/// A page with fewer places than this is made by its scripts.
const FEWEST: usize = 3;

/// Whether a fragment names a place, and not a state of the page's scripts, a line of a program or
/// a piece of text (WICG text fragments).
pub(super) fn is_sought(fragment: &str) -> bool {
    let is_line =
        fragment.strip_prefix('L').is_some_and(|rest| rest.starts_with(|one: char| one.is_ascii_digit()));
    let is_state = fragment.starts_with(['!', '/', '?']) || fragment.contains([':', '=', '&']);
    !fragment.is_empty() && !is_line && !is_state && !fragment.eq_ignore_ascii_case("top")
}

/// The fragments for which a page has no place (HTML 7.4.6.4, "find a potential indicated element").
pub(super) fn lost(head: &Head, fragments: &[Box<str>]) -> Vec<Box<str>> {
    let is_page = matches!(head.kind().as_str(), "text/html" | "application/xhtml+xml");
    if !is_page || !head.is_whole || head.status != StatusCode::OK {
        return Vec::new();
    }
    let ids = ids(&head.body);
    if ids.len() < FEWEST {
        return Vec::new();
    }
    let has = |fragment: &str| {
        let decoded = String::from_utf8_lossy(&percent_decode(fragment)).into_owned();
        // GitHub renames the ids of what its users write, and its scripts find them.
        ids.contains(fragment) || ids.contains(&decoded) || ids.contains(&format!("user-content-{decoded}"))
    };
    fragments.iter().filter(|one| is_sought(one) && !has(one)).cloned().collect()
}

fn ids(body: &[u8]) -> BTreeSet<String> {
    let source = Source::from_bytes(Arc::from("page.html"), body.to_vec());
    let dialect = Dialect { liquid: false, kramdown: false, ..Dialect::default() };
    let document = Document::parse(&source, dialect);
    let mut ids = BTreeSet::new();
    for element in document.body.starts() {
        ids.extend(document.body.attribute(element, "id").map(|one| document.body.value(one).into_owned()));
        if element.name == "a" {
            ids.extend(
                document.body.attribute(element, "name").map(|one| document.body.value(one).into_owned()),
            );
        }
    }
    ids
}
