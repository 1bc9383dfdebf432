//! Addresses that Liquid writes in part, held against what moves: `/tags/{{ tag }}/` may lead to
//! `/tags/lake/` only where `lake` stands in some text of the site. May not read a file.

use std::collections::BTreeMap;

use super::look::{NamedTag, TagName};
use super::names::{Names, key_of};
use super::spell::cut;
use super::work::Work;
use super::world::Lead;
use crate::document::liquid::{LiquidKind, LiquidMap};
use crate::site::{SiteReference, TagKind};
use crate::source::Span;

/// An address that leads to something that has changed if a text is put into it.
pub(super) struct Pattern {
    path: String,
    span: Span,
    text: String,
    /// What it would lead to.
    shown: String,
    /// The text; empty where nothing is missing.
    fill: String,
}

/// Patterns are looked at for so many changes at most, since each is held against each.
const MOST: usize = 2_000;

/// A text with gaps.
struct Gapped {
    literals: Vec<String>,
    starts_open: bool,
    ends_open: bool,
}

/// The addresses that may lead to what has changed; their missing texts are looked out for.
pub(super) fn find(work: &Work<'_>, names: &mut Names) -> Vec<Pattern> {
    let mut found = Vec::new();
    for (at, document) in work.old.documents().iter().enumerate() {
        let undecided =
            work.old.refs(at).filter(|one| matches!(work.old.lead(document, *one), Lead::Undecided(_)));
        for one in undecided {
            if one.reference.liquid.is_none() {
                found.extend(plain(work, names, &document.path, one.reference));
                continue;
            }
            let Some(gapped) = Gapped::read(&one.reference.target) else { continue };
            for changed in names.changed.iter().take(MOST) {
                let address = |inner: &str| format!("/{inner}");
                let Some(fill) = changed.old.all().find_map(|inner| gapped.fill(&address(inner))) else {
                    continue;
                };
                found.push(Pattern {
                    path: document.path.to_string(),
                    span: one.reference.span,
                    text: one.reference.target.to_string(),
                    shown: changed.shown().to_owned(),
                    fill,
                });
            }
        }
        for tag in work.old.tags(at).iter().filter(|tag| tag.is_dynamic()) {
            let gapped = Gapped::read(&tag.name);
            for path in work.order.moves.keys().take(MOST) {
                let Some(name) = tag_name(work, tag, path) else { continue };
                // A name that Liquid writes whole may be any.
                let fill = gapped.as_ref().map_or_else(|| Some(name.clone()), |gapped| gapped.fill(&name));
                let Some(fill) = fill else { continue };
                found.push(Pattern {
                    path: document.path.to_string(),
                    span: tag.span,
                    text: tag.name.to_string(),
                    shown: path.clone(),
                    fill,
                });
            }
        }
    }
    for one in &found {
        names.look_for(&one.fill);
    }
    found
}

/// An address without Liquid of which it cannot be told where it leads: in a layout or an include, or
/// where a plugin may have a page.
fn plain(work: &Work<'_>, names: &Names, path: &str, reference: &SiteReference) -> Option<Pattern> {
    let text = reference.target.to_string();
    let shown = match names.meaning(&text) {
        Some((_, shown)) => shown.to_owned(),
        None => {
            let (old, _) = work.order.slugs.as_ref().filter(|(old, _)| !old.is_empty())?;
            let parts: Vec<String> = cut(&text)?.1.split('/').map(str::to_lowercase).collect();
            let speaks = parts.iter().any(|part| part.starts_with("categor") || part.starts_with("tag"));
            let is_it = |part: &String| part.split('.').next() == Some(old);
            (speaks && parts.iter().any(is_it)).then(|| format!("the page of `{old}`"))?
        }
    };
    Some(Pattern { path: path.to_owned(), span: reference.span, text, shown, fill: String::new() })
}

/// The name by which a kind of tag would find a file.
fn tag_name(work: &Work<'_>, tag: &NamedTag, path: &str) -> Option<String> {
    let site = &work.old.survey.site;
    match tag.kind {
        TagName::Kind(TagKind::Include) => {
            let name = path.strip_prefix(site.additions.includes_dir.as_str())?.strip_prefix('/')?;
            Some(name.to_owned())
        }
        TagName::Kind(TagKind::Link) => Some(path.to_owned()),
        TagName::Kind(TagKind::PostUrl) => {
            let (_, file) = path.split_once("_posts/")?;
            file.rsplit_once('.').map(|(stem, _)| stem.to_owned())
        }
        TagName::Relative => Some(path.rsplit('/').next().unwrap_or(path).to_owned()),
    }
}

/// Leaves to a person the addresses of which the missing text stands somewhere.
pub(super) fn judge(work: &mut Work<'_>, patterns: &[Pattern], evidence: &BTreeMap<String, (String, Span)>) {
    for one in patterns {
        let key = key_of(&one.fill);
        let why = match evidence.get(&key) {
            _ if one.fill.is_empty() => format!("`{}` may lead to {}", one.text, one.shown),
            Some((path, span)) => {
                let line = work.source(path).map_or(1, |source| source.lines().position(span.start).line);
                format!(
                    "`{}` may lead to {}, since `{}` stands in {path}, line {line}",
                    one.text, one.shown, one.fill
                )
            }
            None => continue,
        };
        work.block(&one.path, one.span, why);
    }
}

impl Gapped {
    /// Of an address; none where too little of it is known to tell it from any other.
    fn read(text: &str) -> Option<Self> {
        let mut literals: Vec<String> = vec![String::new()];
        let mut at = 0;
        let mut ends_open = false;
        let mut starts_open = false;
        for piece in LiquidMap::scan(text, Span::new(0, text.len())).pieces() {
            let before = text.get(at..piece.span.start as usize)?;
            if let Some(last) = literals.last_mut() {
                last.push_str(before);
            }
            starts_open |= piece.span.start == 0;
            at = piece.span.end as usize;
            if piece.kind == LiquidKind::Output {
                let inside = super::spell::strings(text.get(piece.span.range())?, piece.span.start as usize);
                let paths = inside.into_iter().filter_map(|span| text.get(span.range()));
                literals.extend(paths.filter(|path| path.contains('/')).map(ToOwned::to_owned));
            }
            literals.push(String::new());
        }
        let rest = text.get(at..)?;
        let cut = rest.find(['?', '#']).unwrap_or(rest.len());
        if let Some(last) = literals.last_mut() {
            last.push_str(rest.get(..cut)?);
            ends_open = last.is_empty();
        }
        let is_enough = literals.iter().any(|one| one.contains(char::is_alphanumeric)) && literals.len() > 1;
        is_enough.then_some(Self { literals, starts_open, ends_open })
    }

    /// What the last gap has to hold to make it an address; none where nothing does.
    fn fill(&self, address: &str) -> Option<String> {
        let mut rest = address;
        let mut fill = "";
        let known = self.literals.iter().filter(|one| !one.is_empty());
        let count = known.clone().count();
        for (at, literal) in known.enumerate() {
            let place = if at + 1 == count && !self.ends_open {
                rest.rfind(literal.as_str())
            } else {
                rest.find(literal.as_str())
            };
            let place = place.filter(|place| at > 0 || self.starts_open || *place == 0)?;
            fill = rest.get(..place)?;
            rest = rest.get(place + literal.len()..)?;
        }
        match (self.ends_open, rest.is_empty()) {
            (true, _) => Some(rest.trim_matches('/').to_owned()),
            (false, true) => Some(fill.trim_matches('/').to_owned()),
            (false, false) => None,
        }
    }
}
