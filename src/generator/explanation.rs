//! Facts of one file, each with its cause and with what would change it: for people who ask why.
//! Worked out only when somebody asks; may not decide anything that a publication does not say.

use std::sync::Arc;

use crate::publication::Text;
use crate::source::Span;

/// Where the cause of a fact stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// These bytes of the file's front matter.
    FrontMatter(Span),
    /// These bytes of the file, outside of what its front matter sets.
    File(Span),
    /// These bytes of its path.
    Path(Span),
    /// `defaults:` of the configuration: a file and its bytes.
    Defaults(Arc<str>, Span),
    /// Another key of the configuration: a file and its bytes.
    Config(Arc<str>, Span),
    /// Another file of the site; the bytes, if some are meant.
    Other(Arc<str>, Option<Span>),
    /// The command line.
    CommandLine,
    /// The generator's own rule.
    Generator,
    /// What this program itself leaves out.
    Walk,
}

/// One fact of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about: `url`.
    pub name: &'static str,
    /// The answer.
    pub value: String,
    /// Where its cause stands.
    pub origin: Origin,
    /// The cause in words, without its place.
    pub because: Text,
    /// What would change it, in words.
    pub change: Option<Text>,
}

impl Fact {
    /// A fact that nothing is said of changing.
    #[must_use]
    pub fn new(
        name: &'static str,
        value: impl Into<String>,
        origin: Origin,
        because: impl Into<Text>,
    ) -> Self {
        Self { name, value: value.into(), origin, because: because.into(), change: None }
    }

    /// The same, with what would change it.
    #[must_use]
    pub fn unless(self, change: impl Into<Text>) -> Self {
        Self { change: Some(change.into()), ..self }
    }
}
