//! Which tags have no partner: in HTML as browsers see it, in Markdown as kramdown does.

use postlint::document::html::FlawKind;
use postlint::document::{Body, Dialect, Markup};
use postlint::source::{Source, Span};

fn flaws(text: &str, markup: Markup, kramdown: bool) -> Vec<String> {
    let source = Source::from_bytes("a".into(), text.as_bytes().to_vec());
    let dialect = Dialect { liquid: true, kramdown, yaml_only: true, ..Dialect::default() };
    let body = Body::parse(&source, Span::new(0, text.len()), markup, dialect);
    let tag = |index: u32| source.slice(body.elements[index as usize].span).to_owned();
    body.flaws()
        .iter()
        .map(|flaw| {
            let kind = match flaw.kind {
                FlawKind::Unclosed => "unclosed",
                FlawKind::SlashMissing => "slash",
                FlawKind::StrayEnd => "stray",
                FlawKind::ParagraphEnded => "ended",
                FlawKind::Misnested => "misnested",
                FlawKind::ShownAsText => "shown",
            };
            let other = flaw.other.map_or(String::new(), |other| format!(" {}", tag(other)));
            let undecided = flaw.undecided.map_or("", |_| " ?");
            format!("{kind} {}{other}{undecided}", tag(flaw.element))
        })
        .collect()
}

fn html(text: &str) -> Vec<String> {
    flaws(text, Markup::Html, false)
}

fn kramdown(text: &str) -> Vec<String> {
    flaws(text, Markup::Markdown, true)
}

fn commonmark(text: &str) -> Vec<String> {
    flaws(text, Markup::Markdown, false)
}

const NONE: [&str; 0] = [];

#[test]
fn html_that_is_whole() {
    for text in [
        "",
        "<div><p>a</p></div>",
        "<ul><li>a<li>b</ul>",
        "<ul><li><p>a<li><p>b</ul>",
        "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
        "<table><tr><td>a<td>b<tr><td>c</table>",
        "<table><thead><tr><th>a<tbody><tr><td>b</table>",
        "<select><option>a<option>b</select>",
        "<html><head><title>x</title><body><p>a<p>b",
        "<p>a<div>b</div>",
        "<br><img src=x><input><hr/><wbr>",
        "<svg><path d=x /><linearGradient/><g></g></svg>",
        "<math><mi>x</mi></math>",
        "<template><li>a</template>",
        "<a href=x><div>b</div></a>",
        "<script>if (a<b) '</div>'</script><style>a>b{}</style>",
        "<textarea></div></textarea><title></b></title>",
        "<!-- <div> --><!--[if IE]><div><![endif]-->",
        "<my-el><slot></slot></my-el>",
        "<DIV></div>",
        "<ruby>a<rp>(<rt>b<rp>)</ruby>",
        "<p><object><p>x</p></object></p>",
    ] {
        assert_eq!(html(text), NONE, "{text}");
    }
}

#[test]
fn html_with_flaws() {
    for (text, expected) in [
        ("<div>a", vec!["unclosed <div>"]),
        ("<div><span>a</div>", vec!["unclosed <span> </div>"]),
        ("a</div>", vec!["stray </div>"]),
        ("a</p>", vec!["stray </p>"]),
        ("<p>a<ul><li>b</li></ul></p>", vec!["ended </p> <ul>"]),
        ("<p>a<hr></p>", vec!["ended </p> <hr>"]),
        ("<b><i>a</b></i>", vec!["misnested </b> <i>"]),
        ("<b><i><u>a</b></u></i>", vec!["misnested </b> <u>", "misnested </b> <i>"]),
        ("<div><b>a</div><div>c</b></div>", vec!["misnested </div> <b>"]),
        ("<b>a<b> c", vec!["slash <b> <b>"]),
        ("<h2>a</h3>", vec!["stray </h3> <h2>"]),
        ("<a href=x>y <a href=z>w</a>", vec!["unclosed <a href=x>"]),
        ("<div/>a", vec!["unclosed <div/>"]),
        ("<img></img>", vec!["stray </img>"]),
        ("<ul><li><b>a<li>b</ul>", vec!["unclosed <b> </ul>"]),
        ("<table><tr><td><b>x</table>", vec!["unclosed <b> </table>"]),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn what_liquid_decides() {
    for (text, expected) in [
        ("{% if a %}<div>{% else %}<div class=b>{% endif %}c</div>", vec!["stray </div> ?"]),
        ("{% if a %}<div>{% endif %}<p>c</p>{% if a %}</div>{% endif %}", NONE.to_vec()),
        ("{% for a in b %}{% if c %}</ul><ul>{% endif %}<li>x</li>{% endfor %}", NONE.to_vec()),
        ("<ul>{% for a in b %}<li>{{ a }}</li>{% endfor %}</ul>", NONE.to_vec()),
        ("<div {% if a %}class=\"b\"{% endif %}>{{ a > b }}</div>", NONE.to_vec()),
        ("<h{{ n }}>a</h{{ n }}>", NONE.to_vec()),
        ("{% include head.html %}</div>", vec!["stray </div> ?"]),
        ("<div>{% include foot.html %}", vec!["unclosed <div> ?"]),
        ("{% include a.html %}<div>b", vec!["unclosed <div>"]),
        ("<div>b</div></div>{% include a.html %}", vec!["stray </div>"]),
        ("{{ '<div>' }}</div>", vec!["stray </div> ?"]),
        ("{% assign a = '<b>' %}<b>x", vec!["unclosed <b> ?"]),
        ("{% if a %}<div>{% endif %}</div></div>", vec!["stray </div> ?", "stray </div> ?"]),
        ("{% if a %}<b>x{% endif %}<i>y", vec!["unclosed <i>"]),
        ("{% comment %}<div>{% endcomment %}</p>", vec!["stray </p>"]),
        ("{% raw %}<div>{% endraw %}</div>", vec!["stray </div> ?"]),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn markdown_under_kramdown() {
    for (text, expected) in [
        ("<div>\n\ntext\n\n</div>\n", NONE.to_vec()),
        ("<div>\n<p>a</p>\n<br>\n</div>\n", NONE.to_vec()),
        ("<a name=\"x\"/>\n\ntext <span/> b\n", NONE.to_vec()),
        ("<ul><li>a<li>b</ul>\n\nafter", vec!["unclosed <li> </ul>", "unclosed <li> </ul>"]),
        ("text <span>a\n\nb </span>", vec!["misnested </span> <span>"]),
        ("text <b>a *b*\n\nafter", vec!["unclosed <b>"]),
        ("text </b> after", vec!["stray </b>"]),
        ("<div>\n\n</div>\n</div>\n", vec!["stray </div>"]),
        ("<div>\n<p>one\n<p>two\n</div>\n\nafter", vec!["unclosed <p> </div>", "unclosed <p> </div>"]),
        ("<b>bold <i>it</b> x</i>", vec!["misnested </b> <i>"]),
        ("<div><b>bold <i>it</b> x</i></div>\n\nafter", vec!["misnested </b> <i>"]),
        ("text <div>x</div> y", vec!["shown <div>"]),
        ("text <hr> y", vec!["shown <hr>"]),
        ("<div markdown=\"1\">\ntext </div>\n", vec!["misnested </div> <div markdown=\"1\">"]),
        ("<div markdown=\"1\">\n<b>text\n\nmore\n</div>\n", vec!["unclosed <b>"]),
        ("<center>x\n\nafter\n\n<p>z</p>", vec!["unclosed <center>"]),
        ("<p>a<ul><li>x</li></ul></p>\n", vec!["ended </p> <ul>"]),
        ("Text </p> more <br></br> x", vec!["stray </p>", "stray </br>"]),
        ("<table><tr><td>a</td></tr></tbody></table>\n", vec!["stray </tbody>"]),
        ("- <b>x\n- y</b>\n", vec!["misnested </b> <b>"]),
        ("`</div>` and\n\n    </div>\n\n```\n</p>\n```\n<!-- </b> -->\n", NONE.to_vec()),
    ] {
        assert_eq!(kramdown(text), expected, "{text}");
    }
}

#[test]
fn markdown_under_commonmark() {
    for (text, expected) in [
        ("<div>\n\ntext\n\n</div>\n", NONE.to_vec()),
        ("<div>\n\ntext </div>\n", NONE.to_vec()),
        ("text <b>a\n\nb</b>", vec!["misnested </b> <b>"]),
        ("- <b>a\n- b\n", vec!["unclosed <b>"]),
    ] {
        assert_eq!(commonmark(text), expected, "{text}");
    }
}
