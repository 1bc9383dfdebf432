//! What kramdown makes of Markdown: the stream of our own reader, held against snippets whose
//! reading kramdown 2.4 with kramdown-parser-gfm 1.1 gave, and against hostile input.

use std::time::{Duration, Instant};

use postlint::document::{Body, Dialect, ElementKind, Markup};
use postlint::source::{Source, Span};
use proptest::prelude::*;

const KRAMDOWN: Dialect = Dialect { liquid: true, kramdown: true, yaml_only: true, ..Dialect::JEKYLL };

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

/// Snippets, and the links, images and headings that kramdown makes of them.
#[rustfmt::skip]
const SNIPPETS: &[(&str, &str)] = &[
    ("[one](/a) and [two](/b \"T\")", "a:/a\na:/b"),
    ("[in [side] out](/a)", "a:/a"),
    ("[a](/x_(y).html)", "a:/x_(y).html"),
    ("[a](/a b.html)", "a:/a b.html"),
    ("[a](</a b.html>)", "a:/a b.html"),
    ("[a]( /sp )", "a:/sp"),
    ("[a](\n/next)", "a:/next"),
    ("[![i](/i.png)](/big)", "a:/big\nimg:/i.png"),
    ("[a [b](/b) c](/c)", "a:/c"),
    ("[a][b]\n\n[b]: /one\n[b]: /two", "a:/two"),
    ("[a] [b]\n\n[b]: /spaced", "a:/spaced"),
    ("[Two Words][]\n\n[two   words]: /t\n\"Title\"", "a:/t"),
    ("[gone][nowhere]", ""),
    ("[x]: /y\nText [x]", "a:/y"),
    ("<http://a.example/b> <me@a.example>", "a:http://a.example/b\na:me@a.example"),
    ("`[a](/b)` ``[c](/d) ` ``", ""),
    ("*[a](/b)* **[c](/d)**", "a:/b\na:/d"),
    ("[*a](/b)*", ""),
    ("snake_[a](/b)_case", "a:/b"),
    ("\\[a](/b) \\![c](/d)", "a:/d"),
    ("<b>[a](/b)</b> <u>[c](/d)</u>", "a:/b"),
    ("Use <name> and [a](/b)", ""),
    ("text <div>[a](/b)</div>", "a:/b"),
    ("<div>\n\n[a](/b)\n\n</div>\n\n[c](/d)", "a:/d"),
    ("<div markdown=\"1\">\n[a](/b)\n\n# In\n</div>\n# Out", "a:/b\nh1:In\nh1:Out"),
    ("<div>\n# swallowed\n\n[a](/b)", ""),
    ("<p markdown=\"1\">[a](/b)</p>", "a:/b"),
    ("<table><tr><td markdown=\"span\">[a](/b)</td><td>[c](/d)</td></tr></table>", "a:/b"),
    ("<a href=/bare.html>x</a> <a href=\"/quoted\">y</a>", "a:/quoted"),
    ("<img src='/i.png' alt=\"\">", "img:/i.png"),
    ("<!-- [a](/b) --> [c](/d)", "a:/d"),
    ("<!-- open [a](/b)", "a:/b"),
    ("# One\ntext\n## Two ##\n#Three\n####### Seven", "h1:One\nh2:Two"),
    ("Title {#own}\n=====\n\nSub\n---", "h1#own:Title\nh2:Sub"),
    ("a\nb\n---\n", ""),
    ("# A {#x}\n{: #y}\n\n{: #z}\n## B", "h1#y:A\nh2#z:B"),
    ("a\n\n{: #z}\n\n\n## B", "h2#z:B"),
    ("a\n\n{: #z}\n<div></div>\n\n## B", "h2:B"),
    ("```\n[a](/b)\n```\n[c](/d)", "a:/d"),
    ("```ruby x\n[a](/b)\n```", ""),
    ("```\n[a](/b)", "a:/b"),
    ("~~~\n[a](/b)\n~~~~\n[c](/d)", "a:/d"),
    ("    [a](/b)\n\n[c](/d)", "a:/d"),
    ("\t[a](/b)", ""),
    ("text\n```\n[a](/b)\n```", ""),
    ("> [a](/b)\nlazy [c](/d)\n\n> # H", "a:/b\na:/d\nh1:H"),
    ("> > # deep", "h1:deep"),
    ("- [a](/b)\n- # H\n\n  [c](/d)", "a:/b\nh1:H\na:/d"),
    ("- a\n\n      [code](/x)\n\n  [c](/d)", "a:/d"),
    ("1. a\n   - [b](/c)\n2. [d](/e)", "a:/c\na:/e"),
    ("* * *\n[a](/b)", "a:/b"),
    ("- [ ] [a](/b)\n- [x] c\n\n[x]: /x", "a:/b"),
    ("term [a](/b)\n: def [c](/d)", "a:/b\na:/d"),
    ("a [b](/c) | d\n--|--\n[e](/f) | g", "a:/c\na:/f"),
    ("[a|b](/c)", ""),
    ("`a|b` and [c](/d)", "a:/d"),
    ("Text[^1] [a](/b)\n\n[^1]: note [c](/d)\n\n    more [e](/f)", "a:/b\na:/d\na:/f"),
    ("Text\n\n[^9]: unused [c](/d)", ""),
    ("[a](/b){: .k target=\"_blank\"} [c](/d){:.x}", "a:/b\na:/d"),
    ("{::comment}\n[a](/b)\n{:/comment}\n[c](/d)", "a:/d"),
    ("{::nomarkdown}<a href=\"/raw\">r</a>{:/} [c](/d)", "a:/raw\na:/d"),
    ("{::options parse_block_html=\"true\" /}\n<div>\n[a](/b)\n</div>", "a:/b"),
    ("$$ [a](/b) $$ [c](/d)", "a:/d"),
    ("$$\n[a](/b)\n$$\n\n[c](/d)", "a:/d"),
    ("~~[a](/b)~~", "a:/b"),
    ("- a\n^\n- [b](/c)", "a:/c"),
    ("*[HTML]: Hyper\n[a](/b) HTML", "a:/b"),
    ("[a](/b?x=1&amp;y=2)", "a:/b?x=1&amp;y=2"),
    ("a << [b](/c) >>", "a:/c"),
    ("[你好](/中文)", "a:/中文"),
    ("\r\n# CR\r\n[a](/b)\r\n", "h1:CR\na:/b"),
    ("[a]\n[b](/c)\n\n[a]: /a", "a:/c"),
    ("![a](/b){: width=\"10\"}\n{: #fig}", "img:/b"),
    ("<details>\n<summary>[a](/b)</summary>\n</details>\n[c](/d)", "a:/d"),
    ("<script>\n'[a](/b) <a href=\"/no\">'\n</script>\n[c](/d)", "a:/d"),
    ("<br>\n[a](/b)", "a:/b"),
    ("<div>a</div> [b](/c)", "a:/c"),
    ("<span>\n# H\n</span>", "h1:H"),
    ("[a](/b 'it''s') [c](/d \"e\" )", "a:/b\na:/d"),
    ("[a](<b)> [c](/d)", "a:/d"),
    ("[a]: <http://x.example/y> 'T'\n[a]", "a:http://x.example/y"),
    ("1986\\. [a](/b)", "a:/b"),
    ("## [Linked](/l) title ##", "h2:[Linked](/l) title\na:/l"),
];

#[test]
fn as_kramdown_reads_it() {
    for (text, expected) in SNIPPETS {
        assert_eq!(stream(&format!("{text}\n")), *expected, "{text}");
    }
}

#[test]
fn liquid_runs_first() {
    for (text, expected) in [
        ("[a]({{ site.baseurl }}/b c)", "a:{{ site.baseurl }}/b c"),
        ("{% if a %}# H{% endif %}", "h1:H"),
        ("text\n{% if a %}\n# H\n{% endif %}\n[b](/c)", "h1:H\na:/c"),
        ("{% include a.html\n  b=\"c\" %}\n# H", "h1:H"),
        ("<a {% if a %}class=\"x\"{% endif %} href=\"{{ a | b: \"c\" }}\">d</a>", "a:{{ a | b: \"c\" }}"),
        ("{% raw %}\n[a](/b)\n{% endraw %}\n", "a:/b"),
        ("[`{% raw %}x{% endraw %}` or `{% raw %}{% y %}{% endraw %}`](/b) and `c`\n", "a:/b"),
        ("{% comment %}\n[a](/b)\n{% endcomment %}\n", ""),
        ("{% increment a %}\n===\n", "h1:{% increment a %}"),
        ("{% assign a = 1 %}\n# H\n", "h1:H"),
        ("{% highlight rb %}\n[a](/b)\n{% endhighlight %}\n[c](/d)", "a:/d"),
        ("<{{ site.url }}/a>", "a:{{ site.url }}/a"),
        ("- a {%- if b -%}\n# c\n{%- endif %}", ""),
    ] {
        assert_eq!(stream(text), expected, "{text}");
    }
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
