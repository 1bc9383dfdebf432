//! Where rules put what they find. Severity, order and suppression are decided behind it, once;
//! a rule never sees them.

use crate::finding::{FileId, Report, Text};
use crate::site::Contribution;
use crate::source::Span;

/// Index of a rule in the one list.
pub type RuleIndex = u16;

/// Takes reports, contributions and undecided questions of the rule that is running.
#[derive(Debug)]
pub struct Sink {
    rule: RuleIndex,
    file: FileId,
    /// What was found.
    pub reports: Vec<Reported>,
    /// What rules keep for their look at the whole site.
    pub contributions: Vec<(RuleIndex, Contribution)>,
    /// What could not be decided.
    pub undecided: Vec<Undecided>,
}

/// A report with its rule and file.
#[derive(Debug)]
pub struct Reported {
    /// The rule.
    pub rule: RuleIndex,
    /// The file.
    pub file: FileId,
    /// What it says.
    pub report: Report,
}

/// A question without an answer, and why.
#[derive(Clone, Debug)]
pub struct Undecided {
    /// The rule that asked.
    pub rule: RuleIndex,
    /// The file.
    pub file: FileId,
    /// The bytes in question.
    pub span: Span,
    /// Why it cannot be decided.
    pub reason: Text,
}

impl Sink {
    /// A sink for one file.
    #[must_use]
    pub fn new(file: FileId) -> Self {
        Self { rule: 0, file, reports: Vec::new(), contributions: Vec::new(), undecided: Vec::new() }
    }

    /// Says which rule runs next.
    pub fn start(&mut self, rule: RuleIndex) {
        self.rule = rule;
    }

    /// A finding in the file at hand.
    pub fn report(&mut self, report: Report) {
        self.report_in(self.file, report);
    }

    /// A finding in a file of the site.
    pub fn report_in(&mut self, file: FileId, report: Report) {
        self.reports.push(Reported { rule: self.rule, file, report });
    }

    /// Keeps a fact of this document for [`crate::rules::Check::site`] of the same rule.
    pub fn contribute(&mut self, key: u64, text: Option<&str>, span: Span) {
        let text = text.map(Into::into);
        self.contributions.push((self.rule, Contribution { file: self.file, key, text, span }));
    }

    /// Says that a question has no answer, and why. Never an error; counted, and listed on request.
    pub fn undecided(&mut self, span: Span, reason: impl Into<Text>) {
        self.undecided_in(self.file, span, reason);
    }

    /// The same for a file of the site.
    pub fn undecided_in(&mut self, file: FileId, span: Span, reason: impl Into<Text>) {
        self.undecided.push(Undecided { rule: self.rule, file, span, reason: reason.into() });
    }
}
