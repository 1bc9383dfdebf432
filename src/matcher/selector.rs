//! CSS selectors over the stream of elements: their form. Those parts of Selectors Level 4 that a
//! stream can answer while it is read once. May not know of rules.

mod ahead;
mod matching;
mod parsing;
mod walk;

use ahead::Ahead;

/// A list of selectors: what one of them matches is selected.
#[derive(Debug)]
pub(super) struct Selector {
    /// The steps of all of them, one selector after the other.
    steps: Vec<Step>,
    /// Bits of the steps that end a selector.
    last: u64,
    /// Whether every selector is one step that asks the element alone.
    is_flat: bool,
    /// A bit for each name that is selected; all where any may be.
    letters: u64,
    /// Those of all `:has(…)`.
    relative: Vec<Relative>,
    /// Whether it asks for what comes behind an element.
    looks_ahead: bool,
}

/// The most steps of a list: each is a bit.
const MOST_STEPS: usize = 64;

/// One compound selector, and how it hangs on the step before it.
#[derive(Debug)]
struct Step {
    joint: Joint,
    compound: Compound,
}

/// How an element stands to that of the step before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// There is no step before.
    Start,
    /// Somewhere in it: a blank.
    Descendant,
    /// Directly in it: `>`.
    Child,
    /// The next one in the same element: `+`.
    Next,
    /// A later one in the same element: `~`.
    Later,
}

/// Conditions on one element; all of them hold.
#[derive(Debug, Default)]
struct Compound {
    /// Its name in lower case.
    name: Option<String>,
    tests: Vec<Test>,
}

#[derive(Debug)]
enum Test {
    /// `[name]`, `[name=value]` and its like, `#id`, `.class`.
    Attribute { name: String, value: Option<ValueTest> },
    /// `:not(…)`: none of them.
    Not(Vec<Compound>),
    /// `:is(…)`: one of them.
    Is(Vec<Compound>),
    /// `:nth-child(An+B)`; `:first-child` is `1`.
    NthChild(i64, i64),
    /// `:nth-last-child(An+B)`; `:last-child` is `1`.
    NthLastChild(i64, i64),
    /// `:empty`: no element in it, and no text.
    Empty,
    /// `:has(…)`: one of these of the selector's relative ones.
    Has(u64),
}

/// A selector in `:has(…)`: one compound, and how it hangs on the element.
#[derive(Debug)]
struct Relative {
    joint: Joint,
    compound: Compound,
}

/// Where an element stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// Its number among its siblings, from 1.
    nth: i64,
    /// Its index in the stream.
    at: usize,
    /// What those behind it say, where that is asked for.
    ahead: Option<&'a Ahead>,
}

#[derive(Debug)]
struct ValueTest {
    operator: Operator,
    value: String,
    /// Whether `A` is `a`.
    ignores_case: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    /// `=`
    Equals,
    /// `~=`: one of the words.
    Word,
    /// `|=`: it, or it and a hyphen at the start.
    Dash,
    /// `^=`
    Start,
    /// `$=`
    End,
    /// `*=`
    Within,
}

/// What is no selector.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SelectorError {
    /// The byte of the selector at which it shows.
    pub(super) at: usize,
    /// Why.
    pub(super) message: String,
}

impl Compound {
    fn is_structural(&self) -> bool {
        self.tests.iter().any(|test| match test {
            Test::NthChild(..) | Test::NthLastChild(..) | Test::Empty | Test::Has(_) => true,
            Test::Not(inner) | Test::Is(inner) => inner.iter().any(Self::is_structural),
            Test::Attribute { .. } => false,
        })
    }

    fn looks_ahead(&self) -> bool {
        self.tests.iter().any(|test| match test {
            Test::NthLastChild(..) | Test::Empty | Test::Has(_) => true,
            Test::Not(inner) | Test::Is(inner) => inner.iter().any(Self::looks_ahead),
            Test::NthChild(..) | Test::Attribute { .. } => false,
        })
    }
}

impl Selector {
    fn new(steps: Vec<Step>, last: u64, relative: Vec<Relative>) -> Self {
        let is_flat = steps.iter().all(|step| step.joint == Joint::Start && !step.compound.is_structural());
        let ends = steps.iter().enumerate().filter(|(at, _)| last & 1 << at != 0);
        let letters = ends.fold(0, |letters, (_, step)| {
            letters | step.compound.name.as_deref().map_or(u64::MAX, super::subject::letter)
        });
        let looks_ahead = steps.iter().any(|step| step.compound.looks_ahead());
        Self { steps, last, is_flat, letters, relative, looks_ahead }
    }
}
