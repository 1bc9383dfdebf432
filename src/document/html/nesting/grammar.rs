//! What HTML says of its elements' ends: which may be left out, and which start tags imply them.
//! May not look at a document.

/// Elements whose end tag may be left out (HTML 13.1.2.4).
pub(super) fn has_optional_end(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "option"
            | "optgroup"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "colgroup"
            | "rb"
            | "rt"
            | "rtc"
            | "rp"
            | "html"
            | "head"
            | "body"
    )
}

/// Whether a start tag ends an element that is the innermost open one (HTML 13.2.6.4.7 and on).
pub(super) fn is_ended_by(open: &str, start: &str) -> bool {
    let is_cell = matches!(open, "td" | "th");
    let is_head = matches!(open, "caption" | "colgroup");
    match start {
        "li" => open == "li",
        "dt" | "dd" => matches!(open, "dt" | "dd"),
        "p" => open == "p",
        "option" => open == "option",
        "optgroup" => matches!(open, "option" | "optgroup"),
        "td" | "th" => is_cell,
        "tr" => is_cell || is_head || open == "tr",
        "thead" | "tbody" | "tfoot" => {
            is_cell || is_head || matches!(open, "tr" | "thead" | "tbody" | "tfoot")
        }
        "rt" | "rp" | "rb" | "rtc" => matches!(open, "rt" | "rp" | "rb"),
        "body" => open == "head",
        _ => false,
    }
}

/// Whether a start tag that ends such elements also ends a paragraph before them.
pub(super) fn ends_paragraph_in_item(start: &str) -> bool {
    matches!(start, "li" | "dt" | "dd" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot")
}

/// Start tags that end an open paragraph (HTML 13.2.6.4.7: "if there is a p element in button scope").
pub(super) fn ends_paragraph(start: &str) -> bool {
    matches!(
        start,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "xmp"
            | "li"
            | "dd"
            | "dt"
    )
}

/// Elements behind which a paragraph is out of reach (HTML 13.2.4.2, button scope).
pub(super) fn limits_scope(name: &str) -> bool {
    matches!(
        name,
        "applet"
            | "caption"
            | "html"
            | "table"
            | "td"
            | "th"
            | "marquee"
            | "object"
            | "template"
            | "button"
            | "foreignObject"
            | "svg"
            | "math"
    )
}

/// `h1` to `h6`.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements that nobody puts into one of the same name.
pub(super) fn is_never_in_itself(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "a" | "abbr"
                | "b"
                | "big"
                | "center"
                | "cite"
                | "code"
                | "del"
                | "em"
                | "i"
                | "ins"
                | "kbd"
                | "mark"
                | "q"
                | "s"
                | "samp"
                | "small"
                | "span"
                | "strong"
                | "sub"
                | "sup"
                | "tt"
                | "u"
                | "var"
        )
}
