//! What Liquid takes and what it stops at: recorded answers of Liquid 4.0.4 with Jekyll's tags, in
//! `error_mode: warn`, on generated templates; and where our findings point.

use postlint::document::{Dialect, Document};
use postlint::generator::Generator;
use postlint::generator::jekyll::Jekyll;
use postlint::source::Source;

const NOW: i128 = 1_768_478_400_000_000_000;
const HEADER: &str = "---\n---\n";

/// The bytes of the body that stop the build, and why.
fn fault(body: &str) -> Option<(String, String)> {
    let source = Source::from_bytes("a.md".into(), format!("{HEADER}{body}").into_bytes());
    let document = Document::parse(&source, Dialect::default());
    let fatal = Jekyll::new(&[("_config.yml", "")], NOW).publication(&document).fatal?;
    Some((source.slice(fatal.span).to_owned(), fatal.message.to_string()))
}

#[test]
fn recorded_answers() {
    let mut wrong = Vec::new();
    for line in include_str!("data/liquid-syntax.jsonl").lines() {
        let (answer, body): (String, String) = serde_json::from_str(line).expect("a pair of texts");
        if (answer == "ok") != fault(&body).is_none() {
            wrong.push(format!("{body:?} should be {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_pointed_at() {
    for (body, place) in [
        ("a {% assign x %} b", "x"),
        ("{% assign %}", "{% assign %}"),
        ("{% assign = 1 %}", "= 1"),
        ("{% for x %}{% endfor %}", "x"),
        ("{% for x of list %}{% endfor %}", "x of list"),
        ("{% if %}{% endif %}", "{% if %}"),
        ("{% if a and %}{% endif %}", "a and"),
        ("{% case %}{% endcase %}", "{% case %}"),
        ("{% case a %}{% when %}{% endcase %}", "{% when %}"),
        ("{% case a %}{% else b %}{% endcase %}", "b"),
        ("{% case a %}{% elsif b %}{% endcase %}", "{% elsif b %}"),
        ("{% unless ,, %}{% endunless %}", ",,"),
        ("{% raw x %}{% endraw %}", "x"),
        ("{% raw %}a{%- endraw %}", "{% raw %}"),
        ("{% capture %}{% endcapture %}", "{% capture %}"),
        ("{% cycle %}", "{% cycle %}"),
        ("{% tablerow a %}{% endtablerow %}", "a"),
        ("{% include a.html b %}", "a.html b"),
        ("{% include a.html b='c'd='e' %}", "a.html b='c'd='e'"),
        ("{% include_relative a.html b= %}", "a.html b="),
        ("{% highlight %}{% endhighlight %}", "{% highlight %}"),
        ("{% highlight a b c=, %}{% endhighlight %}", "a b c=,"),
        ("{% post_url walk %}", "walk"),
        ("{% for a in b %}{% else %}{% else %}{% endfor %}", "{% endfor %}"),
        ("{% comment %}{% if %}{% endcomment %}", "{% if %}"),
        ("{{ (true..5) }}", "(true..5)"),
        ("{% render 'a' %}", "{% render 'a' %}"),
        ("{% if a %}{% if b %}{% endif %}", "{% if a %}"),
        ("{% if a %}{% endfor %}", "{% endfor %}"),
        ("{{ a }", "{{ a }"),
    ] {
        let found = fault(body);
        assert_eq!(found.as_ref().map(|(text, _)| text.as_str()), Some(place), "{body}: {found:?}");
    }
}

#[test]
fn what_passes() {
    for body in [
        "{{ }}",
        "{{ a | }}",
        "{{ | upcase }}",
        "{{ 'a' | b: c, d: e }}",
        "{% if a | b %}{% endif %}",
        "{% if a = b && c %}{% endif %}",
        "{% assign x = %}",
        "{% assign x == 1 %}",
        "{% comment %}{% unknown %}{% else %}{% endfor %}{% endcomment %}",
        "{% for a in b limit:1 offset:continue reversed nonsense %}{% else %}{% endfor %}",
        "{% case a %} text {% when 1, 2 or 'x' %}{% else %}{% when 3 %}{% endcase %}",
        "{% include {{ page.box }} a=b %}",
        "{% include a.html b=\"it's \\\"so\\\"\" c = d.e %}",
        "{%- if a -%}{%- endif -%}",
        "{% include %}",
    ] {
        assert_eq!(fault(body), None, "{body}");
    }
}

#[test]
fn long_input_is_read_in_linear_time() {
    for unit in
        ["{% if a and ", "{{ a | b: 'c', ", "{{ ((((", "{% assign x[[[ ", "{{ \"a' ", "[a", "{% case ',' or "]
    {
        let body = format!("{}{}%}}}}}}", unit, unit.trim_start_matches(['{', '%']).repeat(60_000));
        let _ = fault(&body);
    }
    let deep = "{% if a %}".repeat(100_000);
    assert!(fault(&deep).is_some());
}
