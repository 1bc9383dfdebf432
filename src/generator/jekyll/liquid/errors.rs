//! Liquid that Jekyll cannot parse: tags and outputs that never close, blocks out of order, markup of
//! another form, tags that nobody defines (Liquid 4.0.4, `block_body.rb`, `block.rb`, `document.rb` and
//! `tags/`; Jekyll's `tags/`). May not evaluate anything.

use std::borrow::Cow;

use crate::document::Document;
use crate::document::liquid::include::Include;
use crate::document::liquid::markup::{Flaw, Output, flaw};
use crate::document::liquid::tokens::{Cut, Token, Tokens};
use crate::generator::jekyll::Jekyll;
use crate::publication::{Fatal, FatalKind};
use crate::source::Span;

/// Blocks of Liquid and Jekyll, but for `raw`.
const BLOCKS: [&str; 9] =
    ["capture", "case", "comment", "for", "highlight", "if", "ifchanged", "tablerow", "unless"];

/// Tags that need no end.
const TAGS: [&str; 10] = [
    "assign",
    "break",
    "continue",
    "cycle",
    "decrement",
    "include",
    "include_relative",
    "increment",
    "link",
    "post_url",
];

/// Tags of plugins, and the plugins that define them.
const PLUGIN_TAGS: [(&str, &str); 7] = [
    ("avatar", "jekyll-avatar"),
    ("feed_meta", "jekyll-feed"),
    ("gist", "jekyll-gist"),
    ("github_edit_link", "jekyll-github-metadata"),
    ("include_cached", "jekyll-include-cache"),
    ("last_modified_at", "jekyll-last-modified-at"),
    ("seo", "jekyll-seo-tag"),
];

/// `Liquid::Block::MAX_DEPTH`
const MAX_DEPTH: usize = 100;

/// A block that is open.
struct Open<'s> {
    name: &'s str,
    span: Span,
    /// A second `else` ends a `for`, whose `endfor` then ends nothing (`For#parse`).
    has_else: bool,
}

/// Why the walk through the tokens ends before the text does.
enum Stop {
    /// A plugin may read what follows in any way.
    Unknowable,
    Wrong(Fatal),
}

struct Walk<'w, 's> {
    jekyll: &'w Jekyll,
    tokens: Tokens<'s>,
    open: Vec<Open<'s>>,
}

impl Jekyll {
    /// Why Liquid would not parse the body of a document.
    pub(in crate::generator::jekyll) fn liquid_error(&self, document: &Document<'_>) -> Option<Fatal> {
        if document.body.liquid.pieces().is_empty() {
            return None;
        }
        let tokens = Tokens::new(document.source.text(), document.body.span);
        let mut walk = Walk { jekyll: self, tokens, open: Vec::new() };
        while let Some(token) = walk.tokens.next() {
            match walk.step(token) {
                Ok(()) => {}
                Err(Stop::Unknowable) => return None,
                Err(Stop::Wrong(fatal)) => return Some(fatal),
            }
        }
        let Open { name, span, .. } = walk.open.pop()?;
        Some(fatal(span, format!("`{name}` is never closed, and Jekyll stops")))
    }
}

impl<'s> Walk<'_, 's> {
    fn step(&mut self, token: Token) -> Result<(), Stop> {
        match token.cut {
            Cut::Broken => wrong(token.span, "this never closes, and Jekyll stops"),
            Cut::Output => match Output::parse(self.tokens.text(token.markup)) {
                Ok(_) => Ok(()),
                Err(flaw) => wrong(self.place(token), words("output", flaw)),
            },
            Cut::Tag => self.tag(self.tokens.text(token.name), token),
        }
    }

    fn tag(&mut self, name: &'s str, token: Token) -> Result<(), Stop> {
        let markup = self.tokens.text(token.markup);
        if name == "raw" {
            self.check(name, markup, token)?;
            return match self.tokens.end_of_raw() {
                Some(_) => Ok(()),
                None => wrong(token.span, "`raw` is never closed, and Jekyll stops"),
            };
        }
        if BLOCKS.contains(&name) {
            self.check(name, markup, token)?;
            if self.open.len() >= MAX_DEPTH {
                return wrong(
                    token.span,
                    format!("more than {MAX_DEPTH} blocks in one another, and Jekyll stops"),
                );
            }
            self.open.push(Open { name, span: token.span, has_else: false });
            return Ok(());
        }
        if TAGS.contains(&name) {
            return self.check(name, markup, token);
        }
        let top = self.open.last().map(|one| one.name);
        if top == Some("comment") && name != "endcomment" {
            return Ok(());
        }
        match name.strip_prefix("end") {
            Some(ended) => self.end(name, ended, token),
            None => self.branch(name, markup, token),
        }
    }

    fn end(&mut self, name: &str, ended: &str, token: Token) -> Result<(), Stop> {
        match self.open.last().map(|one| one.name) {
            Some(top) if top == ended => {
                self.open.pop();
                Ok(())
            }
            Some(top) => {
                wrong(token.span, format!("`{name}` stands where `end{top}` is expected, and Jekyll stops"))
            }
            None if BLOCKS.contains(&ended) || ended == "raw" => {
                wrong(token.span, format!("`{name}` closes nothing, and Jekyll stops"))
            }
            None => self.unknown(name, token),
        }
    }

    /// `else`, `elsif`, `when`, and tags of no block.
    fn branch(&mut self, name: &str, markup: &str, token: Token) -> Result<(), Stop> {
        let top = self.open.last_mut();
        match (name, top.as_ref().map(|one| one.name)) {
            ("else", Some("if" | "unless")) => Ok(()),
            ("elsif", Some("if" | "unless")) | ("when", Some("case")) => self.check(name, markup, token),
            ("else", Some("case")) if markup.trim().is_empty() => Ok(()),
            ("else", Some("case")) => wrong(
                self.place(token),
                "an `else` of `case` has nothing after it, and Jekyll stops at anything else",
            ),
            ("else", Some("for")) => {
                if top.is_some_and(|one| std::mem::replace(&mut one.has_else, true)) {
                    self.open.pop();
                }
                Ok(())
            }
            ("else" | "elsif" | "when", _) => {
                wrong(token.span, format!("`{name}` has no block that it belongs to, and Jekyll stops"))
            }
            _ => self.unknown(name, token),
        }
    }

    /// A tag that neither Liquid nor Jekyll defines.
    fn unknown(&self, name: &str, token: Token) -> Result<(), Stop> {
        let is_plugins =
            PLUGIN_TAGS.iter().any(|(tag, plugin)| *tag == name && self.jekyll.has_plugin(plugin));
        if is_plugins {
            return Ok(());
        }
        // A plugin or the gem of a theme may define any tag, and what it does to those inside.
        if self.jekyll.has_unknown_plugins || self.jekyll.config.flag("theme") {
            return Err(Stop::Unknowable);
        }
        let mut fatal = fatal(token.span, format!("no tag is called `{name}`, and Jekyll stops"));
        fatal.kind = FatalKind::UnknownTag;
        Err(Stop::Wrong(fatal))
    }

    /// The markup of a tag that is known.
    fn check(&self, name: &str, markup: &str, token: Token) -> Result<(), Stop> {
        let message = match name {
            "highlight" if !is_highlight(markup) => Cow::Borrowed(
                "`highlight` needs a language, then options such as `linenos`, and Jekyll stops",
            ),
            "post_url" if !is_post_name(markup) => {
                Cow::Borrowed("`post_url` needs a name with a date and a title, and Jekyll stops")
            }
            "include" | "include_relative" => match Include::read(Include::parse(markup).parameters) {
                Some(_) => return Ok(()),
                None => Cow::Borrowed(
                    "parameters of an include are written `name=\"value\"`, with blanks between, and Jekyll stops",
                ),
            },
            _ => match flaw(name, markup) {
                Some(flaw) => words(name, flaw),
                None => return Ok(()),
            },
        };
        wrong(self.place(token), message)
    }

    /// The markup without the blanks around it; the whole token if there is none.
    fn place(&self, token: Token) -> Span {
        let text = self.tokens.text(token.markup);
        let start = token.markup.start as usize + (text.len() - text.trim_start().len());
        let span = Span::new(start, start + text.trim().len());
        if span.is_empty() { token.span } else { span }
    }
}

/// `HighlightBlock::SYNTAX`, which one line of the markup has to match.
fn is_highlight(markup: &str) -> bool {
    markup.trim().split('\n').any(is_language) || {
        // Options may go on over several lines.
        let flat = markup.trim().replace('\n', " ");
        is_language(&flat)
    }
}

/// `([a-zA-Z0-9.+#_-]+)((\s+\w+(=(\w+|"([0-9]+\s)*[0-9]+"))?)*)`
fn is_language(line: &str) -> bool {
    let is_of = |one: char| one.is_ascii_alphanumeric() || ".+#_-".contains(one);
    let rest = line.trim_start_matches(is_of);
    let is_word =
        |text: &str| !text.is_empty() && text.bytes().all(|one| one.is_ascii_alphanumeric() || one == b'_');
    if rest.len() == line.len() {
        return false;
    }
    let mut rest = rest;
    while !rest.is_empty() {
        let trimmed = rest.trim_ascii_start();
        let end = trimmed.find(|one: char| one.is_ascii_whitespace() || one == '=').unwrap_or(trimmed.len());
        let (word, after) = trimmed.split_at_checked(end).unwrap_or((trimmed, ""));
        if trimmed.len() == rest.len() || !is_word(word) {
            return false;
        }
        rest = match after.strip_prefix('=') {
            None => after,
            Some(value) => match value.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
                Some((list, after)) if is_number_list(list) => after,
                Some(_) => return false,
                None => {
                    let after =
                        value.trim_start_matches(|one: char| one.is_ascii_alphanumeric() || one == '_');
                    if after.len() == value.len() {
                        return false;
                    }
                    after
                }
            },
        };
    }
    true
}

/// `([0-9]+\s)*[0-9]+`
fn is_number_list(text: &str) -> bool {
    let is_number = |one: &str| !one.is_empty() && one.bytes().all(|byte| byte.is_ascii_digit());
    text.split(|one: char| one.is_ascii_whitespace()).all(is_number)
}

/// `PostComparer::MATCHER`, `^(.+/)*(\d+-\d+-\d+)-(.*)$`, which one line of the name has to match.
fn is_post_name(markup: &str) -> bool {
    markup.trim().split('\n').any(|line| {
        // The last folder that a name with a date follows.
        let starts = line.match_indices('/').map(|(at, _)| at + 1).rev().chain(std::iter::once(0));
        let mut folders = starts.filter_map(|at| line.split_at_checked(at));
        folders.find(|(_, name)| is_dated(name)).is_some_and(|(folder, _)| !is_broken_pattern(folder))
    })
}

fn is_dated(name: &str) -> bool {
    let mut rest = name;
    (0..3).all(|_| {
        let after = rest.trim_start_matches(|one: char| one.is_ascii_digit());
        let is_number = after.len() < rest.len();
        rest = after.strip_prefix('-').unwrap_or_default();
        is_number && after.starts_with('-')
    })
}

/// A folder becomes part of a pattern as it is, and Ruby takes no pattern with lone brackets.
fn is_broken_pattern(folder: &str) -> bool {
    let mut depth = 0_usize;
    for one in folder.chars() {
        match one {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
    }
    depth > 0 || folder.starts_with(['*', '+', '?']) || folder.rfind('[') > folder.rfind(']')
}

fn words(name: &str, flaw: Flaw) -> Cow<'static, str> {
    match flaw {
        Flaw::Form(form) => format!("`{name}` is written {form}, and Jekyll stops at anything else").into(),
        Flaw::Range => "a range goes from one number to another, and Jekyll stops at anything else".into(),
    }
}

fn wrong(span: Span, message: impl Into<Cow<'static, str>>) -> Result<(), Stop> {
    Err(Stop::Wrong(fatal(span, message)))
}

fn fatal(span: Span, message: impl Into<Cow<'static, str>>) -> Fatal {
    Fatal { kind: FatalKind::Liquid, span, message: message.into() }
}
