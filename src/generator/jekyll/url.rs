//! URLs and the files they are written to: `lib/jekyll/url.rb`, `Document#destination` and
//! `Page#destination`. May not know where a template's values come from.

use std::borrow::Cow;

use crate::document::reference::percent_decode;
use std::fmt::Write;

/// `URL.escape_path`: all bytes but those of a URL's path become `%XX`.
#[must_use]
pub(super) fn escape_path(path: &str) -> Cow<'_, str> {
    if path.bytes().all(is_path_byte) {
        return Cow::Borrowed(path);
    }
    let mut out = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        if is_path_byte(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    Cow::Owned(out)
}

/// RFC 3986: unreserved, sub-delims, `:`, `@` and `/`.
fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte)
}

/// `URL.unescape_path`: every `%XX` becomes its byte.
#[must_use]
pub(super) fn unescape_path(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    Cow::Owned(String::from_utf8_lossy(&percent_decode(path)).into_owned())
}

/// `URL#sanitize_url`: a slash in front, `..` to `/`, no `./`, no two slashes in a row.
#[must_use]
pub(super) fn sanitize(url: &str) -> String {
    if !url.contains("//") && !url.contains("..") && !url.contains("./") {
        return if url.starts_with('/') { url.to_owned() } else { format!("/{url}") };
    }
    let text = format!("/{url}").replace("..", "/").replace("./", "");
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character != '/' || !out.ends_with('/') {
            out.push(character);
        }
    }
    out
}

/// `File.extname`: from the last dot of the last part of a path, unless the part begins with it.
#[must_use]
pub(super) fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let start = name.len() - name.trim_start_matches('.').len();
    match name.rfind('.') {
        Some(at) if at >= start.max(1) => name.get(at..).unwrap_or_default(),
        _ => "",
    }
}

/// `Document#destination`: the file of a URL below the output folder.
#[must_use]
pub(super) fn document_output(url: &str, extension: &str) -> String {
    let path = clean(&unescape_path(url));
    if url.ends_with('/') { join(path, "index.html") } else { with_extension(path, extension) }
}

/// `Page#destination`
#[must_use]
pub(super) fn page_output(url: &str, extension: &str) -> String {
    let path = clean(&unescape_path(url));
    with_extension(if url.ends_with('/') { join(path, "index") } else { path }, extension)
}

fn join(folder: String, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { folder + "/" + name }
}

fn with_extension(path: String, extension: &str) -> String {
    if path.ends_with(extension) { path } else { path + extension }
}

/// `Jekyll.sanitized_path`: `.` and `..` resolved, never above the root; without slashes at the ends.
#[must_use]
pub(super) fn clean(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
