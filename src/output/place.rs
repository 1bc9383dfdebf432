//! Places in the JSON formats: the same in all of them, since one reader reads them all.
//! May not know what stands there.

use serde::Serialize;

use crate::source::{Position, Span};

/// A place that people and editors find.
#[derive(Serialize)]
pub(crate) struct Place {
    offset: u32,
    line: u32,
    column: u32,
}

impl From<Position> for Place {
    fn from(position: Position) -> Self {
        Self { offset: position.offset, line: position.line, column: position.column }
    }
}

/// From one place up to and without another.
#[derive(Serialize)]
pub(crate) struct Stretch {
    start: Place,
    end: Place,
}

impl Stretch {
    pub(crate) fn new(start: Position, end: Position) -> Self {
        Self { start: start.into(), end: end.into() }
    }
}

/// A span in bytes alone, where no file is read again for lines and columns.
#[derive(Serialize)]
pub(crate) struct Bytes {
    start: u32,
    end: u32,
}

impl From<Span> for Bytes {
    fn from(span: Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}
