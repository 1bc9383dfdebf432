//! How an address is written anew so that it still looks like its author's: relative stays relative,
//! one from the root stays that, and host, query, fragment, escapes and the form in which the page is
//! named (`/a/`, `/a`, `/a/index.html`) stay what they were. May not know of files or sites.

use std::borrow::Cow;
use std::fmt::Write;

use crate::document::Shape;
use crate::document::body::Escapes;
use crate::document::liquid::{LiquidKind, LiquidMap};
use crate::resolve::{decode, join};
use crate::source::Span;

/// The names by which readers find a file of the site; decoded, without a slash in front.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// The file that is written.
    pub(super) output: String,
    /// The address by which the generator links to it, if it has one.
    pub(super) url: Option<String>,
}

/// In which of its forms an address names a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Canonical,
    Full,
    Folder,
    Bare,
}

impl Face {
    /// The text of a form, if the file has it.
    fn form(&self, form: Form) -> Option<&str> {
        let output = self.output.as_str();
        let index = output == "index.html" || output.ends_with("/index.html");
        match form {
            Form::Canonical => self.url.as_deref(),
            Form::Full => Some(output),
            Form::Folder => output.strip_suffix("index.html").filter(|_| index),
            Form::Bare if index => output.strip_suffix("/index.html"),
            Form::Bare => output.strip_suffix(".html").or_else(|| output.strip_suffix(".htm")),
        }
    }

    fn form_of(&self, inner: &str) -> Option<Form> {
        [Form::Canonical, Form::Full, Form::Folder, Form::Bare]
            .into_iter()
            .find(|form| self.form(*form) == Some(inner))
    }

    /// The path by which `inner`, a path to the file `old`, leads to this one.
    pub(super) fn like(&self, old: &Self, inner: &str) -> Option<&str> {
        let form = old.form_of(inner)?;
        let canonical = self.form(Form::Canonical).unwrap_or(&self.output);
        Some(self.form(form).unwrap_or(canonical))
    }

    /// Every text by which it is found.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        [Form::Canonical, Form::Full, Form::Folder, Form::Bare].into_iter().filter_map(|form| self.form(form))
    }
}

/// An address, and what changes under it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling<'s> {
    /// The address, unescaped.
    pub(super) text: &'s str,
    /// Where relative addresses of its page start, before and after.
    pub(super) starts: (&'s str, &'s str),
    /// The site's `baseurl`.
    pub(super) baseurl: &'s str,
    /// Whether `baseurl` may be missing, and a slash in front too.
    pub(super) is_loose: bool,
    /// What it leads to, before and after.
    pub(super) faces: (&'s Face, &'s Face),
}

impl Spelling<'_> {
    /// The address after the move; none where its form is not one that can be kept.
    pub(super) fn respell(&self) -> Option<String> {
        let (head, path, tail) = cut(self.text)?;
        let is_relative = head.is_empty() && !path.starts_with('/') && !self.is_loose;
        let joined = decode(&join(if is_relative { self.starts.0 } else { "/" }, path))?;
        let (old, new) = self.faces;
        let plain = joined.strip_prefix('/').unwrap_or(&joined);
        let (inner, has_base) = match below(&joined, self.baseurl) {
            Some(inner) if !self.is_loose || self.baseurl.is_empty() || old.form_of(inner).is_some() => {
                (inner, true)
            }
            _ if self.is_loose => (plain, false),
            _ => return None,
        };
        let inner = new.like(old, inner)?;
        let target = if has_base { format!("{}/{inner}", self.baseurl) } else { format!("/{inner}") };
        let target = if is_relative {
            relative(&target, self.starts.1, path.starts_with("./"))
        } else if path.starts_with('/') || !head.is_empty() {
            target
        } else {
            target.strip_prefix('/').unwrap_or(&target).to_owned()
        };
        Some(format!("{head}{}{tail}", encode(&target, path)))
    }
}

/// An address as scheme and host, path, and query with fragment.
pub(super) fn cut(text: &str) -> Option<(&str, &str, &str)> {
    let head = match Shape::of(text) {
        Shape::Absolute | Shape::ProtocolRelative => {
            let from = text.find("//")? + 2;
            let rest = text.get(from..)?;
            from + rest.find(['/', '?', '#']).unwrap_or(rest.len())
        }
        Shape::RootRelative | Shape::Relative | Shape::Template => 0,
        Shape::Empty | Shape::Fragment | Shape::Scheme => return None,
    };
    let (head, rest) = text.split_at_checked(head)?;
    let (path, tail) = rest.split_at_checked(rest.find(['?', '#']).unwrap_or(rest.len()))?;
    (!path.contains('\\')).then_some((head, path, tail))
}

fn below<'p>(path: &'p str, baseurl: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(baseurl)?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix('/') }
}

/// The shortest relative path from a page to a target; both from the root of the host.
pub(super) fn relative(target: &str, page: &str, has_dot: bool) -> String {
    let mut base: Vec<&str> = page.split('/').skip(1).collect();
    base.pop();
    let parts: Vec<&str> = target.split('/').skip(1).collect();
    let most = base.len().min(parts.len().saturating_sub(1));
    let common = base.iter().zip(&parts).take(most).take_while(|(one, other)| one == other).count();
    let up = base.len() - common;
    let mut path = "../".repeat(up);
    path.push_str(&parts.get(common..).unwrap_or_default().join("/"));
    let first = path.split('/').next().unwrap_or_default();
    if up == 0 && (has_dot || first.is_empty() || first.contains(':')) {
        path.insert_str(0, "./");
    }
    path
}

/// A decoded path as one in an address, each part that also stands in `model` as it is written there.
fn encode(path: &str, model: &str) -> String {
    let known: Vec<(Cow<'_, str>, &str)> =
        model.split('/').map(|part| (decode(part).map_or(Cow::Borrowed(part), Cow::Owned), part)).collect();
    let escapes_letters = model.contains('%') && model.is_ascii();
    let mut out = String::with_capacity(path.len());
    for (at, part) in path.split('/').enumerate() {
        if at > 0 {
            out.push('/');
        }
        match known.iter().find(|(text, _)| text == part) {
            Some((_, written)) => out.push_str(written),
            None => encode_part(part, escapes_letters, &mut out),
        }
    }
    out
}

fn encode_part(part: &str, escapes_letters: bool, out: &mut String) {
    for character in part.chars() {
        let is_plain = character.is_ascii_alphanumeric() || "-._~!$*+;=:@".contains(character);
        if is_plain || (!character.is_ascii() && !escapes_letters && !character.is_whitespace()) {
            out.push(character);
            continue;
        }
        for byte in character.encode_utf8(&mut [0; 4]).bytes() {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// The bytes of a reference with another address in them; none where they hold the old one in a way
/// that cannot be kept. `old` and `new` end alike from the first `?` or `#` on.
pub(super) fn rewrite(raw: &str, old: &str, new: &str) -> Option<String> {
    let inner = raw.trim();
    let around = |text: &str| {
        let start = raw.len() - raw.trim_start().len();
        let end = start + inner.len();
        Some(format!("{}{text}{}", raw.get(..start)?, raw.get(end..)?))
    };
    if inner == old {
        return around(new);
    }
    if inner.contains("{{") || inner.contains("{%") {
        return around(&in_liquid(inner, old, new)?);
    }
    for escapes in [Escapes::Html, Escapes::Markdown] {
        if escapes.resolve(inner) != old {
            continue;
        }
        let (_, _, tail) = cut(old)?;
        let path = new.strip_suffix(tail)?;
        let mut starts = inner.char_indices().map(|(at, _)| at).chain([inner.len()]);
        let start = starts.find(|at| escapes.resolve(inner.get(*at..).unwrap_or_default()) == tail)?;
        return around(&format!("{path}{}", inner.get(start..)?));
    }
    // A part of the address, which something else is put around.
    around(&replaced_part(inner, old, new)?)
}

/// The part of the new address that stands where `part` stands in the old one.
fn replaced_part(part: &str, old: &str, new: &str) -> Option<String> {
    if part.is_empty() {
        return None;
    }
    let mut places = old.rmatch_indices(part);
    places.find_map(|(at, _)| {
        let (before, after) = (old.get(..at)?, old.get(at + part.len()..)?);
        let middle = new.strip_prefix(before)?.strip_suffix(after)?;
        Some(middle.to_owned())
    })
}

/// The same, where Liquid writes some of the address: one text between or in its pieces changes.
fn in_liquid(raw: &str, old: &str, new: &str) -> Option<String> {
    let mut texts: Vec<Span> = Vec::new();
    let mut at = 0;
    for piece in LiquidMap::scan(raw, Span::new(0, raw.len())).pieces() {
        texts.push(Span::new(at, piece.span.start as usize));
        at = piece.span.end as usize;
        if piece.kind == LiquidKind::Output {
            texts.extend(strings(raw.get(piece.span.range())?, piece.span.start as usize));
        }
    }
    texts.push(Span::new(at, raw.len()));
    texts.iter().rev().find_map(|span| {
        let text = replaced_part(raw.get(span.range())?, old, new)?;
        Some(format!("{}{text}{}", raw.get(..span.start as usize)?, raw.get(span.end as usize..)?))
    })
}

/// What stands between quotes in a piece of Liquid that starts at `base` in its file.
pub(super) fn strings(piece: &str, base: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = piece.get(at..).and_then(|rest| rest.find(['"', '\''])) {
        let start = at + open + 1;
        let Some(quote) = piece.as_bytes().get(start - 1).copied() else { break };
        let Some(length) = piece.get(start..).and_then(|rest| rest.find(char::from(quote))) else { break };
        found.push(Span::new(base + start, base + start + length));
        at = start + length + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Face, Spelling, relative, rewrite};

    fn face(output: &str, url: &str) -> Face {
        Face { output: output.to_owned(), url: Some(url.to_owned()) }
    }

    fn respell(text: &str, baseurl: &str) -> String {
        let (old, new) = (face("a b/old/index.html", "a b/old/"), face("c/é/index.html", "c/é/"));
        let starts = (&*format!("{baseurl}/a b/page.html"), &*format!("{baseurl}/a b/page.html"));
        let spelling = Spelling { text, starts, baseurl, is_loose: false, faces: (&old, &new) };
        spelling.respell().unwrap_or_default()
    }

    #[test]
    fn each_form_stays() {
        assert_eq!(respell("/a%20b/old/?x=1#y", ""), "/c/%C3%A9/?x=1#y");
        assert_eq!(respell("/a b/old", ""), "/c/é");
        assert_eq!(respell("old/index.html", ""), "../c/é/index.html");
        assert_eq!(respell("./old/", "/base"), "../c/é/");
        assert_eq!(
            respell("https://lake.example/base/a b/old/#z", "/base"),
            "https://lake.example/base/c/é/#z"
        );
    }

    #[test]
    fn relative_paths_are_short() {
        assert_eq!(relative("/a/b/", "/a/b/", false), "./");
        assert_eq!(relative("/a/b/c", "/a/b/", false), "c");
        assert_eq!(relative("/x/", "/a/b/", false), "../../x/");
        assert_eq!(relative("/a/1:2", "/a/", false), "./1:2");
    }

    #[test]
    fn bytes_around_an_address_stay() {
        assert_eq!(rewrite(" /a/?x&amp;y ", "/a/?x&y", "/b/?x&y").as_deref(), Some(" /b/?x&amp;y "));
        assert_eq!(
            rewrite("{{ site.baseurl }}/a/#x", "/base/a/#x", "/base/b/#x").as_deref(),
            Some("{{ site.baseurl }}/b/#x")
        );
        assert_eq!(
            rewrite("{{ '/a/' | relative_url }}", "/base/a/", "/base/b/").as_deref(),
            Some("{{ '/b/' | relative_url }}")
        );
    }
}
