//! The HTML scanner against html5ever's tokenizer, and its spans.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use postlint::document::{Body, Dialect, ElementKind, Markup};
use postlint::source::{Source, Span};
use proptest::prelude::*;

/// A tag as both sides see it: kind, name in lower case, attributes.
type Seen = (char, String, Vec<(String, String)>);

#[derive(Default)]
struct Reference {
    seen: RefCell<Vec<Seen>>,
}

impl TokenSink for Reference {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    self.seen.borrow_mut().push(('/', name, Vec::new()));
                    return TokenSinkResult::Continue;
                }
                let attributes =
                    tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
                self.seen.borrow_mut().push(('<', name.clone(), attributes));
                match name.as_str() {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                        TokenSinkResult::RawData(RawKind::Rawtext)
                    }
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    "plaintext" => TokenSinkResult::Plaintext,
                    _ => TokenSinkResult::Continue,
                }
            }
            Token::CommentToken(text) => {
                self.seen.borrow_mut().push(('!', text.to_string(), Vec::new()));
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

fn by_html5ever(text: &str) -> Vec<Seen> {
    let tokenizer = Tokenizer::new(Reference::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.seen.into_inner()
}

fn by_us(text: &str) -> Vec<Seen> {
    let source = Source::from_bytes("a.html".into(), text.as_bytes().to_vec());
    let dialect = Dialect { liquid: false, kramdown: false, yaml_only: false, ..Dialect::default() };
    let body = Body::parse(&source, Span::new(0, text.len()), Markup::Html, dialect);
    let mut seen = Vec::new();
    for element in &body.elements {
        let attributes = body.attributes_of(element).iter();
        match element.kind {
            ElementKind::Close => seen.push(('/', element.name.to_ascii_lowercase(), Vec::new())),
            ElementKind::Comment if element.name.is_empty() => {
                let content = source.slice(element.content);
                // A comment that the text ends in: html5ever drops the beginning of its end.
                let is_cut = source.slice(element.span).starts_with("<!--")
                    && body.unterminated.contains(&element.span);
                let cut = ["--!", "--", "-"].into_iter().find_map(|end| content.strip_suffix(end));
                let content = cut.filter(|_| is_cut).unwrap_or(content);
                seen.push(('!', content.to_owned(), Vec::new()));
            }
            ElementKind::Comment => {}
            _ => {
                let mut list: Vec<(String, String)> = Vec::new();
                for one in attributes {
                    let name = one.name.to_ascii_lowercase();
                    if list.iter().all(|(known, _)| *known != name) {
                        list.push((name, body.value(one).into_owned()));
                    }
                }
                seen.push(('<', element.name.to_ascii_lowercase(), list));
            }
        }
    }
    seen
}

/// Pieces that exercise every state.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/",
    "=",
    "\"",
    "'",
    " ",
    "\n",
    "\t",
    "!",
    "-",
    "--",
    "<!--",
    "-->",
    "--!>",
    "<a",
    "<b ",
    "</a>",
    "</b",
    "<br/>",
    "<script>",
    "</script>",
    "<script",
    "</script",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea >",
    "<?x",
    "<!doctype html>",
    "<![CDATA[",
    "]]>",
    "href",
    "a=b",
    "class=\"c\"",
    "x",
    "漢",
    "é",
    "&amp;",
    "&copy",
    "&copy=1",
    "&#x41;",
    "&#128;",
    "&notit;",
    "&not",
    "?",
    "A",
    "<DIV ID=x>",
    "<plaintext>",
    "<iframe>",
    "</iframe>",
    "1",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]
    #[test]
    fn tokens_are_those_of_html5ever(picks in proptest::collection::vec(0..PIECES.len(), 0..30)) {
        let text: String = picks.into_iter().map(|at| PIECES[at]).collect();
        prop_assert_eq!(by_us(&text), by_html5ever(&text), "{:?}", text);
    }
}
