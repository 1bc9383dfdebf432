//! Goes through the pieces of one template in order and notes what each writes. A block of which it
//! cannot be told whether it is rendered leaves what it sets unknown behind it. May not read other files.

mod blocks;
mod capture;

use std::borrow::Cow;

use super::filters;
use super::scope::Scope;
use super::values::{LONGEST, Value};
use crate::document::liquid::include::{Argument, Include};
use crate::document::liquid::markup::{self, Output};
use crate::document::liquid::tokens::{Cut, Tokens};
use crate::document::liquid::{LiquidKind, LiquidMap, LiquidPiece};
use crate::publication::Text;
use crate::publication::given::Given;
use crate::publication::rendering::{Part, Rendering, Rendition, Use};
use crate::source::Span;

/// Whether what is read is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Mode {
    Live,
    /// Perhaps, or more than once; why.
    Perhaps(Text),
    Dead,
}

/// Whether one of the branches of a block is rendered, if the block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    No,
    Perhaps,
    Yes,
}

/// A block that is open.
struct Frame<'v> {
    name: &'v str,
    /// The mode around it.
    outer: Mode,
    /// Whether a branch has been taken.
    taken: Taken,
    /// Why it is not known whether the branch at hand is taken.
    doubt: Option<Text>,
    /// What a `case` looks at.
    subject: Option<Value<'v>>,
    /// Names set inside while it is not sure that the branch is rendered.
    set: Vec<&'v str>,
    /// Where the branch began.
    start: u32,
    /// What a `capture` has gathered.
    gathered: Option<Result<Vec<Part>, Text>>,
    target: &'v str,
}

/// How many bytes of values are kept for each byte of the template, and how many in any case.
const KEPT: (usize, usize) = (4, 1 << 16);

/// Includes with more parameters than this are not followed.
const MAX_PARAMETERS: usize = 32;

struct Evaluator<'e, 'v> {
    scope: Scope<'v>,
    text: &'v str,
    pieces: &'e [LiquidPiece],
    frames: Vec<Frame<'v>>,
    mode: Mode,
    rendering: Rendering,
    /// End of the piece before.
    last: u32,
    /// Whether the piece before takes the blanks after it away.
    trims: bool,
    budget: usize,
}

/// What the pieces of a template write; `text` is the whole file.
pub(super) fn evaluate<'v>(scope: Scope<'v>, text: &'v str, liquid: &LiquidMap, body: Span) -> Rendering {
    let pieces = liquid.pieces();
    let mut evaluator = Evaluator {
        scope,
        text,
        pieces,
        frames: Vec::new(),
        mode: Mode::Live,
        rendering: Rendering { pieces: Vec::with_capacity(pieces.len()), ..Rendering::default() },
        last: body.start,
        trims: false,
        budget: text.len().saturating_mul(KEPT.0).saturating_add(KEPT.1),
    };
    for at in 0..pieces.len() {
        let rendition = evaluator.step(at);
        evaluator.rendering.pieces.push(rendition);
    }
    let end = body.end;
    while !evaluator.frames.is_empty() {
        evaluator.close(end);
    }
    evaluator.rendering.dead.sort_unstable();
    evaluator.rendering.uncertain.sort_unstable();
    evaluator.rendering
}

impl<'v> Evaluator<'_, 'v> {
    fn slice(&self, span: Span) -> &'v str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn step(&mut self, at: usize) -> Rendition {
        let nothing = || Rendition::Parts(Vec::new());
        let Some(piece) = self.pieces.get(at).copied() else { return nothing() };
        self.gather_text(piece);
        let rendition = match piece.kind {
            _ if self.mode == Mode::Dead && piece.kind != LiquidKind::Tag => nothing(),
            LiquidKind::Output => self.output(piece),
            LiquidKind::Tag => self.tag(at, piece),
            LiquidKind::Unclosed => Rendition::Undecided("Liquid that does not close".into()),
            LiquidKind::Opaque => self.opaque(piece),
        };
        self.last = piece.span.end;
        self.trims = self.slice(piece.span).ends_with("-}}") || self.slice(piece.span).ends_with("-%}");
        rendition
    }

    fn markup(&self, piece: LiquidPiece) -> &'v str {
        let token = Tokens::new(self.text, piece.span).next().filter(|token| token.cut != Cut::Broken);
        token.map_or("", |token| self.slice(token.markup))
    }

    fn output(&mut self, piece: LiquidPiece) -> Rendition {
        let value = match Output::parse(self.markup(piece)) {
            Ok(output) => self.value(&output),
            Err(_) => Value::unknown("a range that cannot be read"),
        };
        let rendition = self.written(value);
        self.gather(&rendition);
        rendition
    }

    fn value(&self, output: &Output<'v>) -> Value<'v> {
        let mut value = self.scope.evaluate_cow(&output.value);
        for filter in &output.filters {
            if filter.has_keywords {
                return Value::unknown("a filter with named arguments");
            }
            let arguments: Vec<Value<'v>> =
                filter.arguments.iter().map(|text| self.scope.evaluate_cow(text)).collect();
            value = filters::apply(self.scope.jekyll, filter.name, value, &arguments);
        }
        value
    }

    fn written(&mut self, value: Value<'v>) -> Rendition {
        if let Value::Parts(parts) = value {
            return Rendition::Parts(parts);
        }
        let printed = match &value {
            Value::List(_) | Value::Node(_) => {
                value.items().map_or(Err("how a mapping is printed".into()), |items| {
                    items.iter().map(Value::print).collect::<Result<String, _>>().map(Cow::Owned)
                })
            }
            _ => value.print(),
        };
        match printed {
            Err(why) => Rendition::Undecided(why),
            Ok(text) if text.len() > LONGEST || text.len() > self.budget => {
                Rendition::Undecided("a very long text".into())
            }
            Ok(text) if text.is_empty() => Rendition::Parts(Vec::new()),
            Ok(text) => {
                self.budget -= text.len();
                Rendition::Parts(vec![Part::Text(text.as_ref().into())])
            }
        }
    }

    /// `raw` writes what stands in it, `comment` nothing; what `highlight` writes is no address.
    fn opaque(&mut self, piece: LiquidPiece) -> Rendition {
        let rendition = match self.slice(piece.name) {
            "comment" => Rendition::Parts(Vec::new()),
            _ => Rendition::Undecided("text that is not read as Liquid".into()),
        };
        self.gather(&rendition);
        rendition
    }

    fn tag(&mut self, at: usize, piece: LiquidPiece) -> Rendition {
        let name = self.slice(piece.name);
        let markup = self.markup(piece);
        let end = piece.span.end;
        match name {
            "if" | "unless" => self.open_condition(name, markup, end),
            "case" => {
                let subject =
                    markup::case(markup).map_or(Value::unknown("no value"), |text| self.scope.evaluate(text));
                self.open(name, Ok(false), end);
                if let Some(frame) = self.frames.last_mut() {
                    frame.subject = Some(subject);
                }
            }
            "for" | "tablerow" => self.open_loop(at, name, markup, end),
            "ifchanged" => self.open(name, Err("`ifchanged` decides it".into()), end),
            "capture" => self.open_capture(markup, end),
            "elsif" | "else" | "when" => self.branch(name, markup, piece),
            _ if name.starts_with("end") => self.close(piece.span.start),
            _ if self.mode == Mode::Dead => {}
            _ => return self.single(name, markup),
        }
        let frame = self.frames.last().filter(|_| !name.starts_with("end") && self.mode != Mode::Dead);
        let reason = frame.and_then(|frame| frame.doubt.clone());
        reason.map_or(Rendition::Parts(Vec::new()), Rendition::Undecided)
    }

    /// Tags without an end.
    fn single(&mut self, name: &'v str, markup: &'v str) -> Rendition {
        let rendition = match name {
            "assign" => {
                if let Ok(assign) = markup::assign(markup) {
                    let value = self.value(&assign.value);
                    self.set(assign.name, value);
                }
                return Rendition::Parts(Vec::new());
            }
            "post_url" => Rendition::Parts(vec![Part::PostUrl(markup.trim().into())]),
            "link" if !markup.contains(['{', '}']) => {
                Rendition::Parts(vec![Part::Link(markup.trim().into())])
            }
            "link" => Rendition::Undecided("the name of the file is a value itself".into()),
            "break" | "continue" => {
                if matches!(self.mode, Mode::Live) {
                    self.mode = Mode::Perhaps("a `break` or `continue` stands before it".into());
                }
                return Rendition::Parts(Vec::new());
            }
            "include" | "include_relative" => {
                if name == "include" {
                    let used = self.used(markup);
                    self.rendering.uses.extend(used);
                }
                self.forget("an include may set it");
                Rendition::Undecided("an include writes it".into())
            }
            _ => {
                self.forget("a plugin may set it");
                Rendition::Undecided(format!("the tag `{name}` writes it").into())
            }
        };
        self.gather(&rendition);
        rendition
    }

    /// What an include is given; `None` without parameters, and where its name is a value itself.
    fn used(&self, markup: &'v str) -> Option<Use> {
        let include = Include::parse(markup);
        if include.is_dynamic || include.parameters.is_empty() {
            return None;
        }
        let parameters = Include::read(include.parameters).filter(|all| all.len() <= MAX_PARAMETERS)?;
        let base = (include.parameters.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let place = |(start, length): (usize, usize)| Span::new(base + start, base + start + length);
        let places = parameters.iter().map(|one| place(one.place)).collect();
        let value = |value: Argument<'v>| match value {
            Argument::Text(text) => Given::Text(text.as_ref().into()),
            Argument::Variable(path) => match self.scope.evaluate(path) {
                Value::Nil => Given::Nil,
                Value::Parts(parts) => Given::Parts(parts),
                Value::Text(text) if text.len() <= LONGEST => Given::Text(text.as_ref().into()),
                Value::Unknown(why) => Given::Unknown(why),
                _ => Given::Unknown("a value that is no text".into()),
            },
        };
        let given = parameters.into_iter().map(|one| (one.key.into(), value(one.value))).collect();
        Some(Use { file: include.file.into(), given, places })
    }

    /// What an include or a plugin sets is set for the whole page.
    fn forget(&mut self, why: &'static str) {
        for value in self.scope.variables.values_mut() {
            *value = Value::unknown(why);
        }
        self.scope.unset.get_or_insert(why.into());
    }

    fn set(&mut self, name: &'v str, value: Value<'v>) {
        if self.mode == Mode::Dead {
            return;
        }
        if let Mode::Perhaps(_) = self.mode
            && let Some(frame) = self.frames.last_mut()
        {
            frame.set.push(name);
        }
        self.scope.variables.insert(name, value);
    }
}
