//! Front matter: where it begins and ends, and its text as one tree whatever its format.
//! May not judge it: a missing or broken header is a fact here, and a finding only in a rule.

mod delimiter;
mod diagnosis;
pub mod json;
mod meant;
pub mod scalar;
pub mod toml;
mod tree;
pub mod yaml;

pub use diagnosis::quoted;
pub use tree::{Kind, Node, NodeId, Pair, Style, Tree, TreeBuilder, Typed};

use crate::document::Dialect;
use crate::source::{Encoding, Source, Span};

/// The language of the front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
    /// A JSON object at the start of the file.
    Json,
}

/// What stands at the start of a file.
#[derive(Debug)]
pub enum Header {
    /// No front matter, and nothing that looks like it.
    Absent,
    /// An opening line without a closing one: the whole file is body.
    Unclosed {
        /// The opening line's dashes.
        opening: Span,
        /// A line that was probably meant to close it and does not: indented dashes, four of them,
        /// or dashes with text after them. Its bytes from the start of the line.
        near: Option<Span>,
    },
    /// Something that was meant as front matter, but does not begin at byte 0 or in the right form
    /// (a blank line or space before it, `----`, `--- # comment`): the whole file is body.
    Misplaced {
        /// The opening line's dashes.
        opening: Span,
        /// The bytes that spoil it: what stands before it, or what follows on its line.
        cause: Span,
    },
    /// Front matter.
    Found(FrontMatter),
}

/// Front matter that has a beginning and an end.
#[derive(Debug)]
pub struct FrontMatter {
    /// Its language.
    pub format: Format,
    /// With its delimiters and the line end after them.
    pub span: Span,
    /// The text between the delimiters.
    pub content: Span,
    /// The tree, or why there is none.
    pub tree: Result<Tree, SyntaxError>,
}

impl FrontMatter {
    /// Keys right behind this front matter that a line of dashes ends: a second one, which Jekyll
    /// takes for text.
    #[must_use]
    pub fn second_block(&self, source: &Source) -> Option<Span> {
        meant::second_block(source.text(), self.span.end as usize)
    }
}

/// Front matter that cannot be parsed: in a writer's words, at the probable cause.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// The bytes that cause it, not the place at which the parser gave up.
    pub span: Span,
    /// The cause: `the title holds a colon and a space, which YAML reads as a second key`.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Another place that explains it: where the quote opened.
    pub label: Option<(Span, String)>,
    /// A replacement that makes it parse and keeps the author's meaning, where that is certain.
    pub fix: Option<(Span, String)>,
    /// The parser's own words and line, for those who search for them.
    pub parser: String,
}

impl Header {
    /// The byte at which the body starts.
    #[must_use]
    pub fn body_start(&self, source: &Source) -> usize {
        match self {
            Self::Found(found) => found.span.end as usize,
            _ => source.bom_len(),
        }
    }
}

/// Reads the front matter of a file.
///
/// Delimiters as `YAML_FRONT_MATTER_REGEXP` in Jekyll's `document.rb`:
/// `/\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/m`.
#[must_use]
pub fn read(source: &Source, dialect: Dialect) -> Header {
    if source.encoding() == Encoding::Utf16 {
        return Header::Absent;
    }
    let text = source.text();
    let start = source.bom_len();
    if let Some(found) = (!dialect.yaml_only).then(|| other_formats(text, start)).flatten() {
        return Header::Found(found);
    }
    let Some(fence) = delimiter::yaml(text, start) else { return meant::header(text, start) };
    Header::Found(FrontMatter {
        format: Format::Yaml,
        span: Span::new(start, fence.end),
        content: Span::new(fence.opened, fence.closing),
        tree: yaml::parse(text.get(start..fence.closing).unwrap_or_default(), start),
    })
}

/// TOML between `+++` lines, or a JSON object, as Hugo and Zola read them.
fn other_formats(text: &str, start: usize) -> Option<FrontMatter> {
    if let Some(fence) = delimiter::toml(text, start) {
        let content = Span::new(fence.opened, fence.closing);
        let tree = toml::parse(text.get(content.range()).unwrap_or_default(), fence.opened);
        return Some(FrontMatter { format: Format::Toml, span: Span::new(start, fence.end), content, tree });
    }
    let end = json::end_of_object(text, start)?;
    let content = Span::new(start, end);
    let tree = json::parse(text.get(content.range()).unwrap_or_default(), start);
    let line_end = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |at| end + at + 1);
    let rest_is_blank = text.get(end..line_end).is_some_and(|rest| rest.trim().is_empty());
    let span = Span::new(start, if rest_is_blank { line_end } else { end });
    Some(FrontMatter { format: Format::Json, span, content, tree })
}

/// Whether Jekyll takes a file outside collections for a page: its first line is `---` and white
/// space, from byte 0 on (`Utils.has_yaml_header?` in Jekyll's `utils.rb`, on the raw bytes, so that
/// a byte order mark makes a static file of it). It need not be closed.
#[must_use]
pub fn is_page_header(source: &Source) -> bool {
    source.text().starts_with("---") && delimiter::opened(source.text(), 0).is_some()
}
