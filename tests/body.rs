//! Bodies of any bytes: spans in bounds, on character boundaries and in order; and the forms in which
//! attributes are written.
#![expect(clippy::expect_used, reason = "a test fails by a panic")]

use postlint::document::{Body, Dialect, Element, ElementKind, Markup, Origin};
use postlint::source::{Source, Span};
use proptest::prelude::*;

fn source(text: &str) -> Source {
    Source::from_bytes("a".into(), text.as_bytes().to_vec())
}

fn html(source: &Source) -> Body<'_> {
    let dialect = Dialect { liquid: true, kramdown: false, yaml_only: true, ..Dialect::default() };
    Body::parse(source, Span::new(0, source.text().len()), Markup::Html, dialect)
}

/// The attributes of the first element: name, value, whole.
fn attributes(text: &str) -> Vec<(String, Option<String>, String)> {
    let source = source(text);
    let body = html(&source);
    let element = body.elements.first().expect("an element");
    let all = body.attributes_of(element).iter();
    all.map(|one| {
        let value = one.value.map(|value| source.slice(value).to_owned());
        (one.name.to_owned(), value, source.slice(one.span).to_owned())
    })
    .collect()
}

#[test]
fn forms_of_attributes() {
    for (text, name, value, whole) in [
        ("<a href=\"x y\">", "href", Some("x y"), "href=\"x y\""),
        ("<a href='x\"y'>", "href", Some("x\"y"), "href='x\"y'"),
        ("<a href=x/y?a=b>", "href", Some("x/y?a=b"), "href=x/y?a=b"),
        ("<a href=x/>", "href", Some("x/"), "href=x/"),
        ("<a\n\thref\r\n=\n'x'>", "href", Some("x"), "href\r\n=\n'x'"),
        ("<a href=>", "href", Some(""), "href="),
        ("<a href=\"\">", "href", Some(""), "href=\"\""),
        ("<a href>", "href", None, "href"),
        ("<a href/>", "href", None, "href"),
        ("<A HREF=\"漢字\">", "href", Some("漢字"), "HREF=\"漢字\""),
        ("<a data-X=1>", "data-X", Some("1"), "data-X=1"),
        ("<a 漢=字>", "漢", Some("字"), "漢=字"),
        (
            "<a href=\"{{ x | y: \"z\" }}\">",
            "href",
            Some("{{ x | y: \"z\" }}"),
            "href=\"{{ x | y: \"z\" }}\"",
        ),
        ("<a href={{ x }}/y>", "href", Some("{{ x }}/y"), "href={{ x }}/y"),
        (
            "<a href=\"{% if a > b %}c{% endif %}\">",
            "href",
            Some("{% if a > b %}c{% endif %}"),
            "href=\"{% if a > b %}c{% endif %}\"",
        ),
        ("<a {% if a %}href=x{% endif %}>", "href", Some("x{% endif %}"), "href=x{% endif %}"),
        ("<a data-{{ x }}=\"y\">", "data-{{ x }}", Some("y"), "data-{{ x }}=\"y\""),
    ] {
        let expected = vec![(name.to_owned(), value.map(str::to_owned), whole.to_owned())];
        assert_eq!(attributes(text), expected, "{text}");
    }
}

#[test]
fn several_attributes() {
    let names = |text: &str| attributes(text).into_iter().map(|(name, ..)| name).collect::<Vec<_>>();
    assert_eq!(names("<a b c=d e=\"f\"g='h' / i>"), ["b", "c", "e", "g", "i"]);
    assert_eq!(names("<a b=1 B=2 b>"), ["b", "B", "b"]);
    assert_eq!(names("<div {% if a %}class=\"b\"{% else %}id=\"c\"{% endif %}>"), ["class", "id"]);
    assert_eq!(names("<div {{ all }}>"), ["{{ all }}"]);
    assert_eq!(names("<a =b>"), ["=b"]);
}

#[test]
fn values_with_references() {
    for (raw, expected) in [
        ("a&amp;b", "a&b"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("?a=1&copy", "?a=1©"),
        ("&#x4E2D;&#25991;", "中文"),
        ("&notit;", "&notit;"),
        ("&lt", "<"),
        ("&#0;&#xD800;&#x110000;&#128;", "\u{fffd}\u{fffd}\u{fffd}€"),
        ("&NotEqualTilde;", "≂̸"),
        ("& &# &#x; &;", "& &# &#x; &;"),
        ("&#00000000000000000065;", "A"),
    ] {
        assert_eq!(postlint::document::html::unescape(raw), expected, "{raw}");
    }
    for (raw, expected) in
        [("a\\_b\\c", "a_b\\c"), ("a&amp;b&copy", "a&b&copy"), ("\\&amp;", "&amp;"), ("&#35;", "#")]
    {
        assert_eq!(postlint::document::markdown::unescape(raw), expected, "{raw}");
    }
}

#[test]
fn what_never_ends() {
    for (text, expected) in [
        ("a <b", vec!["<b"]),
        ("a <b c=\"d> e", vec!["<b c=\"d> e"]),
        ("a <!-- b", vec!["<!-- b"]),
        ("a </b", vec!["</b"]),
        ("<script>a", vec![]),
        ("a < b", vec![]),
    ] {
        let source = source(text);
        let body = html(&source);
        let seen: Vec<&str> = body.unterminated.iter().map(|span| source.slice(*span)).collect();
        assert_eq!(seen, expected, "{text}");
    }
}

fn spans_of<'b>(body: &'b Body<'_>) -> impl Iterator<Item = Span> + 'b {
    let own = |element: &Element<'_>| [element.span, element.content];
    let attributes = body.attributes.iter().flat_map(|one| [Some(one.span), Some(one.name_span), one.value]);
    let definitions =
        body.definitions.iter().flat_map(|one| [Some(one.span), Some(one.destination), one.title]);
    let undefined = body.undefined.iter().flat_map(|one| [one.span, one.label_span]);
    let liquid = body.liquid.pieces().iter().flat_map(|one| [one.span, one.name]);
    body.elements
        .iter()
        .flat_map(own)
        .chain(attributes.flatten())
        .chain(definitions.flatten())
        .chain(undefined)
        .chain(liquid)
        .chain(body.code.iter().copied())
        .chain(body.unterminated.iter().copied())
}

/// Pieces that mean something to one of the readers.
const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "<a ",
    "<div",
    "<p>",
    "</p>",
    "</div>",
    "<!--",
    "-->",
    "=",
    "\"",
    "'",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "][",
    "]: ",
    "http://a",
    "`",
    "```\n",
    "~~",
    "*",
    "**",
    "_",
    "# ",
    "- ",
    "1. ",
    "> ",
    "|",
    "---\n",
    "    ",
    "{{",
    "}}",
    "{%",
    "%}",
    "{% raw %}",
    "{% endraw %}",
    "{% if a %}",
    "{% endif %}",
    "{: .a}",
    "{::comment}",
    "{:/}",
    "{#a}",
    "\\",
    "&amp;",
    "&",
    "漢",
    "é",
    "👩‍💻",
    "\0",
    "\u{feff}",
    "<script>",
    "</script>",
    "a",
    "b",
    "$$",
    "[^1]",
    "[^1]: ",
    "*[a]: ",
    ": ",
    "markdown=\"1\"",
    "<br>",
    "<svg>",
    "<b>",
    "</b>",
    "<li>",
    "<?",
    "<![CDATA[",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]
    #[test]
    fn spans_are_true(picks in proptest::collection::vec(0..PIECES.len(), 0..60), kramdown: bool, markdown: bool) {
        let text: String = picks.into_iter().map(|at| PIECES[at]).collect();
        let source = source(&text);
        let markup = if markdown { Markup::Markdown } else { Markup::Html };
        let dialect = Dialect { liquid: true, kramdown, yaml_only: true, ..Dialect::default() };
        let body = Body::parse(&source, Span::new(0, text.len()), markup, dialect);
        for span in spans_of(&body) {
            prop_assert!(text.get(span.range()).is_some(), "{:?} in {:?}", span, text);
        }
        for attribute in &body.attributes {
            let _ = body.value(attribute);
        }
        let tags = || body.elements.iter().filter(|one| one.origin == Origin::Html);
        for (one, next) in tags().zip(tags().skip(1)) {
            prop_assert!(one.span.end <= next.span.start, "tags overlap in {:?}", text);
        }
        for one in tags().filter(|one| one.kind == ElementKind::Open) {
            prop_assert!(source.slice(one.span).starts_with('<'), "{:?}", text);
        }
        for flaw in body.flaws() {
            prop_assert!(body.elements.get(flaw.element as usize).is_some());
        }
    }
}

/// Input on which a careless reader takes quadratic time: a minute instead of a moment.
#[test]
fn hostile_input() {
    const MANY: usize = 6_000;
    let dialects = [true, false].map(|kramdown| Dialect {
        liquid: true,
        kramdown,
        yaml_only: true,
        ..Dialect::default()
    });
    for piece in [
        "<a ",
        "<",
        "</b>",
        "<b>",
        "<!--",
        "<a href=\"",
        "<div>",
        "<p><div>",
        "<b><i></b>",
        "{{",
        "{%",
        "{% raw %}",
        "{% comment %}",
        "{% if a %}<b>",
        "<script>",
        "<svg>",
        "<a-b>",
        "</p>",
        "<span id=a></span>",
        "<li>",
        "<p>a<b>",
    ] {
        let source = source(&piece.repeat(MANY));
        for markup in [Markup::Html, Markup::Markdown] {
            for dialect in dialects {
                let body = Body::parse(&source, Span::new(0, source.text().len()), markup, dialect);
                let _ = body.flaws().len();
            }
        }
    }
}
