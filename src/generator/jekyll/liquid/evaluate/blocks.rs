//! Blocks: which branch is rendered, and what is left unknown behind one that may not be.
//! May not look at what pieces write.

use std::borrow::Cow;

use super::super::conditions::{decide, equal};
use super::super::values::Value;
use super::{Evaluator, Frame, Mode, Taken};
use crate::document::liquid::condition::Conditions;
use crate::document::liquid::{LiquidKind, LiquidPiece, markup};
use crate::publication::Text;
use crate::source::Span;

/// More names than this that one loop sets are not told apart.
const MAX_NAMES: usize = 64;

impl<'v> Evaluator<'_, 'v> {
    pub(super) fn open(&mut self, name: &'v str, decision: Result<bool, Text>, start: u32) {
        let mode = Self::decided(&self.mode, &decision);
        let outer = std::mem::replace(&mut self.mode, mode);
        let (taken, doubt) = match decision {
            Ok(true) => (Taken::Yes, None),
            Ok(false) => (Taken::No, None),
            Err(why) => (Taken::Perhaps, Some(why)),
        };
        self.frames.push(Frame {
            name,
            outer,
            taken,
            doubt,
            subject: None,
            set: Vec::new(),
            start,
            gathered: None,
            target: "",
        });
    }

    /// The mode of a branch within `outer`, if the decision is this.
    fn decided(outer: &Mode, decision: &Result<bool, Text>) -> Mode {
        match (outer, decision) {
            (Mode::Dead, _) | (_, Ok(false)) => Mode::Dead,
            (outer, Ok(true)) => outer.clone(),
            (Mode::Perhaps(why), Err(_)) => Mode::Perhaps(why.clone()),
            (Mode::Live, Err(why)) => Mode::Perhaps(why.clone()),
        }
    }

    pub(super) fn open_condition(&mut self, name: &'v str, markup: &'v str, start: u32) {
        let mut decision = self.condition(name, markup);
        if name == "unless" {
            decision = decision.map(|holds| !holds);
        }
        self.open(name, decision, start);
    }

    pub(super) fn condition(&self, name: &str, markup: &'v str) -> Result<bool, Text> {
        if self.mode == Mode::Dead && self.frames.last().is_none_or(|frame| frame.outer == Mode::Dead) {
            return Ok(false);
        }
        match Conditions::parse(name, markup) {
            Ok(conditions) => decide(&self.scope, &conditions),
            Err(_) => Err("it cannot be read".into()),
        }
    }

    /// The next branch of the innermost block.
    pub(super) fn branch(&mut self, name: &'v str, markup: &'v str, piece: LiquidPiece) {
        self.end_branch(piece.span.start);
        let Some(frame) = self.frames.last() else { return };
        let is_case = frame.name == "case" && name != "else";
        let decision = match (name, &frame.subject) {
            _ if frame.outer == Mode::Dead => Ok(false),
            // A branch before is rendered; of a `case` more than one may be.
            _ if frame.taken == Taken::Yes && !is_case => Ok(false),
            ("else", _) => Ok(true),
            ("elsif", _) => self.condition(name, markup),
            (_, Some(subject)) => self.matches(subject, markup),
            _ => Err("it belongs to no `case`".into()),
        };
        let decision = match decision {
            Ok(true) if frame.taken == Taken::Perhaps && !is_case => {
                Err("a condition before it is not known".into())
            }
            decision => decision,
        };
        self.mode = Self::decided(&frame.outer, &decision);
        if let Some(frame) = self.frames.last_mut() {
            frame.start = piece.span.end;
            frame.taken = match (frame.taken, &decision) {
                (Taken::Yes, _) | (_, Ok(true)) => Taken::Yes,
                (taken, Ok(false)) => taken,
                (_, Err(_)) => Taken::Perhaps,
            };
            frame.doubt = decision.err();
        }
    }

    pub(super) fn matches(&self, subject: &Value<'v>, markup: &'v str) -> Result<bool, Text> {
        let Ok(values) = markup::when(markup) else { return Err("it cannot be read".into()) };
        // A branch with two values that both fit is rendered twice.
        let mut found = Ok(false);
        for value in values {
            let value = self.scope.evaluate(value);
            if let Value::Unknown(why) = &value {
                return Err(why.clone());
            }
            if let Value::Unknown(why) = subject {
                return Err(why.clone());
            }
            if equal(subject, &value)? {
                if found == Ok(true) {
                    return Err("it is rendered twice".into());
                }
                found = Ok(true);
            }
        }
        found
    }

    pub(super) fn open_loop(&mut self, at: usize, name: &'v str, markup: &'v str, start: u32) {
        let collection = match markup::repeat(markup) {
            Ok(collection) if name == "for" => self.scope.evaluate_cow(&collection),
            _ => Value::unknown("a table"),
        };
        let is_empty = match &collection {
            Value::Nil | Value::Bool(_) | Value::Integer(_) => true,
            Value::Text(text) => text.is_empty(),
            Value::List(_) | Value::Node(_) => collection.items().is_some_and(|items| items.is_empty()),
            _ => false,
        };
        if is_empty {
            return self.open(name, Ok(false), start);
        }
        let why = match collection {
            Value::Unknown(why) => Cow::Owned(format!("a loop over what is not known: {why}")),
            _ => Cow::Borrowed("a loop"),
        };
        self.open(name, Err(why), start);
        if self.mode == Mode::Dead {
            return;
        }
        // What a turn of the loop sets, the next one finds.
        let item = markup.split(|one: char| !one.is_ascii_alphanumeric() && one != '_' && one != '-').next();
        let mut depth = 1_usize;
        let mut names: Vec<&'v str> = item.into_iter().collect();
        for piece in self.pieces.iter().skip(at + 1).filter(|piece| piece.kind == LiquidKind::Tag) {
            match self.slice(piece.name) {
                "for" | "tablerow" => depth += 1,
                "endfor" | "endtablerow" => depth -= 1,
                "assign" => names.extend(markup::assign(self.markup(*piece)).map(|assign| assign.name)),
                "capture" => names.extend(markup::capture(self.markup(*piece))),
                _ => {}
            }
            if depth == 0 || names.len() > MAX_NAMES {
                break;
            }
        }
        if names.len() > MAX_NAMES {
            self.forget("a loop sets many variables");
        }
        for name in names {
            self.scope.variables.insert(name, Value::unknown("a loop sets it"));
            if let Some(frame) = self.frames.last_mut() {
                frame.set.push(name);
            }
        }
    }

    /// Ends the branch at hand: notes what of the text it was, and forgets what it set.
    pub(super) fn end_branch(&mut self, end: u32) {
        let Some(frame) = self.frames.last_mut() else { return };
        let span = Span { start: frame.start, end: end.max(frame.start) };
        match &self.mode {
            Mode::Dead if frame.outer != Mode::Dead => self.rendering.dead.push(span),
            Mode::Perhaps(_) if frame.outer == Mode::Live => self.rendering.uncertain.push(span),
            _ => {}
        }
        let names = std::mem::take(&mut frame.set);
        for name in &names {
            self.scope
                .variables
                .insert(name, Value::unknown("it is set in a block that may not be rendered"));
        }
        // The block around this one may not be rendered either.
        if let Some(outer) = self.frames.len().checked_sub(2).and_then(|at| self.frames.get_mut(at)) {
            outer.set.extend(names);
        }
    }
}
