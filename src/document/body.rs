//! The body of a file as one flat stream of elements with spans, whatever parser made them.
//! May not resolve anything: an address is text here.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::document::html::{self, Flaw};
use crate::document::liquid::{LiquidKind, LiquidMap, LiquidPiece};
use crate::document::{Dialect, Markup};
use crate::source::{Source, Span};

/// Who made an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Markdown syntax.
    Markdown,
    /// An HTML tag, in an HTML file or inside Markdown.
    Html,
}

/// What an element of the stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// Begins an element; a [`ElementKind::Close`] of the same name may follow.
    Open,
    /// Ends an element.
    Close,
    /// Begins and ends it at once: a void element, `<br/>`, a Markdown image.
    Empty,
    /// A comment or a declaration: `<!-- … -->`, `{::comment}`.
    Comment,
}

/// Which Markdown syntax made a link or image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSyntax {
    /// `[text](destination)`
    Inline,
    /// `<https://…>`
    Autolink,
    /// `[text][label]`, `[text][]`, `[text]`: the destination stands in the definition, and so do
    /// the bytes of `href` and `title`; several links may share them.
    Reference {
        /// Index into [`Body::definitions`].
        definition: u32,
    },
}

/// One item of the stream. Links are `a` with `href`, images `img` with `src` and `alt`, headings
/// `h1` to `h6`, whichever syntax wrote them.
#[derive(Clone, Debug)]
pub struct Element<'s> {
    /// The element's HTML name in lower case (a custom element keeps the author's letters). Empty for
    /// a comment, `!doctype` for a document type. A name with Liquid in it is kept as written.
    pub name: &'s str,
    /// What it is.
    pub kind: ElementKind,
    /// Who made it.
    pub origin: Origin,
    /// HTML: the tag. Markdown: the whole construct (`[text](destination "title")`) for `Open` and
    /// `Empty`, an empty span at its end for `Close`.
    pub span: Span,
    /// Markdown: the text between the brackets, or of the heading. HTML: empty, but for a comment
    /// what stands in it.
    pub content: Span,
    /// The syntax of a Markdown link or image.
    pub link: Option<LinkSyntax>,
    /// Whether an HTML tag was written with `/>`.
    pub self_closing: bool,
    /// Whether it is a tag that kramdown does not take, and shows as text: an end tag that ends
    /// nothing, or the start tag of a block in running text.
    pub is_text: bool,
    /// Of a heading: whether kramdown reads it inside an HTML element or a footnote, where the parser
    /// for GFM makes it no id and kramdown's own rule does.
    pub is_inside: bool,
    /// Its attributes: a range of [`Body::attributes`].
    attributes: (u32, u32),
}

/// How the bytes of a value become its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// The bytes are the text.
    None,
    /// HTML character references.
    Html,
    /// Markdown: backslashes and character references.
    Markdown,
    /// A mail address between `<` and `>`: the text has `mailto:` before it.
    Mail,
}

impl Escapes {
    /// The text of such bytes.
    #[must_use]
    pub fn resolve(self, raw: &str) -> Cow<'_, str> {
        match self {
            Self::None => Cow::Borrowed(raw),
            Self::Html => html::unescape(raw),
            Self::Markdown => crate::document::markdown::unescape(raw),
            Self::Mail => Cow::Owned(format!("mailto:{raw}")),
        }
    }
}

/// A name and perhaps a value.
#[derive(Clone, Debug)]
pub struct Attribute<'s> {
    /// The name in lower case (an unknown one keeps the author's letters).
    pub name: &'s str,
    /// The bytes of the name; empty for Markdown, which has none.
    pub name_span: Span,
    /// The bytes of the value without quotes; `None` for `<input disabled>`.
    pub value: Option<Span>,
    /// The whole attribute: name, `=`, quotes and value.
    pub span: Span,
    /// How the bytes become text.
    pub escapes: Escapes,
}

/// `[label]: destination "title"`
#[derive(Clone, Debug)]
pub struct Definition<'s> {
    /// The whole definition.
    pub span: Span,
    /// The label without brackets.
    pub label: &'s str,
    /// The destination.
    pub destination: Span,
    /// The title without quotes.
    pub title: Option<Span>,
}

/// `[text][label]` whose label has no definition: it stays text on the page.
#[derive(Clone, Debug)]
pub struct UndefinedReference<'s> {
    /// The whole construct.
    pub span: Span,
    /// The label's bytes.
    pub label_span: Span,
    /// The label.
    pub label: &'s str,
}

/// The mark of a footnote, `[^name]`, whose text is on the page.
#[derive(Clone, Copy, Debug)]
pub struct FootnoteMark {
    /// The mark.
    pub span: Span,
    /// The name.
    pub name: Span,
    /// The definition, `[^name]: text`, whole.
    pub definition: Span,
}

/// How kramdown reads a stretch otherwise than its author most probably meant it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// More than one word after a code fence: it is no fence. The words from the second one on.
    FenceWords,
    /// A code fence that nothing closes: it is no fence. Its marks.
    FenceOpen,
    /// `#Title`: no heading without a blank. The `#`s.
    HashWithoutSpace,
    /// A Markdown link in raw HTML: it is shown as text. The link.
    SleepingLink,
    /// A line of text that a pipe makes a table. The pipe.
    PipeTable,
}

/// A place that kramdown reads otherwise than it looks.
#[derive(Clone, Copy, Debug)]
pub struct Slip {
    /// What it is.
    pub kind: SlipKind,
    /// The bytes that [`SlipKind`] names.
    pub span: Span,
}

/// The stream and its side tables.
#[derive(Debug, Default)]
pub struct Body<'s> {
    /// The bytes of the body.
    pub span: Span,
    /// The stream, in the order of the file.
    pub elements: Vec<Element<'s>>,
    /// The attributes of all elements.
    pub attributes: Vec<Attribute<'s>>,
    /// Reference definitions.
    pub definitions: Vec<Definition<'s>>,
    /// References to nothing.
    pub undefined: Vec<UndefinedReference<'s>>,
    /// Code spans and code blocks, whole.
    pub code: Vec<Span>,
    /// In headings that kramdown reads, the bytes that are no text and no element either: marks of
    /// emphasis, the backslash before what it escapes, attribute lists, marks of footnotes.
    pub marks: Vec<Span>,
    /// The marks of footnotes, in the order in which they are written to the page: those in the texts
    /// of footnotes come last.
    pub footnotes: Vec<FootnoteMark>,
    /// What `{::options key="value" /}` sets for the page: keys and values.
    pub options: Vec<(Span, Span)>,
    /// HTML tags and comments that never end: browsers take everything after them as part of them.
    pub unterminated: Vec<Span>,
    /// Where kramdown's reading would surprise.
    pub slips: Vec<Slip>,
    /// Liquid outputs and tags.
    pub liquid: LiquidMap,
    /// Whether kramdown reads the HTML in it: then every element has to be closed, and an end tag
    /// that ends nothing is shown as text.
    pub is_kramdown: bool,
    flaws: OnceLock<Vec<Flaw>>,
    text: &'s str,
}

impl<'s> Body<'s> {
    /// An empty body, to be filled by a parser.
    #[must_use]
    pub fn new(source: &'s Source, span: Span) -> Self {
        Self { span, text: source.text(), ..Self::default() }
    }

    /// Parses a body.
    #[must_use]
    pub fn parse(source: &'s Source, span: Span, markup: Markup, dialect: Dialect) -> Self {
        let mut body = Self::new(source, span);
        body.is_kramdown = dialect.kramdown && markup == Markup::Markdown;
        if dialect.liquid {
            body.liquid = LiquidMap::scan(source.text(), span);
        }
        match markup {
            Markup::Markdown => crate::document::markdown::parse(&mut body, dialect),
            Markup::Html => html::parse(&mut body, span),
            Markup::Plain => {}
        }
        body
    }

    /// The text of the whole file.
    #[must_use]
    pub fn file_text(&self) -> &'s str {
        self.text
    }

    /// Adds an element with its attributes; they must come in the order of the file.
    pub fn push(&mut self, element: Element<'s>, attributes: impl IntoIterator<Item = Attribute<'s>>) {
        let first = self.attributes.len();
        self.attributes.extend(attributes);
        self.push_with(element, first);
    }

    /// Adds an element whose attributes are those of [`Body::attributes`] from index `first` on.
    pub fn push_with(&mut self, mut element: Element<'s>, first: usize) {
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        element.attributes = (narrow(first), narrow(self.attributes.len()));
        self.elements.push(element);
    }

    /// Puts an element in the place of one that was pushed before its attributes were known: those
    /// of [`Body::attributes`] from index `first` on.
    pub fn set_with(&mut self, index: usize, mut element: Element<'s>, first: usize) {
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        element.attributes = (narrow(first), narrow(self.attributes.len()));
        if let Some(place) = self.elements.get_mut(index) {
            *place = element;
        }
    }

    /// The attributes of an element of this body.
    #[must_use]
    pub fn attributes_of(&self, element: &Element<'s>) -> &[Attribute<'s>] {
        let (start, end) = element.attributes;
        self.attributes.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The first attribute of a name, as HTML counts it.
    #[must_use]
    pub fn attribute(&self, element: &Element<'s>, name: &str) -> Option<&Attribute<'s>> {
        self.attributes_of(element).iter().find(|attribute| attribute.name == name)
    }

    /// The text of a value: character references and escapes resolved.
    #[must_use]
    pub fn value(&self, attribute: &Attribute<'s>) -> Cow<'s, str> {
        let raw = attribute.value.and_then(|span| self.text.get(span.range())).unwrap_or_default();
        attribute.escapes.resolve(raw)
    }

    /// Whether Liquid tags stand in it that neither Liquid nor Jekyll knows: a plugin may read the
    /// text in another way.
    #[must_use]
    pub fn has_plugin_tags(&self) -> bool {
        let is_plugin = |piece: &LiquidPiece| {
            let name = self.text.get(piece.name.range()).unwrap_or_default();
            piece.kind == LiquidKind::Tag && html::is_plugin_tag(name)
        };
        self.liquid.pieces().iter().any(is_plugin)
    }

    /// The HTML tags that have no partner; found when first asked for.
    #[must_use]
    pub fn flaws(&self) -> &[Flaw] {
        self.flaws.get_or_init(|| html::analyse(self))
    }

    /// Elements that begin: `Open` and `Empty`. A tag that is text for kramdown begins none.
    pub fn starts(&self) -> impl Iterator<Item = &Element<'s>> {
        let begins = |kind| matches!(kind, ElementKind::Open | ElementKind::Empty);
        self.elements.iter().filter(move |element| begins(element.kind) && !element.is_text)
    }

    /// Elements of one name that begin.
    pub fn named<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Element<'s>> {
        self.starts().filter(move |element| element.name == name)
    }
}

impl<'s> Element<'s> {
    /// An element without attributes yet; see [`Body::push`].
    #[must_use]
    pub fn new(name: &'s str, kind: ElementKind, origin: Origin, span: Span) -> Self {
        Self {
            name,
            kind,
            origin,
            span,
            content: Span::at(span.end as usize),
            link: None,
            self_closing: false,
            is_text: false,
            is_inside: false,
            attributes: (0, 0),
        }
    }
}
