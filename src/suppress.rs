//! Comments by which an author sets findings aside, `postlint-ignore RULE: reason`: where they stand,
//! what they say and which bytes each covers. May not know which rules there are or run; who asks says
//! what a name means.

mod hash;
mod index;
mod lines;
mod places;
mod ranges;
mod removal;
mod sheet;
mod syntax;

use crate::document::Document;
use crate::finding::Safety;
use crate::publication::Day;
use crate::source::Span;

use index::Index;
use lines::LineMap;
use places::Place;

/// The word that begins every such comment.
pub const WORD: &str = "postlint-ignore";

/// What a name in a comment means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A rule or a group, and whether all of it looked at this file.
    Known {
        /// Where a part of it did not, nothing is said of a comment that covers nothing.
        has_run: bool,
    },
    /// A rule on these comments, which no comment can set aside.
    OfComments,
    /// `all`: nobody knows what that will be.
    Everything,
    /// Nothing.
    Unknown {
        /// The name that was probably meant.
        nearest: Option<Box<str>>,
    },
}

/// What a comment covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The lines it stands on.
    Line,
    /// The next line that is neither blank nor such a comment alone.
    NextLine,
    /// From its line to that of the comment that ends it.
    Start,
    /// Nothing: it ends a range.
    End,
    /// The whole file.
    File,
}

/// A comment of one file.
#[derive(Clone, Debug)]
pub struct Comment {
    /// The comment with its marks.
    pub span: Span,
    /// Its first word.
    pub word: Span,
    /// What it covers.
    pub scope: Scope,
    /// The rules and groups that it names.
    pub names: Vec<Named>,
    /// The last day on which it counts.
    pub until: Option<Until>,
    /// Why, with single blanks between the words.
    pub reason: Option<Box<str>>,
    /// Whether its last day is over.
    pub is_expired: bool,
    /// What is wrong with its form.
    pub flaws: Vec<Flaw>,
    /// How it is taken away.
    pub removal: Removal,
    /// Of a range: the comments that end it. Of an end: those that it ends.
    pub partners: Vec<usize>,
}

/// A rule or group in a comment.
#[derive(Clone, Debug)]
pub struct Named {
    /// As written.
    pub text: Box<str>,
    /// Its bytes.
    pub span: Span,
    /// What it means.
    pub meaning: Meaning,
    /// What it covers.
    covers: Vec<Span>,
    /// How many findings it set aside.
    pub uses: u32,
    /// Whether a question that it covers has no answer, so that it may be needed.
    pub is_open: bool,
    /// Of a range: whether the comment that ends it names it.
    pub is_ended_by_name: bool,
}

/// The last day on which a comment counts.
#[derive(Clone, Debug)]
pub struct Until {
    /// As written.
    pub text: Box<str>,
    /// Its bytes; those of `until` where nothing follows.
    pub span: Span,
    /// The day, if it is one.
    pub day: Option<Day>,
}

/// What is wrong with the form of a comment.
#[derive(Clone, Debug)]
pub struct Flaw {
    /// What.
    pub kind: FlawKind,
    /// The bytes.
    pub span: Span,
    /// What to put where, if that is known.
    pub fix: Option<(Span, String)>,
}

/// What can be wrong with the form of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlawKind {
    /// Its first word is none of those there are.
    Word,
    /// What follows `until` is no date.
    Date,
    /// Words that are neither a rule nor, after a colon, a reason.
    Words,
    /// It ends a range that nothing began.
    NothingOpen,
    /// The range is never ended.
    NeverEnded,
}

/// How a comment is taken away.
#[derive(Clone, Copy, Debug)]
pub struct Removal {
    /// Its line, or the comment and the blanks beside it.
    pub span: Span,
    /// Whether the page surely stays as it is.
    pub safety: Safety,
}

/// The comments of a file, and what each of them did.
#[derive(Clone, Debug)]
pub struct Suppressions {
    /// In the order of the file.
    pub comments: Vec<Comment>,
    /// Whether every rule could look at all of the file, so that a comment that did nothing is of no use.
    pub is_seen: bool,
    live: Index,
    expired: Index,
}

/// What is asked of the world around a file.
pub struct Context<'a> {
    /// What a name means.
    pub meaning: &'a dyn Fn(&str) -> Meaning,
    /// The day of the build, in the zone of the site.
    pub today: Day,
    /// See [`Suppressions::is_seen`].
    pub is_seen: bool,
}

impl Suppressions {
    /// The comments of a document; `None` where there are none, as nearly everywhere.
    #[must_use]
    pub fn of(document: &Document<'_>, context: &Context<'_>) -> Option<Box<Self>> {
        memchr::memmem::find(document.source.text().as_bytes(), WORD.as_bytes())?;
        let places = places::find(document);
        if places.is_empty() {
            return None;
        }
        let lines = LineMap::new(document, &places);
        let mut comments: Vec<Comment> =
            places.iter().map(|place| comment(document, place, &lines, context)).collect();
        ranges::close(&mut comments, &lines);
        let live = Index::of(&comments, false);
        let expired = Index::of(&comments, true);
        Some(Box::new(Self { comments, is_seen: context.is_seen, live, expired }))
    }

    /// Whether a finding of a rule that starts at a byte is set aside: then the reason, which may be
    /// empty.
    pub fn take(&mut self, rule: &str, offset: u32) -> Option<&str> {
        let Some((comment, name)) = self.live.find(rule, offset) else {
            self.mark(self.expired.find(rule, offset), |named| named.uses += 1);
            return None;
        };
        self.mark(Some((comment, name)), |named| named.uses += 1);
        self.comments.get(comment).map(|one| one.reason.as_deref().unwrap_or_default())
    }

    /// Notes that a question of a rule at a byte has no answer. It stands for those of its whole group
    /// there: a reference of which nothing is known may miss its file, or the case of its letters.
    pub fn leave_open(&mut self, rule: &str, offset: u32) {
        let group = rule.split('/').next().unwrap_or_default();
        for at in self.live.of_group(group, offset).into_iter().chain(self.expired.of_group(group, offset)) {
            self.mark(Some(at), |named| named.is_open = true);
        }
    }

    fn mark(&mut self, found: Option<(usize, usize)>, with: impl FnOnce(&mut Named)) {
        let Some((comment, name)) = found else { return };
        if let Some(named) = self.comments.get_mut(comment).and_then(|one| one.names.get_mut(name)) {
            with(named);
        }
    }
}

impl Named {
    /// Whether it is surely of no use, where every rule could look.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        match self.meaning {
            Meaning::Known { has_run } => has_run && self.uses == 0 && !self.is_open,
            Meaning::OfComments => true,
            Meaning::Everything | Meaning::Unknown { .. } => false,
        }
    }
}

impl Comment {
    /// The bytes of its names, from the first to the last.
    #[must_use]
    pub fn names_span(&self) -> Span {
        match (self.names.first(), self.names.last()) {
            (Some(first), Some(last)) => Span::new(first.span.start as usize, last.span.end as usize),
            _ => self.word,
        }
    }
}

fn comment(document: &Document<'_>, place: &Place, lines: &LineMap<'_>, context: &Context<'_>) -> Comment {
    let said = syntax::read(document.source.text(), place.content, context.meaning);
    let is_expired = said.until.as_ref().and_then(|until| until.day).is_some_and(|day| day < context.today);
    let scope = match said.scope {
        Some(scope) => scope,
        None if lines.is_alone(place.span) => Scope::NextLine,
        None => Scope::Line,
    };
    let covers = lines.covered(place.span, scope, said.scope.is_none());
    let names = said.names.into_iter().map(|(span, meaning)| Named {
        text: document.text(span).into(),
        span,
        meaning,
        covers: covers.clone(),
        uses: 0,
        is_open: false,
        is_ended_by_name: false,
    });
    Comment {
        span: place.span,
        word: said.word,
        scope,
        names: names.collect(),
        until: said.until,
        reason: said.reason,
        is_expired,
        flaws: said.flaws,
        removal: removal::of(document, place.span, lines),
        partners: Vec::new(),
    }
}
