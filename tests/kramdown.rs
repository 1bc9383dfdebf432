//! What kramdown makes of Markdown: the stream of our own reader, held against snippets whose
//! reading kramdown 2.4 with kramdown-parser-gfm 1.1 gave, and against hostile input.

use std::time::{Duration, Instant};

use postlint::document::{Body, Dialect, ElementKind, Markup};
use postlint::source::{Source, Span};
use proptest::prelude::*;

const KRAMDOWN: Dialect = Dialect { liquid: true, kramdown: true, yaml_only: true };

/// Links as `a:href`, images as `img:src`, headings as `h1:text`, or `h1#id:text`; one a line.
fn stream(text: &str) -> String {
    let source = Source::from_bytes("a.md".into(), text.as_bytes().to_vec());
    let body = Body::parse(&source, Span::new(0, source.text().len()), Markup::Markdown, KRAMDOWN);
    let value = |element, name| {
        body.attribute(element, name)
            .and_then(|one| one.value)
            .map_or("", |span| source.slice(span))
            .to_owned()
    };
    let mut out = Vec::new();
    for element in body.elements.iter().filter(|one| one.kind != ElementKind::Close) {
        match element.name {
            "a" => out.push(format!("a:{}", value(element, "href"))),
            "img" => out.push(format!("img:{}", value(element, "src"))),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let id = value(element, "id");
                let mark = if id.is_empty() { "" } else { "#" };
                out.push(format!("{}{mark}{id}:{}", element.name, source.slice(element.content)));
            }
            _ => {}
        }
    }
    out.join("\n")
}

/// Every span lies in the file and between characters, and a child's start never precedes the one before.
fn hold_spans(text: &str) {
    let source = Source::from_bytes("a.md".into(), text.as_bytes().to_vec());
    let body = Body::parse(&source, Span::new(0, source.text().len()), Markup::Markdown, KRAMDOWN);
    let hold = |span: Span| assert!(source.text().get(span.range()).is_some(), "{span:?} in {text:?}");
    for element in &body.elements {
        hold(element.span);
        hold(element.content);
        for one in body.attributes_of(element) {
            hold(one.span);
            hold(one.name_span);
            one.value.into_iter().for_each(hold);
        }
    }
    for definition in &body.definitions {
        hold(definition.span);
        hold(definition.destination);
        definition.title.into_iter().for_each(hold);
    }
    body.undefined.iter().for_each(|one| hold(one.span));
    body.code.iter().copied().for_each(hold);
}

#[test]
fn links_images_headings() {
    assert_eq!(stream("# A\n[a](b.html \"t\") ![i](c.png)"), "h1:A\na:b.html\nimg:c.png");
}

proptest! {
    #[test]
    fn any_text_has_spans(text in "(?s).{0,200}") {
        hold_spans(&text);
    }

    #[test]
    fn any_markup_has_spans(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "*", "**", "_", "`", "```", "~~~", "~~", "[", "](", ")", "]", "![", "<", ">", "> ", "- ", "1. ",
                "\n", "\n\n", "    ", "\t", "  ", " ", "a", "é", "你", "#", "## ", "{: ", "}", "{#x}", "{::comment}",
                "{:/}", ": ", "|", "---", "===", "$$", "^", "[^1]", "[^1]:", "[x]: ", "\"", "'", "<div>", "</div>",
                "<div markdown=\"1\">", "<b>", "</b>", "<!--", "-->", "<http://a>", "\\", "&amp;", "{{ x }}",
                "{% if a %}", "{%- raw -%}", "{% endraw %}", "\r\n", "\r", "*[", "<a href='", "</", "/>", "=",
            ]),
            0..60,
        )
    ) {
        hold_spans(&parts.concat());
    }
}

#[test]
fn hostile_input_takes_linear_time() {
    let open = "<div>".repeat(20_000);
    let cases = [
        "[".repeat(100_000),
        "![".repeat(50_000),
        "*a ".repeat(40_000),
        "*a **b _c __d ".repeat(10_000),
        "**".repeat(50_000),
        "<".repeat(100_000),
        "<a ".repeat(40_000),
        "<a b=\"".repeat(20_000),
        "<b>".repeat(40_000),
        open,
        "<div markdown=\"1\">\n".repeat(10_000),
        ">".repeat(100_000),
        format!("{}\n{}", ">".repeat(1_000), "a\n".repeat(50_000)),
        "- ".repeat(50_000),
        "`a ``b ```c ````d ".repeat(5_000),
        (1..400).map(|n| "`".repeat(400 - n) + " ").collect(),
        "[a](".repeat(30_000),
        "[a](b \"".repeat(20_000),
        "[a][".repeat(30_000),
        "[]".repeat(50_000),
        format!("{}{}", "[".repeat(50_000), "]".repeat(50_000)),
        "```\n~~~~\n".repeat(10_001),
        "```a b\n".repeat(20_000),
        "<!--".repeat(30_000),
        "$$a ".repeat(30_001),
        "{: ".repeat(30_000),
        "{:a\n".repeat(30_000),
        "{::comment}\n".repeat(20_000),
        "[^1]: a\n\n".repeat(20_000),
        "a | b\n".repeat(30_000),
        "| `a | ``b ".repeat(20_000),
        "x\n: y\n\n".repeat(20_000),
        "~~a ".repeat(30_001),
        "\\".repeat(100_001),
        "</div>\n".repeat(30_000),
        "\n".repeat(200_000),
    ];
    for case in &cases {
        let start = Instant::now();
        hold_spans(case);
        let name: String = case.chars().take(20).collect();
        assert!(start.elapsed() < Duration::from_secs(8), "{name:?} took {:?}", start.elapsed());
    }
}
