//! The end of a post: the link to where its text comes from, and the links back that follow it.
//! Only trailing paragraphs of links alone are looked at. May not report anything.

mod convention;

use crate::document::{Address, ElementKind, Origin, Role, Shape};
use crate::entry::Entry;
use crate::rules::support::{digest, is_in_code, is_own_host};
use crate::source::Span;

pub(crate) use convention::{Categories, by_file, categories_of, category_key, day_in, names_of_path};

/// The link to where a post's text comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Citation<'e> {
    /// `<https://…>`, alone in its paragraph, to another site.
    Link(Address<'e>),
    /// `<>` or `[]()` in that place.
    Empty(Span),
    /// There is none.
    Absent,
    /// The post is nothing but links, or has such a link in another place.
    Unclear,
}

/// The end of a post.
#[derive(Debug)]
pub(crate) struct Tail<'e> {
    /// Where its text comes from.
    pub(crate) citation: Citation<'e>,
    /// The other links of the last paragraphs.
    pub(crate) back_links: Vec<Address<'e>>,
}

/// How many paragraphs of links may stand at the end.
const MOST_PARAGRAPHS: usize = 6;

/// Whether a file is a post, or stands among the posts though the generator passes over it.
pub(crate) fn is_among_posts(entry: &Entry<'_>) -> bool {
    entry.publication.is_post() || entry.path().split('/').any(|folder| folder == "_posts")
}

/// A number for the posts that readers see together: one `_posts` folder, one language. A post and
/// its translation may well have one title, and one text until it is translated.
pub(crate) fn series(entry: &Entry<'_>) -> u64 {
    let folder = entry.path().split("_posts/").next().unwrap_or_default();
    let language = |key: &str| entry.front_matter().and_then(|tree| tree.get(key)?.value.text());
    let language = language("lang").or_else(|| language("language")).unwrap_or_default();
    digest(digest(3, folder.as_bytes()), language.as_bytes())
}

/// Reads the end of a post.
pub(crate) fn tail<'e>(entry: &'e Entry<'_>) -> Tail<'e> {
    let body = entry.text(entry.body.span);
    let base = entry.body.span.start as usize;
    let mut end = body.len();
    let mut paragraphs = Vec::new();
    let mut is_whole = true;
    while let Some((start, stop)) = last_paragraph(body, end) {
        let span = Span::new(base + start, base + stop);
        let Some(kind) = paragraph(entry, span).filter(|_| paragraphs.len() < MOST_PARAGRAPHS) else {
            is_whole = false;
            break;
        };
        paragraphs.push(kind);
        end = start;
    }
    paragraphs.reverse();
    assemble(entry, paragraphs, is_whole)
}

enum Paragraph<'e> {
    Links(Vec<Address<'e>>),
    Empty(Span),
}

/// The last run of lines that are not blank before `end`, without the blanks around it.
fn last_paragraph(text: &str, end: usize) -> Option<(usize, usize)> {
    let text = text.get(..end)?.trim_end();
    if text.is_empty() {
        return None;
    }
    let mut start = text.len();
    for line in text.split_inclusive('\n').rev() {
        if line.trim().is_empty() {
            break;
        }
        start -= line.len();
    }
    let lead = text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    Some((start + lead, text.len()))
}

/// A paragraph of links alone, or of an empty one.
fn paragraph<'e>(entry: &'e Entry<'_>, span: Span) -> Option<Paragraph<'e>> {
    let text = entry.text(span);
    if is_in_code(entry, span) {
        return None;
    }
    if is_empty_link(text) {
        return Some(Paragraph::Empty(span));
    }
    if text.len() > 4000
        || text.starts_with(['-', '*', '+', '#', '>', '|'])
        || entry.body.liquid.touches(span)
    {
        return None;
    }
    let links = links_within(entry, span)?;
    Some(Paragraph::Links(links))
}

/// `<>`, `<https://>`, `[]()`: what a template writes for a missing address.
fn is_empty_link(text: &str) -> bool {
    let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).map(str::trim);
    let is_autolink = inner.is_some_and(|inner| matches!(inner, "" | "http://" | "https://"));
    is_autolink || matches!(text, "[]()" | "[](<>)")
}

/// The links of a paragraph, if it holds nothing else but marks between them and a short label.
fn links_within<'e>(entry: &'e Entry<'_>, span: Span) -> Option<Vec<Address<'e>>> {
    let elements = &entry.body.elements;
    let from = elements.partition_point(|element| element.span.start < span.start);
    let mut at = span.start;
    let mut rest = String::new();
    let mut open = None;
    let mut count = 0;
    for (index, element) in elements.iter().enumerate().skip(from) {
        if element.span.start >= span.end {
            break;
        }
        let is_link = element.name == "a" && element.kind == ElementKind::Open;
        if element.span.start >= at && open.is_none() && (is_link || element.origin == Origin::Html) {
            rest.push_str(entry.text(Span { start: at, end: element.span.start }));
            at = element.span.end;
            if is_link && element.origin == Origin::Html {
                open = Some(index);
            }
            count += usize::from(is_link);
        } else if element.name == "a" && element.kind == ElementKind::Close && open.take().is_some() {
            at = element.span.end;
        }
    }
    rest.push_str(entry.text(Span { start: at, end: span.end.max(at) }));
    if count == 0 || open.is_some() || !is_between_links(&rest) {
        return None;
    }
    let is_here = |address: &Address<'_>| {
        let element = elements.get(address.element).map(|element| element.span);
        address.role == Role::Link && element.is_some_and(|element| span.contains(element))
    };
    Some(entry.addresses().filter(is_here).collect())
}

/// Marks that separate links, attribute lists, and one label such as `Source:`.
fn is_between_links(text: &str) -> bool {
    const LONGEST_LABEL: usize = 24;
    let mut text = text.trim();
    if let Some((label, rest)) = text.split_once([':', '：'])
        && label.chars().count() <= LONGEST_LABEL
        && !label.contains('{')
    {
        text = rest;
    }
    let mut in_list = false;
    text.chars().all(|one| {
        let was_in_list = in_list;
        in_list = match one {
            '{' => true,
            '}' => return std::mem::replace(&mut in_list, false),
            _ => in_list,
        };
        let is_mark = "｜|·•・‧/,，、–—-_*←→«»‹›()（）[]【】:：".contains(one);
        in_list || was_in_list || one.is_whitespace() || is_mark
    })
}

fn assemble<'e>(entry: &'e Entry<'_>, paragraphs: Vec<Paragraph<'e>>, is_whole: bool) -> Tail<'e> {
    let mut citation = None;
    let mut back_links = Vec::new();
    for paragraph in paragraphs {
        match paragraph {
            Paragraph::Empty(span) if citation.is_none() => citation = Some(Citation::Empty(span)),
            Paragraph::Empty(_) => {}
            Paragraph::Links(links) => match links.as_slice() {
                [link] if citation.is_none() && leads_away(entry, link) => {
                    citation = Some(Citation::Link(*link))
                }
                _ => back_links.extend(links),
            },
        }
    }
    let citation = citation.unwrap_or_else(|| {
        if is_whole || has_link_line(entry) { Citation::Unclear } else { Citation::Absent }
    });
    Tail { citation, back_links }
}

/// Whether a link leads to another site, with a scheme of its own.
fn leads_away(entry: &Entry<'_>, address: &Address<'_>) -> bool {
    let is_web = address.shape == Shape::Absolute && !address.is_liquid;
    is_web && address.host().is_some_and(|host| !host.is_empty() && !is_own_host(entry.site, host))
}

/// Whether a link to another site stands alone on a line anywhere in the post.
fn has_link_line(entry: &Entry<'_>) -> bool {
    let text = entry.source.text();
    entry.addresses().any(|address| {
        let Some(element) = entry.body.elements.get(address.element) else { return false };
        if address.role != Role::Link || element.origin == Origin::Html || !leads_away(entry, &address) {
            return false;
        }
        let before = text.get(..element.span.start as usize).unwrap_or_default();
        let after = text.get(element.span.end as usize..).unwrap_or_default();
        let ends_line = |text: &str| text.is_empty() || text.ends_with('\n');
        let starts_line = |text: &str| text.is_empty() || text.starts_with(['\n', '\r']);
        let blank = [' ', '\t'];
        ends_line(before.trim_end_matches(blank)) && starts_line(after.trim_start_matches(blank))
    })
}
