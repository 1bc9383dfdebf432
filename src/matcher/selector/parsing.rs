//! The text of a selector to its steps (Selectors Level 4, 17 Grammar). May not match anything.

use super::{
    Compound, Joint, MOST_STEPS, Operator, Relative, Selector, SelectorError, Step, Test, ValueTest,
};

type Parsed<T> = Result<T, SelectorError>;

impl Selector {
    /// # Errors
    /// On what is no selector, and on parts of CSS that are not known here.
    pub(in crate::matcher) fn read(text: &str) -> Parsed<Self> {
        let mut reader = Reader { text, at: 0, relative: Vec::new(), is_in_has: false };
        let (mut steps, mut last) = (Vec::new(), 0_u64);
        loop {
            reader.complex(&mut steps)?;
            if steps.len() > MOST_STEPS {
                return reader.wrong("the selector has more than 64 parts");
            }
            last |= 1 << (steps.len() - 1);
            reader.blanks();
            match reader.peek() {
                None => return Ok(Self::new(steps, last, reader.relative)),
                Some(',') => reader.skip(1),
                Some(other) => return reader.wrong(format!("`{other}` means nothing here")),
            }
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    relative: Vec<Relative>,
    is_in_has: bool,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    fn eat(&mut self, mark: &str) -> bool {
        let is_there = self.rest().starts_with(mark);
        if is_there {
            self.at += mark.len();
        }
        is_there
    }

    fn blanks(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start().len();
        self.at += length;
        length > 0
    }

    fn wrong<T>(&self, message: impl Into<String>) -> Parsed<T> {
        Err(SelectorError { at: self.at.min(self.text.len()), message: message.into() })
    }

    fn complex(&mut self, steps: &mut Vec<Step>) -> Parsed<()> {
        self.blanks();
        steps.push(Step { joint: Joint::Start, compound: self.compound(true)? });
        loop {
            let is_apart = self.blanks();
            let joint = match self.peek() {
                Some('>') => Joint::Child,
                Some('+') => Joint::Next,
                Some('~') => Joint::Later,
                None | Some(',') => return Ok(()),
                Some(_) if is_apart => Joint::Descendant,
                Some(_) => return Ok(()),
            };
            if joint != Joint::Descendant {
                self.skip(1);
                self.blanks();
            }
            steps.push(Step { joint, compound: self.compound(true)? });
        }
    }

    fn compound(&mut self, may_nest: bool) -> Parsed<Compound> {
        let mut compound = Compound::default();
        let start = self.at;
        if !self.eat("*") && self.peek().is_some_and(is_of_name) {
            compound.name = Some(self.name()?.to_ascii_lowercase());
        }
        loop {
            let equals = |name: &str, operator, value| Test::Attribute {
                name: name.to_owned(),
                value: Some(ValueTest { operator, value, ignores_case: false }),
            };
            let test = match self.peek() {
                Some('#') => {
                    self.skip(1);
                    equals("id", Operator::Equals, self.name()?)
                }
                Some('.') => {
                    self.skip(1);
                    equals("class", Operator::Word, self.name()?)
                }
                Some('[') => self.attribute()?,
                Some(':') => self.pseudo(may_nest)?,
                None if self.at == start => return self.wrong("a selector is missing here"),
                Some(_) if self.at == start => return self.wrong("an element is missing here"),
                _ => return Ok(compound),
            };
            compound.tests.push(test);
        }
    }

    fn name(&mut self) -> Parsed<String> {
        let rest = self.rest();
        let length = rest.find(|one| !is_of_name(one)).unwrap_or(rest.len());
        if length == 0 {
            return self.wrong("a name is missing here");
        }
        self.at += length;
        Ok(rest.get(..length).unwrap_or_default().to_owned())
    }

    fn attribute(&mut self) -> Parsed<Test> {
        const OPERATORS: [(&str, Operator); 6] = [
            ("=", Operator::Equals),
            ("~=", Operator::Word),
            ("|=", Operator::Dash),
            ("^=", Operator::Start),
            ("$=", Operator::End),
            ("*=", Operator::Within),
        ];
        self.skip(1);
        self.blanks();
        let name = self.name()?.to_ascii_lowercase();
        self.blanks();
        if self.eat("]") {
            return Ok(Test::Attribute { name, value: None });
        }
        let Some((_, operator)) = OPERATORS.into_iter().find(|(mark, _)| self.eat(mark)) else {
            return self.wrong("write `]`, or one of `=`, `^=`, `$=`, `*=`, `~=`, `|=` and a value");
        };
        self.blanks();
        let value = self.value()?;
        let is_apart = self.blanks();
        let ignores_case = is_apart && (self.eat("i") || self.eat("I"));
        self.blanks();
        if !self.eat("]") {
            return self.wrong("a `]` is missing here");
        }
        Ok(Test::Attribute { name, value: Some(ValueTest { operator, value, ignores_case }) })
    }

    /// A name, or anything between quotes.
    fn value(&mut self) -> Parsed<String> {
        let Some(quote) = self.peek().filter(|one| matches!(one, '"' | '\'')) else { return self.name() };
        let inner = self.rest().get(1..).unwrap_or_default();
        let Some(end) = inner.find(quote) else { return self.wrong("the quote is never closed") };
        self.skip(end + 2);
        Ok(inner.get(..end).unwrap_or_default().to_owned())
    }

    fn pseudo(&mut self, may_nest: bool) -> Parsed<Test> {
        let start = self.at;
        self.skip(1);
        let name = self.name().unwrap_or_default().to_ascii_lowercase();
        let test = match name.as_str() {
            "first-child" => return Ok(Test::NthChild(0, 1)),
            "last-child" => return Ok(Test::NthLastChild(0, 1)),
            "only-child" => {
                return Ok(Test::Is(vec![Compound {
                    name: None,
                    tests: vec![Test::NthChild(0, 1), Test::NthLastChild(0, 1)],
                }]));
            }
            "empty" => return Ok(Test::Empty),
            "nth-child" | "nth-last-child" | "not" | "is" | "has" if !self.eat("(") => {
                return self.wrong(format!("`:{name}` needs something in brackets"));
            }
            "not" | "is" | "has" if self.is_in_has || (!may_nest && name != "has") => {
                self.at = start;
                return self.wrong(format!("`:{name}` cannot stand inside another"));
            }
            "not" => Test::Not(self.list()?),
            "is" => Test::Is(self.list()?),
            "has" => self.has()?,
            "nth-child" => self.nth().map(|(step, from)| Test::NthChild(step, from))?,
            "nth-last-child" => self.nth().map(|(step, from)| Test::NthLastChild(step, from))?,
            _ => {
                self.at = start;
                return self.wrong(format!(
                    "`:{name}` is not known here; there are :not(…), :is(…), :has(…), :empty, :first-child, :last-child, :only-child, :nth-child(…) and :nth-last-child(…)"
                ));
            }
        };
        if self.eat(")") { Ok(test) } else { self.wrong("a `)` is missing here") }
    }

    fn list(&mut self) -> Parsed<Vec<Compound>> {
        let mut list = Vec::new();
        loop {
            self.blanks();
            list.push(self.compound(false)?);
            self.blanks();
            if !self.eat(",") {
                return Ok(list);
            }
        }
    }

    /// What an element holds, or what follows it: each one compound.
    fn has(&mut self) -> Parsed<Test> {
        let mut bits = 0;
        loop {
            self.blanks();
            let joint = match self.peek() {
                Some('>') => Joint::Child,
                Some('+') => Joint::Next,
                Some('~') => Joint::Later,
                _ => Joint::Descendant,
            };
            if joint != Joint::Descendant {
                self.skip(1);
                self.blanks();
            }
            self.is_in_has = true;
            let compound = self.compound(false)?;
            self.is_in_has = false;
            if compound.looks_ahead() {
                return self.wrong("in `:has(…)`, what comes last or is empty cannot be asked");
            }
            if self.relative.len() == MOST_STEPS {
                return self.wrong("the selector has more than 64 parts in `:has(…)`");
            }
            bits |= 1 << self.relative.len();
            self.relative.push(Relative { joint, compound });
            self.blanks();
            if self.eat(",") {
                continue;
            }
            return match self.peek() {
                Some(')') => Ok(Test::Has(bits)),
                _ => self.wrong(
                    "in `:has(…)` stands one element: `:has(img)`, `:has(> img)`, `:has(+ p)`, `:has(~ p)`",
                ),
            };
        }
    }

    /// `odd`, `even`, `3`, `2n+1`, `-n+3` (CSS Syntax, 6 An+B).
    fn nth(&mut self) -> Parsed<(i64, i64)> {
        let rest = self.rest();
        let inner = rest.get(..rest.find(')').unwrap_or(rest.len())).unwrap_or_default();
        let text: String = inner.chars().filter(|one| !one.is_whitespace()).collect();
        let number = |text: &str| match text {
            "" | "+" => Some(1),
            "-" => Some(-1),
            other => other.parse::<i32>().ok().map(i64::from),
        };
        let test = match (text.as_str(), text.split_once('n')) {
            ("odd", _) => Some((2, 1)),
            ("even", _) => Some((2, 0)),
            (_, Some((step, ""))) => number(step).map(|step| (step, 0)),
            (_, Some((step, from))) => {
                number(step).zip(from.parse::<i32>().ok()).map(|(a, b)| (a, i64::from(b)))
            }
            (only, None) => only.parse::<i32>().ok().map(|b| (0, i64::from(b))),
        };
        let Some((step, from)) = test else {
            return self.wrong("write a number, `odd`, `even`, or a step such as `2n+1`");
        };
        self.skip(inner.len());
        Ok((step, from))
    }
}

fn is_of_name(one: char) -> bool {
    one.is_ascii_alphanumeric() || matches!(one, '-' | '_') || !one.is_ascii()
}
