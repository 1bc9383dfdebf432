//! What becomes of the Liquid in one body, as far as the sources of that document tell: the value of each
//! piece, stretches that no page shows, and the text of an address that Liquid has a part in.
//! May not evaluate anything; the generator does.

use super::given::Given;
use super::{Answer, Text};
use crate::document::liquid::{LiquidMap, LiquidPiece};
use crate::source::Span;

/// A part of an address. The site's index resolves the tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Known text.
    Text(Box<str>),
    /// The address of a post: `{% post_url 2022-01-07-walk %}`.
    PostUrl(Box<str>),
    /// The address of a file: `{% link walk.md %}`.
    Link(Box<str>),
}

/// What a piece of Liquid writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rendition {
    /// This; nothing, for most tags.
    Parts(Vec<Part>),
    /// It cannot be told; why.
    Undecided(Text),
}

/// What becomes of the Liquid in a body.
#[derive(Clone, Debug, Default)]
pub struct Rendering {
    /// One for each piece of the body's [`LiquidMap`].
    pub pieces: Vec<Rendition>,
    /// Stretches that are not rendered, sorted.
    pub dead: Vec<Span>,
    /// Stretches of which it cannot be told whether and how often they are rendered, sorted.
    pub uncertain: Vec<Span>,
    /// Includes that are given values.
    pub uses: Vec<Use>,
}

/// An `include` with parameters.
#[derive(Clone, Debug)]
pub struct Use {
    /// The file, from the folder of the includes.
    pub file: Box<str>,
    /// The name of each parameter and its value.
    pub given: Vec<(Box<str>, Given)>,
    /// Where each value stands, in the same order.
    pub places: Vec<Span>,
}

/// Longer addresses are not put together.
const LONGEST: usize = 4096;

impl Rendering {
    /// The address at `span` of a file's text: its bytes with the values of the Liquid in them, before
    /// escapes of HTML or Markdown are resolved.
    #[must_use]
    pub fn address(&self, file: &str, liquid: &LiquidMap, span: Span) -> Answer<Vec<Part>> {
        let pieces = liquid.within(span);
        let first = pieces
            .first()
            .map_or(0, |first| liquid.pieces().partition_point(|piece| piece.span.start < first.span.start));
        let mut parts = Vec::new();
        let mut at = span.start;
        let mut trims = false;
        for (index, piece) in pieces.iter().enumerate() {
            if !span.contains(piece.span) {
                return Answer::Undecided("a piece of Liquid holds more than the address".into());
            }
            self.push_text(
                file,
                Span { start: at, end: piece.span.start },
                &mut parts,
                (trims, trims_before(file, piece)),
            );
            if !covers(&self.dead, piece.span.start) {
                match self.pieces.get(first + index) {
                    Some(Rendition::Parts(values)) => {
                        for value in values {
                            if let Err(why) = push(value, &mut parts) {
                                return Answer::Undecided(why);
                            }
                        }
                    }
                    Some(Rendition::Undecided(why)) => return Answer::Undecided(why.clone()),
                    None => return Answer::Undecided("what Liquid writes here is not known".into()),
                }
            }
            at = piece.span.end;
            trims = file
                .get(piece.span.range())
                .is_some_and(|text| text.ends_with("-}}") || text.ends_with("-%}"));
        }
        self.push_text(file, Span { start: at, end: span.end }, &mut parts, (trims, false));
        let length: usize =
            parts.iter().map(|part| if let Part::Text(text) = part { text.len() } else { 0 }).sum();
        if length > LONGEST {
            Answer::Undecided("the address is very long".into())
        } else {
            Answer::Known(parts)
        }
    }

    fn push_text(&self, file: &str, span: Span, parts: &mut Vec<Part>, (front, back): (bool, bool)) {
        if span.is_empty() || covers(&self.dead, span.start) {
            return;
        }
        let mut text = file.get(span.range()).unwrap_or_default();
        if front {
            text = text.trim_start();
        }
        if back {
            text = text.trim_end();
        }
        append(text, parts);
    }

    /// Whether it cannot be told how often the byte at an offset is rendered.
    #[must_use]
    pub fn is_uncertain(&self, offset: u32) -> bool {
        covers(&self.uncertain, offset)
    }

    /// Whether the byte at an offset lies in a stretch that is not rendered.
    #[must_use]
    pub fn is_dead(&self, offset: u32) -> bool {
        covers(&self.dead, offset)
    }
}

fn trims_before(file: &str, piece: &LiquidPiece) -> bool {
    file.get(piece.span.range()).is_some_and(|text| text.starts_with("{{-") || text.starts_with("{%-"))
}

fn covers(spans: &[Span], offset: u32) -> bool {
    let at = spans.partition_point(|span| span.end <= offset);
    spans.get(at).is_some_and(|span| span.start <= offset)
}

/// Adds a value, unless the page would be read in another way with it than without.
fn push(value: &Part, parts: &mut Vec<Part>) -> Result<(), Text> {
    let Part::Text(text) = value else {
        parts.push(value.clone());
        return Ok(());
    };
    let is_odd =
        |one: char| one.is_whitespace() || matches!(one, '"' | '\'' | '<' | '>' | '(' | ')' | '\\' | '`');
    if text.contains(is_odd) {
        return Err("the value has characters that mean something to Markdown or HTML".into());
    }
    append(text, parts);
    Ok(())
}

fn append(text: &str, parts: &mut Vec<Part>) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(Part::Text(last)) => {
            let mut joined = String::with_capacity(last.len() + text.len());
            joined.push_str(last);
            joined.push_str(text);
            *last = joined.into_boxed_str();
        }
        _ => parts.push(Part::Text(text.into())),
    }
}
