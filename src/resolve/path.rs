//! Paths of addresses: joined to a base as browsers do (WHATWG URL, path state), and decoded.
//! May not know of sites.

use crate::document::reference::percent_decode;

/// The path of a reference from the page at `base`; a reference that climbs above the root stays
/// in it. Both begin at the root of the host.
#[must_use]
pub fn join(base: &str, reference: &str) -> String {
    let reference = reference.trim_start_matches(|c: char| c <= ' ');
    let mut parts: Vec<&str> = Vec::new();
    if !reference.starts_with(['/', '\\']) {
        parts.extend(base.split('/').skip(1));
        parts.pop();
    }
    let mut rest = reference.split(['/', '\\']).peekable();
    if reference.starts_with(['/', '\\']) {
        rest.next();
    }
    while let Some(part) = rest.next() {
        let is_last = rest.peek().is_none();
        if is_dots(part, 2) {
            parts.pop();
            if is_last {
                parts.push("");
            }
        } else if is_dots(part, 1) {
            if is_last {
                parts.push("");
            }
        } else {
            parts.push(part);
        }
    }
    format!("/{}", parts.join("/"))
}

/// Whether a reference leads above the root of its base.
pub(super) fn climbs_out(base: &str, reference: &str) -> bool {
    let mut depth = base.split('/').skip(1).count().saturating_sub(1);
    for part in reference.split(['/', '\\']) {
        if is_dots(part, 2) {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        } else if !is_dots(part, 1) {
            depth += 1;
        }
    }
    false
}

/// `.` or `..`, also as `%2e`.
fn is_dots(part: &str, count: usize) -> bool {
    if !part.starts_with(['.', '%']) || part.len() > 3 * count {
        return false;
    }
    let mut rest = part;
    let mut dots = 0;
    while !rest.is_empty() {
        let after =
            rest.strip_prefix('.').or_else(|| rest.strip_prefix("%2e")).or_else(|| rest.strip_prefix("%2E"));
        let Some(after) = after else { return false };
        rest = after;
        dots += 1;
    }
    dots == count
}

/// `%XX` to bytes; `None` where they are not UTF-8. Several slashes in a row stay as they are.
#[must_use]
pub fn decode(path: &str) -> Option<String> {
    if !path.contains('%') {
        return Some(path.to_owned());
    }
    String::from_utf8(percent_decode(path)).ok()
}
