//! What Liquid makes of addresses: recorded answers of a real Jekyll, and what is left open.

#![expect(clippy::panic, reason = "a body without a link stops the test")]

use postlint::document::Document;
use postlint::generator::Generator;
use postlint::generator::jekyll::Jekyll;
use postlint::publication::Answer;
use postlint::publication::rendering::Part;
use postlint::source::Source;

const NOW: i128 = 1_768_478_400_000_000_000;
const CONFIG: &str = "title: My Site\nurl: https://www.example.org\nbaseurl: /blog\ncount: 3\nnope: false\n\
    list: [one, Two]\nsocial: {github: octo}\ntimezone: Asia/Shanghai\n\
    defaults:\n  - scope: {path: \"\", type: posts}\n    values: {fromdef: dd}\n";
const HEADER: &str =
    "---\ntitle: A Walk\ncategories: [Lake, b]\ntags: t1\nimage: /img/a.png\nflag: true\n---\n";

/// The address of the last link of a post; what is open in words, after `?`.
fn address(body: &str) -> String {
    let path = "_posts/2022-01-07-a-walk.html";
    let source = Source::from_bytes(path.into(), format!("{HEADER}{body}").into_bytes());
    let jekyll = Jekyll::new(&[("_config.yml", CONFIG)], NOW);
    let document =
        Document::parse_with(&source, jekyll.dialect(path), |header| jekyll.dialect_of(path, header));
    let publication = jekyll.publication(&document);
    let element = document.body.named("a").last();
    let attribute = element.and_then(|element| document.body.attribute(element, "href"));
    let Some(span) = attribute.and_then(|attribute| attribute.value) else { panic!("no link in {body}") };
    match publication.rendering.address(source.text(), &document.body.liquid, span) {
        Answer::Known(parts) => parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.to_string(),
                Part::PostUrl(name) => format!("<post {name}>"),
                Part::Link(name) => format!("<link {name}>"),
            })
            .collect(),
        Answer::Undecided(why) => format!("? {why}"),
    }
}

fn of_expression(expression: &str) -> String {
    address(&format!("<a href=\"{{{{ {expression} }}}}\">x</a>"))
}

#[test]
fn known_values() {
    for (expression, expected) in [
        ("site.baseurl", "/blog"),
        ("site['url']", "https://www.example.org"),
        ("site.count", "3"),
        ("site.nope", "false"),
        ("site.absent", ""),
        ("site.list[1]", "Two"),
        ("site.list[-1]", "Two"),
        ("site.list.first", "one"),
        ("site.list.size", "2"),
        ("site.social.github", "octo"),
        ("page.url", "/lake/b/2022/01/07/a-walk.html"),
        ("page.path", "_posts/2022-01-07-a-walk.html"),
        ("page.categories[0]", "Lake"),
        ("page.tags.first", "t1"),
        ("page.slug", "a-walk"),
        ("page.collection", "posts"),
        ("page.fromdef", "dd"),
        ("page.absent", ""),
        ("nowhere", ""),
        ("page.date | date: '%Y/%m/%d'", "2022/01/07"),
        ("'/a.png' | relative_url", "/blog/a.png"),
        ("'a.png' | relative_url", "/blog/a.png"),
        ("'http://o.org/x' | relative_url", "http://o.org/x"),
        ("'/a/b.png' | absolute_url", "https://www.example.org/blog/a/b.png"),
        ("'/a b' | relative_url", "/blog/a%20b"),
        ("page.image | prepend: site.baseurl | append: '?v=1'", "/blog/img/a.png?v=1"),
        ("'Ærø – Ünder 你' | slugify: 'latin'", "aero-under"),
        ("page.title | slugify | append: '.html'", "a-walk.html"),
        ("'A,b' | split: ',' | last | upcase", "B"),
        ("'a-b' | replace: '-', '/' | remove_first: 'a'", "/b"),
        ("page.absent | default: 'd'", "d"),
        ("'/x/index.html' | strip_index", "/x/"),
        ("'a/b' | url_encode", "a%2Fb"),
    ] {
        assert_eq!(of_expression(expression), expected, "{expression}");
    }
}

#[test]
fn what_stays_open() {
    for expression in [
        "site.time",
        "site.data.menu.first",
        "site.posts.first.url",
        "site.github.url",
        "page.next.url",
        "content",
        "'a' | markdownify",
        "'a' | by_a_plugin",
        "'/../a' | relative_url",
        "page.title",
        "paginator.next_page_path",
        "layout.x",
    ] {
        let found = of_expression(expression);
        assert!(found.starts_with("? "), "{expression}: {found}");
    }
}

#[test]
fn blocks_and_variables() {
    for (body, expected) in [
        ("{% assign a = '/x' %}<a href=\"{{ a }}\">", "/x"),
        ("<a href=\"{{ a }}\">{% assign a = '/x' %}", ""),
        (
            "{% capture a %}/{{ page.slug }}/{% endcapture %}<a href=\"{{ a | relative_url }}\">",
            "/blog/a-walk/",
        ),
        (
            "{% if site.nope %}{% assign a = 1 %}{% else %}{% assign a = 2 %}{% endif %}<a href=\"{{ a }}\">",
            "2",
        ),
        ("<a href=\"{% if page.flag %}/y{% else %}/n{% endif %}\">", "/y"),
        ("<a href=\"{% unless page.flag %}/y{% else %}/n{% endunless %}\">", "/n"),
        ("<a href=\"{% case site.count %}{% when 1, 3 %}/y{% else %}/n{% endcase %}\">", "/y"),
        (
            "{% for a in site.absent %}{% assign b = 1 %}{% else %}{% assign b = 2 %}{% endfor %}<a href=\"{{ b }}\">",
            "2",
        ),
        ("{% if site.time %}{% assign a = '/x' %}<a href=\"{{ a }}\">{% endif %}", "/x"),
        ("<a href=\"{% post_url 2022-01-06-b %}#c\">", "<post 2022-01-06-b>#c"),
        ("<a href=\"/x{% comment %}{{ site.time }}{% endcomment %}\">", "/x"),
        ("<a href=\" {{- site.baseurl -}} /x\">", "/blog/x"),
        ("<a href=\"{% link a.md %}\">", "<link a.md>"),
    ] {
        assert_eq!(address(body), expected, "{body}");
    }
    for body in [
        "{% if site.time %}{% assign a = '/x' %}{% endif %}<a href=\"{{ a }}\">",
        "{% for i in site.list %}{% assign a = i %}{% endfor %}<a href=\"{{ a }}\">",
        "{% for i in site.list %}<a href=\"{{ i }}\">{% endfor %}",
        "{% include a.html %}<a href=\"{{ a }}\">",
        "{% assign a = 1 %}{% include a.html %}<a href=\"{{ a }}\">",
        "<a href=\"{% if site.time %}/y{% endif %}\">",
        "{% capture a %}{% if site.time %}x{% endif %}{% endcapture %}<a href=\"{{ a }}\">",
        "{% for i in site.list %}<a href=\"{{ a }}\">{% assign a = '/x' %}{% endfor %}",
    ] {
        let found = address(body);
        assert!(found.starts_with("? "), "{body}: {found}");
    }
}

#[test]
fn growing_values_are_bounded() {
    let mut body = "{% assign a = 'aaaaaaaaaaaaaaaa' %}".to_owned();
    body.push_str(&"{% assign a = a | append: a %}".repeat(200));
    body.push_str(&"{% for i in site.list %}".repeat(90));
    body.push_str(&"{{ a }}{% assign b = a %}".repeat(20_000));
    body.push_str("<a href=\"{{ a }}\">");
    assert!(address(&body).starts_with("? "));
}
