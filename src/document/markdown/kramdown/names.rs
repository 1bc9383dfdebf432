//! Which HTML elements kramdown reads how (`Parser::Html::Constants` in its lib/kramdown/parser/html.rb).
//! May not be mixed with HTML's own lists: kramdown knows fewer elements.

/// How the content of an element is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    /// As blocks.
    Block,
    /// As text with spans.
    Span,
    /// As HTML alone.
    Raw,
}

/// The model of an element whose content is to be read as Markdown; unknown elements are raw.
pub(super) fn model(name: &[u8]) -> Model {
    match name {
        b"address" | b"applet" | b"article" | b"aside" | b"blockquote" | b"body" | b"dd" | b"details"
        | b"div" | b"dl" | b"fieldset" | b"figure" | b"figcaption" | b"footer" | b"form" | b"header"
        | b"hgroup" | b"iframe" | b"li" | b"main" | b"map" | b"menu" | b"nav" | b"noscript" | b"object"
        | b"section" | b"summary" | b"td" => Model::Block,
        b"a" | b"abbr" | b"acronym" | b"b" | b"bdo" | b"big" | b"button" | b"cite" | b"caption" | b"del"
        | b"dfn" | b"dt" | b"em" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"i" | b"ins"
        | b"label" | b"legend" | b"optgroup" | b"p" | b"q" | b"rb" | b"rbc" | b"rp" | b"rt" | b"rtc"
        | b"ruby" | b"select" | b"small" | b"span" | b"strong" | b"sub" | b"sup" | b"th" | b"tt" => {
            Model::Span
        }
        _ => Model::Raw,
    }
}

/// Elements of running text: at the start of a line they begin a paragraph, not a block.
pub(super) fn is_span(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr"
            | b"acronym"
            | b"b"
            | b"big"
            | b"bdo"
            | b"br"
            | b"button"
            | b"cite"
            | b"code"
            | b"del"
            | b"dfn"
            | b"em"
            | b"i"
            | b"img"
            | b"input"
            | b"ins"
            | b"kbd"
            | b"label"
            | b"mark"
            | b"option"
            | b"q"
            | b"rb"
            | b"rbc"
            | b"rp"
            | b"rt"
            | b"rtc"
            | b"ruby"
            | b"samp"
            | b"select"
            | b"small"
            | b"span"
            | b"strong"
            | b"sub"
            | b"sup"
            | b"tt"
            | b"u"
            | b"var"
    )
}

/// Elements that kramdown does not allow in running text: their tags are shown as text there.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"applet"
            | b"body"
            | b"blockquote"
            | b"caption"
            | b"col"
            | b"colgroup"
            | b"dd"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"html"
            | b"head"
            | b"iframe"
            | b"legend"
            | b"menu"
            | b"li"
            | b"main"
            | b"map"
            | b"nav"
            | b"ol"
            | b"optgroup"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"tbody"
            | b"td"
            | b"th"
            | b"thead"
            | b"tfoot"
            | b"tr"
            | b"ul"
    )
}

/// Elements that have no content.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"command"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"keygen"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Whether kramdown knows an element (name in lower case): then letter case does not matter.
pub(super) fn is_known(name: &[u8]) -> bool {
    is_span(name)
        || is_block(name)
        || is_void(name)
        || model(name) != Model::Raw
        || matches!(
            name,
            b"script"
                | b"style"
                | b"math"
                | b"option"
                | b"textarea"
                | b"pre"
                | b"code"
                | b"kbd"
                | b"samp"
                | b"var"
        )
}

/// The longest name any of these lists holds.
const LONGEST: usize = 10;

/// A name in the form in which kramdown compares it: lower case if it is known.
#[derive(Clone, Copy)]
pub(super) struct Folded {
    lower: [u8; LONGEST],
    length: usize,
    /// Whether kramdown knows the element.
    pub(super) known: bool,
}

impl Folded {
    /// Folds a name; one that is too long to be known gives an unknown empty name.
    pub(super) fn new(name: &[u8]) -> Self {
        let mut folded = Self { lower: [0; LONGEST], length: 0, known: false };
        if let Some(target) = folded.lower.get_mut(..name.len()) {
            for (to, from) in target.iter_mut().zip(name) {
                *to = from.to_ascii_lowercase();
            }
            folded.length = name.len();
            folded.known = is_known(folded.name());
        }
        folded
    }

    /// The name in lower case.
    pub(super) fn name(&self) -> &[u8] {
        self.lower.get(..self.length).unwrap_or_default()
    }
}
