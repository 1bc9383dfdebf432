//! What the block structure hands to the span parser: stretches of text and finished pieces, in the
//! order of the file. Definitions must all be known before the first span is read.

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text with spans in it; the HTML element that it makes, if any.
    Text(Wrap),
    /// A heading's text; the index of its [`Heading`].
    Heading(u32),
    /// A code block.
    Code,
    /// A tag that opens an HTML element, or stands alone.
    Tag,
    /// A closing HTML tag.
    Close,
    /// A closing HTML tag that closes nothing: kramdown shows it as text.
    Stray,
    /// `<!-- … -->`
    HtmlComment,
    /// `{::comment}…{:/comment}`
    Comment,
    /// HTML that is written to the page as it stands: `{::nomarkdown}`.
    Raw,
    /// An attribute list; the index of the id it gives.
    Anchor(u32),
    /// A footnote's text: the items of the [`Footnote`] of that index follow.
    Footnote(u32),
}

/// The element around a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrap {
    None,
    Paragraph,
    Cell,
    Term,
}

impl Wrap {
    /// Its HTML name.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Paragraph => Some("p"),
            Self::Cell => Some("td"),
            Self::Term => Some("dt"),
        }
    }
}

/// One item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) kind: Kind,
    pub(super) from: u32,
    pub(super) to: u32,
}

impl Item {
    pub(super) fn new(kind: Kind, from: usize, to: usize) -> Self {
        Self { kind, from: narrow(from), to: narrow(to.max(from)) }
    }
}

/// An offset or index as the tables hold it; files are smaller than 4 GiB.
pub(super) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// From one offset to another.
pub(super) type Range = (usize, usize);

/// A heading.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heading {
    pub(super) level: u8,
    /// The whole construct.
    pub(super) whole: Range,
    /// Its explicit id.
    pub(super) id: Option<Range>,
    /// Whether it stands inside an HTML element or a footnote.
    pub(super) is_inside: bool,
}

/// `[label]: destination "title"`
#[derive(Clone, Copy, Debug)]
pub(super) struct LinkDefinition {
    pub(super) whole: Range,
    pub(super) label: Range,
    pub(super) destination: Range,
    pub(super) title: Option<Range>,
}

/// `[^name]: text`
#[derive(Clone, Copy, Debug)]
pub(super) struct Footnote {
    pub(super) name: Range,
    /// The whole definition.
    pub(super) whole: Range,
    /// Indices of its first item and of the one after its last.
    pub(super) items: Range,
}
