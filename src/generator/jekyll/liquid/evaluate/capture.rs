//! What a `capture` gathers. May not decide what is rendered.

use std::borrow::Cow;

use super::super::values::{LONGEST, Value};
use super::{Evaluator, Mode};
use crate::document::liquid::{LiquidPiece, markup};
use crate::publication::Text;
use crate::publication::rendering::{Part, Rendition};
use crate::source::Span;

impl<'v> Evaluator<'_, 'v> {
    pub(super) fn open_capture(&mut self, markup: &'v str, start: u32) {
        self.open("capture", Ok(true), start);
        if let Some(frame) = self.frames.last_mut() {
            frame.gathered = Some(Ok(Vec::new()));
            frame.target = markup::capture(markup).unwrap_or_default();
        }
    }

    pub(super) fn close(&mut self, end: u32) {
        self.end_branch(end);
        let Some(frame) = self.frames.pop() else { return };
        self.mode = frame.outer;
        if let Some(gathered) = frame.gathered {
            let value = match gathered {
                Ok(parts) => match <[Part; 1]>::try_from(parts) {
                    Ok([Part::Text(text)]) => Value::Text(Cow::Owned(text.into())),
                    Ok([part]) => Value::Parts(vec![part]),
                    Err(parts) if parts.is_empty() => Value::Text(Cow::Borrowed("")),
                    Err(parts) => Value::Parts(parts),
                },
                Err(why) => Value::Unknown(why),
            };
            self.set(frame.target, value);
        }
    }

    /// The innermost `capture`, and whether the text at hand is surely part of it. Blank text in a block
    /// inside it may be dropped with the block.
    pub(super) fn gatherer(&mut self) -> Option<(&mut Result<Vec<Part>, Text>, bool)> {
        let at = self.frames.iter().rposition(|frame| frame.gathered.is_some())?;
        let is_inner = at + 1 == self.frames.len();
        let frame = self.frames.get_mut(at)?;
        Some((frame.gathered.as_mut()?, is_inner))
    }

    pub(super) fn gather_text(&mut self, piece: LiquidPiece) {
        if self.frames.is_empty() || self.mode == Mode::Dead {
            return;
        }
        let mut text = self.slice(Span { start: self.last, end: piece.span.start.max(self.last) });
        if self.trims {
            text = text.trim_start();
        }
        if self.slice(piece.span).starts_with("{{-") || self.slice(piece.span).starts_with("{%-") {
            text = text.trim_end();
        }
        if text.is_empty() {
            return;
        }
        let is_perhaps = self.is_perhaps_inside();
        let Some((gathered, is_inner)) = self.gatherer() else { return };
        if is_perhaps || (!is_inner && text.trim().is_empty()) || text.len() > LONGEST {
            *gathered = Err("a captured text that is not wholly known".into());
        }
        add(gathered, Part::Text(text.into()));
    }

    /// Whether a block inside the innermost `capture` makes it uncertain that this is rendered.
    pub(super) fn is_perhaps_inside(&self) -> bool {
        let Some(at) = self.frames.iter().rposition(|frame| frame.gathered.is_some()) else { return false };
        let around = self.frames.get(at).map(|frame| &frame.outer);
        let is_inner = at + 1 == self.frames.len();
        matches!(self.mode, Mode::Perhaps(_)) && (around == Some(&Mode::Live) || !is_inner)
    }

    pub(super) fn gather(&mut self, rendition: &Rendition) {
        if self.frames.is_empty() {
            return;
        }
        let is_perhaps = self.is_perhaps_inside();
        let Some((gathered, _)) = self.gatherer() else { return };
        match rendition {
            _ if is_perhaps => *gathered = Err("a captured text that is not wholly known".into()),
            Rendition::Undecided(why) => *gathered = Err(why.clone()),
            Rendition::Parts(parts) => parts.iter().for_each(|part| add(gathered, part.clone())),
        }
    }
}

fn add(gathered: &mut Result<Vec<Part>, Text>, part: Part) {
    let Ok(parts) = gathered else { return };
    let length: usize =
        parts.iter().map(|part| if let Part::Text(text) = part { text.len() } else { 1 }).sum();
    if length > LONGEST || parts.len() > 16 {
        *gathered = Err("a very long text".into());
        return;
    }
    match (parts.last_mut(), part) {
        (Some(Part::Text(last)), Part::Text(more)) => *last = format!("{last}{more}").into_boxed_str(),
        (_, part) => parts.push(part),
    }
}
