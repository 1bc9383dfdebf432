//! `html/obsolete-element`: an element that HTML no longer has (HTML 16.2).
//! Decides on the name alone; a fix needs both tags, and nothing in between that is not as it seems.

use rustc_hash::FxHashMap;

use crate::rules::prelude::*;

struct ObsoleteElement;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ObsoleteElement))
}

impl Check for ObsoleteElement {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        let is_obsolete =
            |element: &Element<'_>| element.origin == Origin::Html && replacement(element.name).is_some();
        if !entry.body.starts().any(is_obsolete) {
            return;
        }
        let flawed =
            entry.body.flaws().iter().filter_map(|flaw| entry.body.elements.get(flaw.element as usize));
        let mut flaws: Vec<u32> = flawed.map(|element| element.span.start).collect();
        flaws.sort_unstable();
        let mut ends = ends(entry).into_iter().peekable();
        for (at, element) in entry.body.elements.iter().enumerate() {
            let end = ends.next_if(|(start, _)| *start == at).and_then(|(_, end)| end);
            let is_start = matches!(element.kind, ElementKind::Open | ElementKind::Empty);
            if let Some((instead, still_works)) = replacement(element.name)
                && is_start
                && is_obsolete(element)
            {
                let report = obsolete(element, instead, still_works);
                sink.report(match end.and_then(|end| renamed(entry, &flaws, (element, end))) {
                    Some((name, edits)) => {
                        report.fix_all(format!("make it a `<{name}>`"), Safety::Unsafe, edits)
                    }
                    None => report,
                });
            }
        }
    }
}

/// Of each start tag of an obsolete element, by its place, the end tag; none where one of its kind is
/// inside or around it, or where it is not at a place where a block may stand.
fn ends<'b>(entry: &'b Entry<'_>) -> Vec<(usize, Option<&'b Element<'b>>)> {
    let mut ends: Vec<(usize, Option<&Element<'_>>)> = Vec::new();
    // The place in `ends` and the name of what is open, and whether it is where it may be.
    let mut open: Vec<(usize, &str, bool)> = Vec::new();
    // Of each name, how many are open, and whether there was another inside.
    let mut counts: FxHashMap<&str, (usize, bool)> = FxHashMap::default();
    let mut running: usize = 0;
    for (at, element) in entry.body.elements.iter().enumerate() {
        let is_running = element.origin == Origin::Markdown && is_running_text(element.name);
        match element.kind {
            ElementKind::Open if is_running => running += 1,
            ElementKind::Close if is_running => running = running.saturating_sub(1),
            _ => {}
        }
        if element.origin != Origin::Html || element.is_text || successor(element.name).is_none() {
            continue;
        }
        if element.kind == ElementKind::Open {
            let (count, has_inner) = counts.entry(element.name).or_default();
            *has_inner |= *count > 0;
            *count += 1;
            // A block cannot stand in running text, where this one may have.
            open.push((ends.len(), element.name, element.name != "center" || running == 0));
            ends.push((at, None));
        } else if element.kind == ElementKind::Close
            && let Some((place, name, is_placed)) = open.pop()
        {
            if name != element.name {
                open.clear();
                counts.clear();
                continue;
            }
            let (count, has_inner) = counts.entry(name).or_default();
            if let Some((_, end)) = ends.get_mut(place).filter(|_| is_placed && !*has_inner) {
                *end = Some(element);
            }
            *count = count.saturating_sub(1);
            *has_inner &= *count > 0;
        }
    }
    ends
}

fn is_running_text(name: &str) -> bool {
    matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th" | "dt")
}

/// What browsers show in the same way: an element, and its style.
fn successor(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "acronym" => ("abbr", ""),
        "big" => ("span", "font-size: larger"),
        "center" => ("div", "text-align: center"),
        "nobr" => ("span", "white-space: nowrap"),
        "strike" => ("s", ""),
        _ => return None,
    })
}

/// The edits that make another element of it, unless Liquid or a tag without a partner is in between.
fn renamed(
    entry: &Entry<'_>,
    flaws: &[u32],
    (start, end): (&Element<'_>, &Element<'_>),
) -> Option<(&'static str, Vec<Edit>)> {
    let (name, style) = successor(start.name)?;
    let whole = Span { start: start.span.start, end: end.span.end };
    let flaw = flaws.partition_point(|at| *at < whole.start);
    let is_flawed = flaws.get(flaw).is_some_and(|at| *at < whole.end);
    let has_style = entry.body.attribute(start, "style").is_some();
    if entry.text(whole).contains("{%") || is_flawed || (has_style && !style.is_empty()) {
        return None;
    }
    let length = start.name.len();
    let of =
        |tag: Span, skip: usize| Span::new(tag.start as usize + skip, tag.start as usize + skip + length);
    let style = if style.is_empty() { String::new() } else { format!(" style=\"{style}\"") };
    let edits = vec![
        Edit { span: of(start.span, 1), text: format!("{name}{style}") },
        Edit { span: of(end.span, 2), text: name.to_owned() },
    ];
    let is_name = |edit: &Edit| entry.text(edit.span).eq_ignore_ascii_case(start.name);
    edits.iter().all(is_name).then_some((name, edits))
}

/// What to write instead, and whether browsers still do what the element once meant.
fn replacement(name: &str) -> Option<(&'static str, bool)> {
    Some(match name {
        "acronym" => ("use `<abbr>`", true),
        "applet" => ("use `<object>` or `<embed>`", false),
        "basefont" => ("use a style sheet", false),
        "bgsound" => ("use `<audio>`", false),
        "big" => ("use a style: `font-size: larger`", true),
        "blink" => ("use a style sheet, or nothing", false),
        "center" => ("use a style: `text-align: center`", true),
        "dir" => ("use `<ul>`", true),
        "font" => ("use `<span>` with a style", true),
        "frame" | "frameset" | "noframes" => ("use `<iframe>`, or one page", true),
        "isindex" => ("use `<form>` with `<input>`", false),
        "keygen" => ("use the Web Cryptography API", false),
        "listing" | "xmp" | "plaintext" => ("use `<pre>` with `<code>`", true),
        "marquee" => ("use a style sheet, or nothing", true),
        "menuitem" => ("use a script", false),
        "multicol" => ("use a style: `columns`", false),
        "nextid" => ("remove it", false),
        "nobr" => ("use a style: `white-space: nowrap`", true),
        "noembed" => ("use `<object>`", false),
        "rb" | "rtc" => ("use `<ruby>` with `<rt>`", true),
        "spacer" => ("use a style: `margin`", false),
        "strike" => ("use `<s>` or `<del>`", true),
        "tt" => ("use `<code>`, `<kbd>` or `<samp>`", true),
        _ => return None,
    })
}

fn obsolete(element: &Element<'_>, instead: &'static str, still_works: bool) -> Report {
    let name = element.name;
    let words = if still_works {
        "is obsolete: HTML no longer has it, though browsers still follow it"
    } else {
        "is obsolete: browsers no longer do anything with it"
    };
    Report::new(element.span, format!("`<{name}>` {words}")).help(instead)
}
