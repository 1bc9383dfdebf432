//! Spans of what Markdown makes, as CommonMark reads it.

use std::fmt::Write;

use postlint::document::{Body, Dialect, ElementKind, Markup};
use postlint::source::{Source, Span};

const COMMONMARK: Dialect = Dialect { liquid: true, kramdown: false, yaml_only: true, ..Dialect::JEKYLL };

fn check(text: &str, expected: &str) {
    let wanted: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let seen = stream(text);
    assert_eq!(seen.lines().collect::<Vec<_>>(), wanted);
}

/// The stream in short: one element a line, every span as its text.
fn stream(text: &str) -> String {
    let source = Source::from_bytes("a.md".into(), text.as_bytes().to_vec());
    let body = Body::parse(&source, Span::new(0, text.len()), Markup::Markdown, COMMONMARK);
    let mut out = String::new();
    for element in &body.elements {
        let mark = match element.kind {
            ElementKind::Open => "<",
            ElementKind::Close => "/",
            ElementKind::Empty => "=",
            ElementKind::Comment => "!",
        };
        let _ = write!(out, "{mark}{} {:?}", element.name, source.slice(element.span));
        if !element.content.is_empty() {
            let _ = write!(out, " content {:?}", source.slice(element.content));
        }
        for one in body.attributes_of(element) {
            let value = one.value.map(|value| source.slice(value));
            let _ = write!(out, " {}={value:?}", one.name);
        }
        out.push('\n');
    }
    for one in &body.definitions {
        let _ = writeln!(
            out,
            "[{}]: {:?} {:?}",
            one.label,
            source.slice(one.destination),
            one.title.map(|t| source.slice(t))
        );
    }
    for one in &body.undefined {
        let _ = writeln!(out, "undefined {:?} {:?}", source.slice(one.span), source.slice(one.label_span));
    }
    for one in &body.code {
        let _ = writeln!(out, "code {:?}", source.slice(*one));
    }
    out
}

#[test]
fn inline_link() {
    check(
        "a [text](dest \"title\") b",
        r###"
            <p "a [text](dest \"title\") b"
            <a "[text](dest \"title\")" content "text" href=Some("dest") title=Some("title")
            /a ""
            /p ""
        "###,
    );
}

#[test]
fn image_with_pointed_destination() {
    check(
        "![漢字](</a b.png> 'tt')",
        r###"
            <p "![漢字](</a b.png> 'tt')"
            =img "![漢字](</a b.png> 'tt')" content "漢字" src=Some("/a b.png") alt=Some("漢字") title=Some("tt")
            /p ""
        "###,
    );
}

#[test]
fn image_in_link() {
    check(
        "[![i](s.png)](x.html)",
        r###"
            <p "[![i](s.png)](x.html)"
            <a "[![i](s.png)](x.html)" content "![i](s.png)" href=Some("x.html")
            =img "![i](s.png)" content "i" src=Some("x.html") alt=Some("i")
            /a ""
            /p ""
        "###,
    );
}

#[test]
fn autolinks() {
    check(
        "<https://e.org/a> <me@e.org>",
        r###"
            <p "<https://e.org/a> <me@e.org>"
            <a "<https://e.org/a>" content "https://e.org/a" href=Some("https://e.org/a")
            /a ""
            <a "<me@e.org>" content "me@e.org" href=Some("me@e.org")
            /a ""
            /p ""
        "###,
    );
}

#[test]
fn references() {
    check(
        "[a][b] [b][] [b] [c][d] [e][]\n\n[b]: <http://x.org>\n  \"T\"\n",
        r###"
            <p "[a][b] [b][] [b] [c][d] [e][]\n"
            <a "[a][b]" content "a" href=Some("http://x.org") title=Some("T")
            /a ""
            <a "[b]" content "b" href=Some("http://x.org") title=Some("T")
            /a ""
            <a "[b]" content "b" href=Some("http://x.org") title=Some("T")
            /a ""
            /p ""
            [b]: "http://x.org" Some("T")
            undefined "[c][d]" "d"
            undefined "[e][]" "e"
        "###,
    );
}

#[test]
fn headings() {
    check(
        "## Head *em* {#my-id}\n\nText\n====\n\n##\n",
        r###"
            <h2 "## Head *em* {#my-id}\n" content "Head *em*" id=Some("my-id")
            <em "*em*"
            /em ""
            /h2 ""
            <h1 "Text\n====\n" content "Text"
            /h1 ""
            <h2 "##\n"
            /h2 ""
        "###,
    );
}

#[test]
fn html_in_a_block_quote() {
    check(
        "> <div\n> class=\"a\">\n> x</div>\n\n`code` and\n\n    indented\n\n```\nfenced\n```\n",
        r###"
            <blockquote "> <div\n> class=\"a\">\n> x</div>\n"
            <div "<div\n> class=\"a\">" class=Some("a")
            /div "</div>"
            /blockquote ""
            <p "`code` and\n"
            /p ""
            code "`code`"
            code "indented\n"
            code "```\nfenced\n```"
        "###,
    );
}

#[test]
fn tags_in_a_paragraph() {
    check(
        "para <a href=\"x\"\n  title=y>b</a> <script>[a](b)</script> [c](d)",
        r###"
            <p "para <a href=\"x\"\n  title=y>b</a> <script>[a](b)</script> [c](d)"
            <a "<a href=\"x\"\n  title=y>" href=Some("x") title=Some("y")
            /a "</a>"
            <script "<script>"
            /script "</script>"
            <a "[c](d)" content "c" href=Some("d")
            /a ""
            /p ""
        "###,
    );
}

#[test]
fn liquid_in_destinations() {
    check(
        "[a]({{ site.b | c: \"d\" }}/x) [b]({% post_url 2020-01-01-a %} \"t\") <{{ site.url }}/y>",
        r###"
            <p "[a]({{ site.b | c: \"d\" }}/x) [b]({% post_url 2020-01-01-a %} \"t\") <{{ site.url }}/y>"
            <a "[a]({{ site.b | c: \"d\" }}/x)" content "a" href=Some("{{ site.b | c: \"d\" }}/x")
            /a ""
            <a "[b]({% post_url 2020-01-01-a %} \"t\")" content "b" href=Some("{% post_url 2020-01-01-a %}") title=Some("t")
            /a ""
            <a "<{{ site.url }}/y>" content "{{ site.url }}/y" href=Some("{{ site.url }}/y")
            /a ""
            /p ""
        "###,
    );
}

#[test]
fn liquid_around_markdown() {
    check(
        "{% if a %}\n# H\n{% endif %}\n{% raw %}[a](b){% endraw %} {% comment %}[a](b){% endcomment %}[c](d)",
        r###"
            <h1 "# H\n" content "H"
            /h1 ""
            <p "{% raw %}[a](b){% endraw %} {% comment %}[a](b){% endcomment %}[c](d)"
            <a "[c](d)" content "c" href=Some("d")
            /a ""
            /p ""
        "###,
    );
}

#[test]
fn lists_and_tables() {
    check(
        "- a [b](c\n  \"d\")\n- ![](x)\n\n| a | b |\n|---|---|\n| [q](r) | s |\n",
        r###"
            <ul "- a [b](c\n  \"d\")\n- ![](x)\n\n"
            <li "- a [b](c\n  \"d\")\n"
            <a "[b](c\n  \"d\")" content "b" href=Some("c") title=Some("d")
            /a ""
            /li ""
            <li "- ![](x)\n\n"
            =img "![](x)" src=Some("x") alt=Some("")
            /li ""
            /ul ""
            <table "| a | b |\n|---|---|\n| [q](r) | s |\n"
            <thead "| a | b |\n"
            <td " a "
            /td ""
            <td " b "
            /td ""
            /thead ""
            <tr "| [q](r) | s |\n"
            <td " [q](r) "
            <a "[q](r)" content "q" href=Some("r")
            /a ""
            /td ""
            <td " s "
            /td ""
            /tr ""
            /table ""
        "###,
    );
}

#[test]
fn brackets_and_empty_destinations() {
    check(
        "[a [b] c](d) [x\\]y](z\\)w) [e]() ![]() [](<>)",
        r###"
            <p "[a [b] c](d) [x\\]y](z\\)w) [e]() ![]() [](<>)"
            <a "[a [b] c](d)" content "a [b] c" href=Some("d")
            /a ""
            <a "[x\\]y](z\\)w)" content "x\\]y" href=Some("z\\)w")
            /a ""
            <a "[e]()" content "e" href=Some("")
            /a ""
            =img "![]()" src=Some("") alt=Some("")
            <a "[](<>)" href=Some("")
            /a ""
            /p ""
        "###,
    );
}

#[test]
fn html_over_blank_lines() {
    check(
        "<div>\n\n[a](b)\n\n</div>\n<!-- c -->",
        r###"
            <div "<div>"
            <p "[a](b)\n"
            <a "[a](b)" content "a" href=Some("b")
            /a ""
            /p ""
            /div "</div>"
            ! "<!-- c -->" content " c "
        "###,
    );
}
