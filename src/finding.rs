//! What a rule reports, and what the run makes of it: a place, words, and where known a fix.
//! No rule logic and no output format may live here.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::source::{Position, Span};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never fails a run by default.
    Note,
    /// Probably not what the author wants.
    Warning,
    /// Breaks the build, or the page for a reader.
    Error,
}

impl Severity {
    /// The word used in every output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Text of a message: most are fixed, and those are not copied.
pub type Text = Cow<'static, str>;

/// Which file a span belongs to: the index of the entry in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A second place that explains a finding.
#[derive(Clone, Debug)]
pub struct Label {
    /// The file, or `None` for the file of the finding itself.
    pub file: Option<FileId>,
    /// Where.
    pub span: Span,
    /// What is there.
    pub message: Text,
}

/// Whether a fix can change what a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// Keeps the meaning; applied by `--fix`.
    Safe,
    /// May change the meaning; needs the author's eye.
    Unsafe,
}

/// One replacement in the file of the finding.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The bytes to replace; empty for an insertion.
    pub span: Span,
    /// What to put there.
    pub text: String,
}

/// A known answer to a finding.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What the fix does, in a few words.
    pub title: Text,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// What a rule says of one place. It cannot be made without a span and a message.
#[derive(Clone, Debug)]
pub struct Report {
    /// The offending bytes alone: the value, the tag, not the line.
    pub span: Span,
    /// What is wrong and why it matters; starts in lower case, ends without a full stop.
    pub message: Text,
    /// What to do.
    pub help: Option<Text>,
    /// Other places that explain it.
    pub labels: Vec<Label>,
    /// The answer, where it is known. Boxed, since most findings have none.
    pub fix: Option<Box<Fix>>,
    /// A cap on the severity, for the milder forms of what a rule finds.
    pub at_most: Severity,
}

impl Report {
    /// A report on the bytes of `span`.
    pub fn new(span: Span, message: impl Into<Text>) -> Self {
        Self {
            span,
            message: message.into(),
            help: None,
            labels: Vec::new(),
            fix: None,
            at_most: Severity::Error,
        }
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Text>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place in the same file.
    #[must_use]
    pub fn label(mut self, span: Span, message: impl Into<Text>) -> Self {
        self.labels.push(Label { file: None, span, message: message.into() });
        self
    }

    /// Adds a place in another file of the site.
    #[must_use]
    pub fn label_in(mut self, file: FileId, span: Span, message: impl Into<Text>) -> Self {
        self.labels.push(Label { file: Some(file), span, message: message.into() });
        self
    }

    /// Adds a fix that replaces `span` by `text`.
    #[must_use]
    pub fn fix(self, title: impl Into<Text>, safety: Safety, span: Span, text: String) -> Self {
        self.fix_all(title, safety, vec![Edit { span, text }])
    }

    /// Adds a fix of several edits, which must not overlap.
    #[must_use]
    pub fn fix_all(mut self, title: impl Into<Text>, safety: Safety, edits: Vec<Edit>) -> Self {
        self.fix = Some(Box::new(Fix { title: title.into(), safety, edits }));
        self
    }

    /// Caps the severity: this form of the finding is milder than the rule's worst.
    #[must_use]
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.at_most = severity;
        self
    }
}

/// A span with its line and column, in a named file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// Path relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// First character.
    pub start: Position,
    /// The place after the last character.
    pub end: Position,
}

/// A label whose place is resolved.
#[derive(Clone, Debug)]
pub struct PlacedLabel {
    /// Where.
    pub location: Location,
    /// What is there.
    pub message: Text,
}

/// An edit whose place is resolved.
#[derive(Clone, Debug)]
pub struct PlacedEdit {
    /// The bytes to replace.
    pub location: Location,
    /// What to put there.
    pub text: String,
}

/// A fix whose edits are resolved.
#[derive(Clone, Debug)]
pub struct PlacedFix {
    /// What the fix does.
    pub title: Text,
    /// Whether it may be applied without asking.
    pub safety: Safety,
    /// The edits.
    pub edits: Vec<PlacedEdit>,
}

/// A finding, ready for every output.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Id of the rule: `group/name`.
    pub rule: &'static str,
    /// Severity after configuration.
    pub severity: Severity,
    /// What is wrong and why it matters.
    pub message: Text,
    /// What to do.
    pub help: Option<Text>,
    /// The offending bytes.
    pub location: Location,
    /// Other places that explain it.
    pub labels: Vec<PlacedLabel>,
    /// The answer, where it is known.
    pub fix: Option<Box<PlacedFix>>,
}
