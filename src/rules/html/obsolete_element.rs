//! `html/obsolete-element`: an element that HTML no longer has (HTML 16.2).
//! Decides on the name alone.

use crate::rules::prelude::*;

struct ObsoleteElement;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ObsoleteElement))
}

impl Check for ObsoleteElement {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for element in entry.body.starts().filter(|element| element.origin == Origin::Html) {
            if let Some((instead, still_works)) = replacement(element.name) {
                sink.report(obsolete(element, instead, still_works));
            }
        }
    }
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
