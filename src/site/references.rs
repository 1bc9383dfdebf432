//! The references of one document that lead into its own site, with their bytes.
//! May not look anything up. Where Liquid has a part in an address, its text is what the generator says.

pub(super) mod base;
mod css;
mod keys;
pub(super) mod liquid;
mod meta;

use super::SiteReference;
use crate::document::front_matter::{Node, Style, yaml};
use crate::document::reference::Reference;
use crate::document::{Attribute, Element, Markup, Origin};
use crate::entry::Entry;
use crate::publication::{Kind, SiteFacts};
use crate::source::Span;
pub use keys::is_image_key;

/// Elements and the attributes of theirs that name a file, and whether it is an image.
const ATTRIBUTES: [(&str, &str, bool); 17] = [
    ("a", "href", false),
    ("img", "src", true),
    ("img", "srcset", true),
    ("area", "href", false),
    ("source", "srcset", true),
    ("source", "src", false),
    ("video", "src", false),
    ("video", "poster", true),
    ("audio", "src", false),
    ("iframe", "src", false),
    ("embed", "src", false),
    ("object", "data", false),
    ("track", "src", false),
    ("input", "src", true),
    ("form", "action", false),
    ("script", "src", false),
    ("link", "href", false),
];

/// Which addresses are wanted: those that lead home, or those that lead to other hosts.
type Wanted = fn(&str, &SiteFacts) -> bool;

/// The addresses of other hosts that stand in no element of a body: in front matter, data, styles
/// and `<meta>`, in no order.
#[must_use]
pub fn far_references(entry: &Entry<'_>) -> Vec<SiteReference> {
    match entry.publication.kind {
        Kind::Data => return of_data(entry, leads_away),
        _ if is_style_sheet(entry) => return of_style_sheet(entry, leads_away),
        _ => {}
    }
    let mut all = Vec::new();
    for element in entry.body.starts() {
        meta::collect(entry, element, leads_away, &mut all);
    }
    if entry.site.has_generator
        && let Some(tree) = entry.front_matter()
    {
        keys::collect(tree.root(), keys::Place::FrontMatter, (entry.site, leads_away), &mut all);
    }
    all
}

fn leads_away(value: &str, _: &SiteFacts) -> bool {
    let text = value.trim_start();
    text.starts_with("//") || text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"))
}

/// The references of an entry, in the order of the file, each place once.
pub(super) fn collect(entry: &Entry<'_>) -> Vec<SiteReference> {
    match entry.publication.kind {
        Kind::Data => return of_data(entry, leads_home),
        Kind::Page | Kind::Static | Kind::Collection(_) if is_style_sheet(entry) => {
            return of_style_sheet(entry, leads_home);
        }
        _ => {}
    }
    let is_page = entry.publication.url.known().is_some() && !matches!(entry.publication.kind, Kind::Static);
    let is_piece = matches!(entry.publication.kind, Kind::Layout | Kind::Include);
    if !is_page && !is_piece && entry.site.has_generator {
        return Vec::new();
    }
    let mut all: Vec<SiteReference> = Vec::new();
    let rendering = &entry.publication.rendering;
    for element in entry.body.starts() {
        if rendering.is_dead(element.span.start) {
            continue;
        }
        for (name, attribute, image) in ATTRIBUTES {
            if name != element.name {
                continue;
            }
            let Some(attribute) = entry.body.attribute(element, attribute) else { continue };
            let Some(span) = attribute.value else { continue };
            if entry.body.liquid.touches(span) {
                if attribute.name != "srcset" && !is_foreign(element, entry) {
                    all.extend(liquid::reference(entry, element, attribute, span, image));
                }
            } else if attribute.name == "srcset" {
                candidates(entry, span, &mut all);
            } else if !is_foreign(element, entry) {
                add(entry, element, attribute, span, image, &mut all);
            }
        }
        meta::collect(entry, element, leads_home, &mut all);
    }
    if entry.site.has_generator
        && is_page
        && let Some(tree) = entry.front_matter()
    {
        keys::collect(tree.root(), keys::Place::FrontMatter, (entry.site, leads_home), &mut all);
    }
    sort(&mut all);
    all
}

/// Values of a data file, such as the entries of a menu.
fn of_data(entry: &Entry<'_>, wanted: Wanted) -> Vec<SiteReference> {
    let mut all = Vec::new();
    // JSON is YAML, for the loader too; a file that cannot be read refers to nothing.
    if let Ok(tree) = yaml::parse(entry.source.text(), 0) {
        keys::collect(tree.root(), keys::Place::Data, (entry.site, wanted), &mut all);
        sort(&mut all);
    }
    all
}

fn is_style_sheet(entry: &Entry<'_>) -> bool {
    let output = entry.publication.output.known();
    output.is_some_and(|output| output.ends_with(".css")) && entry.document.markup == Markup::Plain
}

/// `url(…)` of a style sheet that is published.
fn of_style_sheet(entry: &Entry<'_>, wanted: Wanted) -> Vec<SiteReference> {
    let span = entry.body.span;
    let mut all = Vec::new();
    for span in css::addresses(entry.text(span), span.start as usize) {
        if !entry.body.liquid.touches(span) && wanted(entry.text(span), entry.site) {
            let target = entry.text(span).into();
            all.push(SiteReference {
                span,
                target,
                image: true,
                markdown: false,
                loose: false,
                liquid: None,
            });
        }
    }
    sort(&mut all);
    all
}

fn sort(all: &mut Vec<SiteReference>) {
    all.sort_by_key(|one| one.span);
    all.dedup_by_key(|one| one.span);
}

/// `<link rel="preconnect">` and the like name a host, not a file; a form that is sent is answered by
/// a program.
fn is_foreign(element: &Element<'_>, entry: &Entry<'_>) -> bool {
    if element.name == "form" {
        let method = entry.body.attribute(element, "method");
        return method.is_some_and(|method| !entry.body.value(method).trim().eq_ignore_ascii_case("get"))
            || entry.body.attributes_of(element).iter().any(|one| one.name.starts_with("data-netlify"));
    }
    if element.name != "link" {
        return false;
    }
    let Some(rel) = entry.body.attribute(element, "rel") else { return true };
    let rel = entry.body.value(rel);
    !rel.split_ascii_whitespace().any(|word| {
        ["stylesheet", "icon", "apple-touch-icon", "manifest", "alternate", "next", "prev", "preload"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
    })
}

fn add(
    entry: &Entry<'_>,
    element: &Element<'_>,
    attribute: &Attribute<'_>,
    span: Span,
    image: bool,
    all: &mut Vec<SiteReference>,
) {
    let value = entry.body.value(attribute);
    if leads_home(&value, entry.site) {
        let markdown = element.origin == Origin::Markdown;
        all.push(SiteReference {
            span,
            target: value.trim().into(),
            image,
            markdown,
            loose: false,
            liquid: None,
        });
    }
}

/// The addresses of a `srcset`: `a.jpg 1x, b.jpg 2x`.
fn candidates(entry: &Entry<'_>, span: Span, all: &mut Vec<SiteReference>) {
    let text = entry.text(span);
    if text.contains('&') || text.starts_with("data:") {
        return;
    }
    let mut at = span.start as usize;
    for part in text.split_inclusive(',') {
        let start = at + part.len() - part.trim_start().len();
        at += part.len();
        let word = part.split_ascii_whitespace().next().unwrap_or_default().trim_end_matches(',');
        if leads_home(word, entry.site) {
            let span = Span::new(start, start + word.len());
            all.push(SiteReference {
                span,
                target: word.into(),
                image: true,
                markdown: false,
                loose: false,
                liquid: None,
            });
        }
    }
}

/// Whether an address leads into the site: a path, or a URL whose host is the site's own.
#[must_use]
pub fn leads_home(value: &str, site: &SiteFacts) -> bool {
    let text = value.trim_start();
    // Browsers take what does not begin with a letter for a path: `(https://…)`.
    let has_scheme = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if (has_scheme || text.starts_with("//")) && !site.own_hosts.iter().any(|host| contains_host(text, host))
    {
        return false;
    }
    match Reference::parse(value) {
        Reference::Relative(local) | Reference::RootRelative(local) => !local.path.is_empty(),
        Reference::Absolute(url) | Reference::ProtocolRelative(url) => {
            let host = url.host_str().unwrap_or_default();
            matches!(url.scheme(), "http" | "https") && site.own_hosts.iter().any(|own| own == host)
        }
        _ => false,
    }
}

/// A cheap look before the address is parsed.
fn contains_host(text: &str, host: &str) -> bool {
    text.as_bytes().windows(host.len().max(1)).take(64).any(|part| part.eq_ignore_ascii_case(host.as_bytes()))
}

/// The bytes of a scalar without its quotes, where they hold its text letter for letter; else all.
fn inside_quotes(value: Node<'_>) -> Span {
    let span = value.span();
    match value.style() {
        Style::SingleQuoted | Style::DoubleQuoted
            if value.text().is_some_and(|text| text.len() + 2 == span.len()) =>
        {
            Span::new(span.start as usize + 1, span.end as usize - 1)
        }
        _ => span,
    }
}
