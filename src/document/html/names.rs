//! Names that HTML knows: their spelling in lower case, and which elements are void.
//! May not judge: whether a name is good is a rule's question.

/// An element's name in lower case, or as written where HTML does not know it.
#[must_use]
pub fn element(name: &str) -> &str {
    normal(name, ELEMENTS)
}

/// An attribute's name in lower case, or as written where HTML does not know it.
#[must_use]
pub fn attribute(name: &str) -> &str {
    normal(name, ATTRIBUTES)
}

fn normal<'n>(name: &'n str, known: &'static [&'static str]) -> &'n str {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return name;
    }
    known.iter().find(|one| one.eq_ignore_ascii_case(name)).copied().unwrap_or(name)
}

/// Whether an element never has content or an end tag (HTML 13.1.2; with the obsolete ones the
/// tree builder treats so, 13.2.6.4.7).
#[must_use]
pub fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element stands on its own between paragraphs (kramdown's `HTML_BLOCK_ELEMENTS`, with
/// those that HTML has got since).
#[must_use]
pub fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

#[rustfmt::skip]
static BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "body", "caption", "center", "col", "colgroup", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "p",
    "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
];

/// Whether HTML knows an element of that name (in lower case), obsolete ones included.
#[must_use]
pub fn is_known(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok()
}

/// Whether an attribute is an event handler (HTML 8.1.8.2): `onclick`.
#[must_use]
pub fn is_event_handler(name: &str) -> bool {
    name.starts_with("on") && ATTRIBUTES.binary_search(&name).is_ok()
}

/// Whether an element of that name is SVG's or MathML's and not HTML's.
#[must_use]
pub fn is_foreign(name: &str) -> bool {
    FOREIGN.binary_search(&name).is_ok()
}

/// Elements of SVG 2 and MathML Core with the letters they are written with, sorted.
#[rustfmt::skip]
static FOREIGN: &[&str] = &[
    "animate", "animateMotion", "animateTransform", "annotation", "annotation-xml", "circle", "clipPath",
    "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
    "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge",
    "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight",
    "feTile", "feTurbulence", "filter", "foreignObject", "g", "line", "linearGradient", "maction", "marker",
    "mask", "merror", "metadata", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mpath",
    "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup",
    "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "path", "pattern", "polygon",
    "polyline", "radialGradient", "rect", "semantics", "set", "stop", "switch", "symbol", "text",
    "textPath", "tspan", "use", "view",
];

/// HTML section 4 and the obsolete elements of 16.2, sorted.
#[rustfmt::skip]
static ELEMENTS: &[&str] = &[
    "a", "abbr", "acronym", "address", "applet", "area", "article", "aside", "audio", "b", "base",
    "basefont", "bdi", "bdo", "bgsound", "big", "blink", "blockquote", "body", "br", "button", "canvas",
    "caption", "center", "cite", "code", "col", "colgroup", "data", "datalist", "dd", "del", "details",
    "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure", "font",
    "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup",
    "hr", "html", "i", "iframe", "image", "img", "input", "ins", "isindex", "kbd", "keygen", "label",
    "legend", "li", "link", "listing", "main", "map", "mark", "marquee", "math", "menu", "menuitem", "meta",
    "meter", "multicol", "nav", "nextid", "nobr", "noembed", "noframes", "noscript", "object", "ol",
    "optgroup", "option", "output", "p", "param", "picture", "plaintext", "pre", "progress", "q", "rb",
    "rp", "rt", "rtc", "ruby", "s", "samp", "script", "search", "section", "select", "slot", "small",
    "source", "spacer", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt",
    "u", "ul", "var", "video", "wbr", "xmp",
];

/// HTML's index of attributes, the event handlers, and the obsolete ones of 16.2.
#[rustfmt::skip]
static ATTRIBUTES: &[&str] = &[
    "abbr", "accept", "accept-charset", "accesskey", "action", "align", "alink", "allow", "allowfullscreen",
    "alt", "archive", "async", "autocapitalize", "autocomplete", "autofocus", "autoplay", "axis",
    "background", "behavior", "bgcolor", "border", "bordercolor", "bottommargin", "cellpadding",
    "cellspacing", "char", "charoff", "charset", "checked", "cite", "class", "classid", "clear", "code",
    "codebase", "codetype", "color", "cols", "colspan", "compact", "content", "contenteditable", "controls",
    "coords", "crossorigin", "data", "datetime", "declare", "decoding", "default", "defer", "dir",
    "direction", "dirname", "disabled", "download", "draggable", "enctype", "enterkeyhint", "event", "face",
    "fetchpriority", "for", "form", "formaction", "formenctype", "formmethod", "formnovalidate",
    "formtarget", "frame", "frameborder", "headers", "height", "hidden", "high", "href", "hreflang",
    "hspace", "http-equiv", "id", "imagesizes", "imagesrcset", "inert", "inputmode", "integrity", "is",
    "ismap", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "kind", "label", "lang", "language",
    "leftmargin", "link", "list", "loading", "longdesc", "loop", "low", "lowsrc", "manifest",
    "marginheight", "marginwidth", "max", "maxlength", "media", "method", "min", "minlength", "multiple",
    "muted", "name", "nohref", "nomodule", "nonce", "noshade", "novalidate", "nowrap", "onabort",
    "onafterprint", "onauxclick", "onbeforeinput", "onbeforematch", "onbeforeprint", "onbeforetoggle",
    "onbeforeunload", "onblur", "oncancel", "oncanplay", "oncanplaythrough", "onchange", "onclick",
    "onclose", "oncontextlost", "oncontextmenu", "oncontextrestored", "oncopy", "oncuechange", "oncut",
    "ondblclick", "ondrag", "ondragend", "ondragenter", "ondragleave", "ondragover", "ondragstart",
    "ondrop", "ondurationchange", "onemptied", "onended", "onerror", "onfocus", "onformdata",
    "onhashchange", "oninput", "oninvalid", "onkeydown", "onkeypress", "onkeyup", "onlanguagechange",
    "onload", "onloadeddata", "onloadedmetadata", "onloadstart", "onmessage", "onmessageerror",
    "onmousedown", "onmouseenter", "onmouseleave", "onmousemove", "onmouseout", "onmouseover", "onmouseup",
    "onmousewheel", "onoffline", "ononline", "onpagehide", "onpagereveal", "onpageshow", "onpageswap",
    "onpaste", "onpause", "onplay", "onplaying", "onpointerdown", "onpointermove", "onpointerup",
    "onpopstate", "onprogress", "onratechange", "onrejectionhandled", "onreset", "onresize", "onscroll",
    "onscrollend", "onsecuritypolicyviolation", "onseeked", "onseeking", "onselect", "onslotchange",
    "onstalled", "onstorage", "onsubmit", "onsuspend", "ontimeupdate", "ontoggle", "ontouchcancel",
    "ontouchend", "ontouchmove", "ontouchstart", "onunhandledrejection", "onunload", "onvolumechange",
    "onwaiting", "onwheel", "open", "optimum", "pattern", "ping", "placeholder", "playsinline", "popover",
    "popovertarget", "popovertargetaction", "poster", "preload", "profile", "prompt", "property",
    "readonly", "referrerpolicy", "rel", "required", "rev", "reversed", "rightmargin", "role", "rows",
    "rowspan", "rules", "sandbox", "scheme", "scope", "scoped", "scrolling", "selected", "shadowrootmode",
    "shape", "size", "sizes", "slot", "span", "spellcheck", "src", "srcdoc", "srclang", "srcset", "standby",
    "start", "step", "style", "summary", "tabindex", "target", "text", "title", "topmargin", "translate",
    "type", "typemustmatch", "usemap", "valign", "value", "valuetype", "version", "vlink", "vspace",
    "width", "wrap", "writingsuggestions", "xmlns",
];
