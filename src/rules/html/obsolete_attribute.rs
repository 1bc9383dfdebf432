//! `html/obsolete-attribute`: an attribute that HTML no longer has (HTML 16.2).
//! Decides on the names of the element and the attribute alone.

use crate::rules::prelude::*;

struct ObsoleteAttribute;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ObsoleteAttribute))
}

impl Check for ObsoleteAttribute {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for element in entry.body.starts().filter(|element| element.origin == Origin::Html) {
            for attribute in entry.body.attributes_of(element) {
                if let Some(instead) = replacement(element.name, attribute.name) {
                    let is_zero = entry.body.value(attribute).trim() == "0";
                    sink.report(obsolete(element, attribute, instead, is_zero, entry));
                }
            }
        }
    }
}

fn is_table_part(element: &str) -> bool {
    matches!(
        element,
        "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "col" | "colgroup" | "caption"
    )
}

/// What to write instead. Attributes of obsolete elements are left to `html/obsolete-element`.
fn replacement(element: &str, attribute: &str) -> Option<&'static str> {
    let is_cell = matches!(element, "td" | "th");
    Some(match attribute {
        "align" if is_table_part(element) => "use a style: `text-align`",
        "align" if matches!(element, "img" | "iframe" | "embed" | "object") => {
            "use a style: `float` or `vertical-align`"
        }
        "align"
            if matches!(element, "div" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr" | "legend") =>
        {
            "use a style: `text-align`"
        }
        "valign" if is_table_part(element) => "use a style: `vertical-align`",
        "bgcolor" if is_table_part(element) || element == "body" => "use a style: `background-color`",
        "background" if is_table_part(element) || element == "body" => "use a style: `background-image`",
        "border" if matches!(element, "img" | "object" | "table") => "use a style: `border`",
        "bordercolor" if is_table_part(element) => "use a style: `border-color`",
        "cellpadding" if element == "table" => "use a style for the cells: `padding`",
        "cellspacing" if element == "table" => "use a style: `border-spacing`",
        "frame" | "rules" | "summary" if element == "table" => "use a style sheet, or a caption",
        "width" if is_table_part(element) || matches!(element, "hr" | "pre") => "use a style: `width`",
        "height" if is_table_part(element) => "use a style: `height`",
        "nowrap" if is_cell => "use a style: `white-space: nowrap`",
        "axis" | "char" | "charoff" if is_table_part(element) => "remove it",
        "hspace" | "vspace" if matches!(element, "img" | "embed" | "iframe" | "object") => {
            "use a style: `margin`"
        }
        "lowsrc" | "longdesc" if element == "img" => "use a link beside the image",
        "frameborder" | "marginheight" | "marginwidth" | "scrolling" if element == "iframe" => {
            "use a style sheet"
        }
        "clear" if element == "br" => "use a style: `clear`",
        "noshade" | "size" | "color" if element == "hr" => "use a style sheet",
        "type" | "compact" if matches!(element, "ul" | "li" | "dl") => "use a style: `list-style-type`",
        "compact" if element == "ol" => "use a style sheet",
        "language" if element == "script" => "remove it",
        "alink" | "link" | "text" | "vlink" | "topmargin" | "leftmargin" if element == "body" => {
            "use a style sheet"
        }
        "charset" | "coords" | "rev" | "shape" if element == "a" => "remove it",
        _ => return None,
    })
}

fn obsolete(
    element: &Element<'_>,
    attribute: &Attribute<'_>,
    instead: &'static str,
    is_zero: bool,
    entry: &Entry<'_>,
) -> Report {
    let (name, owner) = (attribute.name, element.name);
    let report =
        Report::new(attribute.span, format!("`{name}` on `<{owner}>` is obsolete: HTML no longer has it"))
            .help(instead);
    // Browsers draw no border around images any more, so that `border="0"` says nothing.
    if is_zero && name == "border" && owner == "img" {
        let start = blank_before(entry, attribute.span);
        return report.fix("remove the attribute", Safety::Safe, start, String::new());
    }
    report
}

/// The attribute with the blanks before it.
fn blank_before(entry: &Entry<'_>, span: Span) -> Span {
    let before = entry.source.text().get(..span.start as usize).unwrap_or_default();
    let kept = before.trim_end_matches([' ', '\t']);
    let is_whole_blank = kept.len() < before.len() && !kept.ends_with(['\n', '\r']);
    Span::new(if is_whole_blank { kept.len() } else { span.start as usize }, span.end as usize)
}
