//! Front matter by JSON Schema (drafts 4 to 2020-12): which schemas hold for a document, what in it they
//! do not allow, and at which bytes. Nothing is ever fetched from the network. May not know of generators.

mod applied;
mod branch;
mod broken;
mod compile;
mod files;
mod fix;
mod format;
mod graph;
mod judge;
mod library;
mod parse;
mod shape;
mod shelf;
mod spot;
mod value;
mod words;

use std::sync::Arc;

use crate::finding::Report;
use crate::source::{Source, Span};

pub use applied::Applied;
pub use compile::Schema;
pub use files::Files;
pub use library::Library;

/// What a schema says of a document.
#[derive(Debug)]
pub enum Verdict {
    /// Something that it does not allow.
    Fault(Report),
    /// What cannot be decided, and why.
    Undecided(Span, &'static str),
}

/// Something in a schema, or in a file that it refers to, that cannot be meant.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes in it.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Why a schema cannot be used.
#[derive(Clone, Debug)]
pub enum Unusable {
    /// The file cannot be read: in words.
    Unread(String),
    /// The file, or one that it refers to, cannot be meant; in the order of the files.
    Broken(Vec<Problem>),
}

impl std::fmt::Display for Unusable {
    /// The first of what is wrong, with its place.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unread(reason) => f.write_str(reason),
            Self::Broken(problems) => {
                let Some(first) = problems.first() else { return f.write_str("it cannot be used") };
                let place = first.source.lines().position(first.span.start);
                write!(f, "{}:{}:{}: {}", first.source.path(), place.line, place.column, first.message)
            }
        }
    }
}
