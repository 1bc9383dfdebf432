//! Old addresses that lead on to new ones: `redirect_from` in the front matter of what moved where the
//! plugin jekyll-redirect-from reads it, else a line in `_redirects` where the site has that file.
//! May not decide what moves.

use std::collections::BTreeMap;

use super::Edits;
use super::spell::Face;
use super::work::Work;
use super::world::Goal;
use super::yaml::{line_end, quoted_if_needed};
use crate::document::front_matter::{Format, Header, Kind, Node, Style};
use crate::document::{Dialect, Document};
use crate::source::{Source, Span};

const FILE: &str = "_redirects";

/// Adds a redirect for every published address that changes; how many.
pub(super) fn add(work: &mut Work<'_>) -> usize {
    let facts = &work.old.survey.site.facts;
    let has_plugin = facts.plugins.iter().any(|one| one == "jekyll-redirect-from");
    let baseurl = facts.baseurl.clone();
    let mut count = 0;
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut lost: Vec<String> = Vec::new();
    for (goal, old, new) in changed(work) {
        let old_address = address(&old);
        let is_taken = work.bare.survey.site.routes().get(&old.output).is_some();
        if is_taken {
            work.notes
                .push(format!("/{old_address} leads to another page now, so that no redirect can be there"));
            continue;
        }
        let by_page = match &goal {
            Goal::File(path) if has_plugin => in_page(work, path, &old_address, &address(&new)),
            _ => false,
        };
        if by_page {
            count += 1;
        } else {
            lines.push((format!("{baseurl}/{old_address}"), format!("{baseurl}/{}", address(&new))));
            lost.push(old_address);
        }
    }
    if lines.is_empty() {
        return count;
    }
    if let Some(source) = work.source(FILE) {
        return count + in_file(work, &source, &lines);
    }
    let why = if has_plugin {
        "jekyll-redirect-from redirects pages with front matter alone, and the site has no `_redirects`"
    } else {
        "the site has neither the plugin jekyll-redirect-from nor a file `_redirects`"
    };
    let shown: Vec<String> = lost.iter().take(3).map(|one| format!("/{one}")).collect();
    let more = lost.len().saturating_sub(shown.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    work.notes.push(format!("no redirect was made from {}{more}: {why}", shown.join(", ")));
    count
}

/// What is published now and will be elsewhere: what it is, and where it is found.
fn changed(work: &Work<'_>) -> Vec<(Goal, Face, Face)> {
    let all = work.old.goals().filter_map(|(goal, old)| {
        let new = work.bare.face(&work.after(goal))?;
        let is_published = match goal {
            Goal::File(path) => work.old.is_published(path) && work.bare.is_published(work.order.after(path)),
            Goal::Page(_) => true,
        };
        (is_published && old.output != new.output).then(|| (goal.clone(), old.clone(), new.clone()))
    });
    let mut all: Vec<(Goal, Face, Face)> = all.collect();
    all.sort_by(|one, other| one.1.output.cmp(&other.1.output));
    all
}

/// The address of a file, without a slash in front.
fn address(face: &Face) -> String {
    face.url.clone().unwrap_or_else(|| {
        let folder =
            face.output.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
        folder.unwrap_or(&face.output).to_owned()
    })
}

/// Adds an old address to the front matter of a page; false where it has none.
fn in_page(work: &mut Work<'_>, path: &str, old: &str, new: &str) -> bool {
    let Some(source) = work.source(path) else { return false };
    let document = Document::parse(&source, Dialect { liquid: false, ..Dialect::JEKYLL });
    let Header::Found(found) = &document.header else { return false };
    let (Ok(tree), Format::Yaml) = (&found.tree, found.format) else { return false };
    let entry = format!("/{old}");
    let pair = tree.get("redirect_from");
    let end = line_end(source.text());
    let (span, text) = match pair.map(|pair| pair.value).filter(|value| !value.is_null()) {
        None if let Some(pair) = pair => {
            let entry = format!("[{}]", quoted_if_needed(&entry, true));
            match (pair.value.span(), after_colon(&source, pair.key.span())) {
                (span, _) if !span.is_empty() => (span, entry),
                (_, Some(at)) => (Span::at(at), format!(" {entry}")),
                _ => return false,
            }
        }
        None => {
            let at = found.content.end as usize;
            let before = source.text().get(..at).unwrap_or_default();
            let start = if before.ends_with('\n') { "" } else { end };
            let entry = quoted_if_needed(&entry, false);
            (Span::at(at), format!("{start}redirect_from:{end}  - {entry}{end}"))
        }
        Some(value) => match addition(&source, value, &entry, &format!("/{new}")) {
            Some(edit) => edit,
            None => return true,
        },
    };
    work.edits.add(path, span, text)
}

/// The byte after the colon of a key.
fn after_colon(source: &Source, key: Span) -> Option<usize> {
    let rest = source.text().get(key.end as usize..)?;
    let colon = rest.find(':').filter(|at| rest.get(..*at).is_some_and(|gap| gap.trim().is_empty()))?;
    Some(key.end as usize + colon + 1)
}

/// Adds an entry to a value of `redirect_from`. The address that the page now has cannot lead to it
/// from elsewhere: the new entry takes its place. None where the entry is there already.
fn addition(source: &Source, value: Node<'_>, entry: &str, current: &str) -> Option<(Span, String)> {
    let same = |node: &Node<'_>, address: &str| {
        node.text().is_some_and(|text| text.trim_matches('/') == address.trim_matches('/'))
    };
    let is_flow = value.style() == Style::Flow;
    if !matches!(value.kind(), Kind::Sequence(_)) {
        if same(&value, entry) {
            return None;
        }
        let new = quoted_if_needed(entry, true);
        if same(&value, current) {
            return Some((value.span(), new));
        }
        return Some((value.span(), format!("[{}, {new}]", source.slice(value.span()))));
    }
    if value.items().any(|item| same(&item, entry)) {
        return None;
    }
    if let Some(item) = value.items().find(|item| same(item, current)) {
        return Some((item.span(), quoted_if_needed(entry, is_flow)));
    }
    let Some(last) = value.items().next_back() else {
        return Some((value.span(), format!("[{}]", quoted_if_needed(entry, true))));
    };
    if is_flow {
        return Some((Span::at(last.span().end as usize), format!(", {}", quoted_if_needed(entry, true))));
    }
    let text = source.text();
    let before = text.get(..last.span().start as usize)?;
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let lead = before.get(line..)?;
    let indent = lead.get(..lead.find('-')? + 1)?;
    let gap = lead.get(indent.len()..)?;
    let at = last.span().end as usize;
    Some((Span::at(at), format!("{}{indent}{gap}{}", line_end(text), quoted_if_needed(entry, false))))
}

/// Adds lines to `_redirects`, and leads its own lines to the new addresses.
fn in_file(work: &mut Work<'_>, source: &Source, lines: &[(String, String)]) -> usize {
    let text = source.text();
    let known: BTreeMap<&str, &str> = lines.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
    let mut edits = Edits::default();
    let mut clash = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let code = line.split('#').next().unwrap_or_default();
        let mut words = code.split_ascii_whitespace();
        let (Some(from), Some(to)) = (words.next(), words.next()) else { continue };
        if lines.iter().any(|(_, new)| new == from) {
            clash.push(Span::new(start, start + code.trim_end().len()));
        }
        if let Some(new) = known.get(to) {
            let offset = to.as_ptr() as usize - text.as_ptr() as usize;
            edits.add(FILE, Span::new(offset, offset + to.len()), *new);
            work.edit(FILE, Span::new(offset, offset + to.len()), (*new).to_owned());
        }
    }
    for span in clash {
        work.block(FILE, span, "this line leads away from the new address");
    }
    let end = line_end(text);
    let mut added = if text.is_empty() || text.ends_with('\n') { String::new() } else { end.to_owned() };
    for (old, new) in lines {
        added.push_str(&format!("{} {} 301{end}", escaped(old), escaped(new)));
    }
    work.edit(FILE, Span::at(text.len()), added);
    lines.len()
}

/// A path without the blanks that would end it.
fn escaped(path: &str) -> String {
    path.replace('%', "%25").replace(' ', "%20").replace('#', "%23")
}
