//! What a comment says: `postlint-ignore[-SCOPE] RULE[, RULE…] [until DATE][: reason]`.
//! May not know where it stands.

use super::{Flaw, FlawKind, Meaning, Scope, Until, WORD};
use crate::publication::Day;
use crate::source::Span;
use crate::text::nearest;

/// What a comment says.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) word: Span,
    /// As the word says it, if it does.
    pub(super) scope: Option<Scope>,
    pub(super) names: Vec<(Span, Meaning)>,
    pub(super) until: Option<Until>,
    pub(super) reason: Option<Box<str>>,
    pub(super) flaws: Vec<Flaw>,
}

/// The endings of the word, and what each covers.
const SCOPES: [(&str, Scope); 5] = [
    ("-line", Scope::Line),
    ("-next-line", Scope::NextLine),
    ("-start", Scope::Start),
    ("-end", Scope::End),
    ("-file", Scope::File),
];

/// Reads the text of a comment from its word on.
pub(super) fn read(text: &str, content: Span, meaning: &dyn Fn(&str) -> Meaning) -> Said {
    let mut reader =
        Reader { text, at: content.start as usize, end: content.end as usize, said: Said::default() };
    reader.word();
    if !reader.said.flaws.is_empty() {
        return reader.said;
    }
    reader.names(meaning);
    reader.until();
    reader.reason();
    reader.said
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    said: Said,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// Steps over blanks and line ends.
    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The next run of letters that are neither blank, comma nor colon.
    fn token(&self) -> Span {
        let rest = self.rest();
        let length =
            rest.find(|one: char| one.is_whitespace() || one == ',' || one == ':').unwrap_or(rest.len());
        Span::new(self.at, self.at + length)
    }

    fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn word(&mut self) {
        let word = self.token();
        self.at = word.end as usize;
        self.said.word = word;
        let ending = self.slice(word).get(WORD.len()..).unwrap_or_default();
        let known = SCOPES.iter().find(|(name, _)| *name == ending);
        self.said.scope = known.map(|(_, scope)| *scope);
        if known.is_none() && !ending.is_empty() {
            let near = nearest(ending, SCOPES.iter().map(|(name, _)| *name));
            let fix = near.map(|near| (word, format!("{WORD}{near}")));
            self.said.flaws.push(Flaw { kind: FlawKind::Word, span: word, fix });
        }
    }

    fn names(&mut self, meaning: &dyn Fn(&str) -> Meaning) {
        let mut is_next = true;
        loop {
            self.blanks();
            let token = self.token();
            let name = self.slice(token);
            if self.rest().starts_with(',') {
                self.at += 1;
                is_next = true;
            } else if token.is_empty() || name == "until" {
                return;
            } else {
                let meaning = meaning(name);
                // Without a comma before it, what is no rule is the start of something else.
                if !is_next && !matches!(meaning, Meaning::Known { .. } | Meaning::OfComments) {
                    return;
                }
                self.said.names.push((token, meaning));
                self.at = token.end as usize;
                is_next = false;
            }
        }
    }

    fn until(&mut self) {
        self.blanks();
        let word = self.token();
        if self.slice(word) != "until" {
            return;
        }
        self.at = word.end as usize;
        self.blanks();
        let token = self.token();
        let day = day(self.slice(token));
        let span = if token.is_empty() { word } else { token };
        self.at = token.end as usize;
        self.said.until = Some(Until { text: self.slice(token).into(), span, day });
        if day.is_none() {
            self.said.flaws.push(Flaw { kind: FlawKind::Date, span, fix: None });
        }
    }

    fn reason(&mut self) {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end().len();
        self.blanks();
        let rest = self.rest();
        let reason = match rest.strip_prefix(':') {
            Some(reason) => reason,
            None if rest.is_empty() => return,
            None => {
                let dashes = rest.trim_start_matches(['-', '–', '—', '(', ',']).trim_start();
                let span = Span::new(self.at, self.end);
                let words = self.end - dashes.len();
                let fix = (!self.said.names.is_empty() && !dashes.is_empty())
                    .then(|| (Span::new(before, words), ": ".to_owned()));
                self.said.flaws.push(Flaw { kind: FlawKind::Words, span, fix });
                dashes
            }
        };
        let words: Vec<&str> = reason.split_whitespace().collect();
        if !words.is_empty() {
            self.said.reason = Some(words.join(" ").into());
        }
    }
}

/// `2027-01-31`, if there is such a day.
fn day(text: &str) -> Option<Day> {
    let is_of_form = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_of_form {
        return None;
    }
    let date: jiff::civil::Date = text.parse().ok()?;
    let narrow = |value: i8| u8::try_from(value).ok();
    Some((date.year().into(), narrow(date.month())?, narrow(date.day())?))
}
