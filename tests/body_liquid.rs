//! Where Liquid stands: cut as Liquid 4 cuts it.

use postlint::document::liquid::{LiquidKind, LiquidMap};
use postlint::source::Span;

fn pieces(text: &str) -> Vec<String> {
    let map = LiquidMap::scan(text, Span::new(0, text.len()));
    map.pieces()
        .iter()
        .map(|piece| {
            let kind = match piece.kind {
                LiquidKind::Output => "output",
                LiquidKind::Tag => "tag",
                LiquidKind::Opaque => "opaque",
                LiquidKind::Unclosed => "unclosed",
            };
            format!("{kind} {} [{}]", &text[piece.span.range()], &text[piece.name.range()])
        })
        .collect()
}

#[test]
fn outputs_and_tags() {
    for (text, expected) in [
        ("no { brace { % here", vec![]),
        ("a {{ b }} c", vec!["output {{ b }} []"]),
        ("{{}}", vec!["output {{}} []"]),
        ("{{- b -}}", vec!["output {{- b -}} []"]),
        ("{{ a\n| b: \"}\" }}", vec!["unclosed {{ a\n| b: \"} []"]),
        ("{{{a}}}", vec!["output {{{a}} []"]),
        ("{% if a %}b{% endif %}", vec!["tag {% if a %} [if]", "tag {% endif %} [endif]"]),
        ("{%- include a.html b=\"%\" -%}", vec!["tag {%- include a.html b=\"%\" -%} [include]"]),
        ("{%\tassign\n a = 1 %}", vec!["tag {%\tassign\n a = 1 %} [assign]"]),
        ("{% my-tag %}", vec!["tag {% my-tag %} [my]"]),
        ("漢{{ 字 }}", vec!["output {{ 字 }} []"]),
    ] {
        assert_eq!(pieces(text), expected, "{text}");
    }
}

#[test]
fn opaque_stretches() {
    for (text, expected) in [
        ("{% raw %}{{ a }}{% b %}{% endraw %}c", vec!["opaque {% raw %}{{ a }}{% b %}{% endraw %} [raw]"]),
        ("{%- raw -%}{{{% endraw -%}c", vec!["opaque {%- raw -%}{{{% endraw -%} [raw]"]),
        ("{% raw %}{{ a {% endraw %}", vec!["opaque {% raw %}{{ a {% endraw %} [raw]"]),
        (
            "{% comment %}{% comment %}{% endcomment %}{% endcomment %}",
            vec!["opaque {% comment %}{% comment %}{% endcomment %}{% endcomment %} [comment]"],
        ),
        (
            "{% highlight a %}{% raw %}{% endhighlight %}{% endraw %}{% endhighlight %}",
            vec![
                "opaque {% highlight a %}{% raw %}{% endhighlight %}{% endraw %}{% endhighlight %} [highlight]",
            ],
        ),
        ("{% comment %}{{ a }}", vec!["unclosed {% comment %} [comment]", "output {{ a }} []"]),
    ] {
        assert_eq!(pieces(text), expected, "{text}");
    }
}

#[test]
fn what_never_closes() {
    for (text, expected) in [
        ("{{ a", vec!["unclosed {{ []"]),
        ("{% a", vec!["unclosed {% []"]),
        ("{{ a } b", vec!["unclosed {{ a } []"]),
        ("{% %}", vec!["unclosed {% %} []"]),
        ("{% a {{ b }}", vec!["unclosed {% []", "output {{ b }} []"]),
        ("{{ {% a %}", vec!["unclosed {{ {% a %} []"]),
    ] {
        assert_eq!(pieces(text), expected, "{text}");
    }
}

#[test]
fn touching() {
    let text = "a {{ b }} c {% raw %}d{% endraw %}";
    let map = LiquidMap::scan(text, Span::new(0, text.len()));
    assert!(!map.touches(Span::new(0, 2)));
    assert!(map.touches(Span::new(0, 3)));
    assert!(map.touches(Span::new(8, 12)));
    assert!(!map.touches(Span::new(9, 12)));
    assert!(map.is_opaque_at(21));
    assert!(!map.is_opaque_at(4));
}
