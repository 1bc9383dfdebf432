//! `element:` of a declarative rule: which elements a selector takes, and what is no selector.

#![expect(clippy::unwrap_used, reason = "a configuration that must be read stops the test")]

use std::time::Instant;

use postlint::check;
use postlint::config::{Config, declared_rule};
use postlint::generator::jekyll::Jekyll;
use postlint::matcher::of_manifest;
use postlint::settings::Settings;
use postlint::walk::Inventory;

fn manifest(selector: &str) -> String {
    let selector = selector.replace('\'', "''");
    format!(
        "---\nsummary: A rule\nseverity: warning\nsince: 0.1.0\nmatch: {{element: '{selector}', forbidden: true}}\nmessage: x\n---\n"
    )
}

/// The places of what a selector takes in a body, as `line:column`.
fn taken(selector: &str, path: &str, body: &str) -> Vec<String> {
    let own = vec![declared_rule("own/it", &manifest(selector))];
    let config = Config { select: Some(vec!["own".to_owned()]), own, ..Config::default() };
    let settings = Settings::resolve(&config).unwrap();
    let text = format!("---\n---\n{body}");
    let inventory = Inventory::in_memory(&[(path, text.as_bytes())]);
    let outcome = check::run(&inventory, &Jekyll::new(&[], 0), &settings, &|| ());
    outcome
        .findings
        .iter()
        .map(|one| one.location.start)
        .map(|at| format!("{}:{}", at.line, at.column))
        .collect()
}

const PAGE: &str = r#"<ul id="menu" class="big nav">
<li><a href="https://a.test/x.png" rel="me nofollow">1</a>
<li lang="en-GB"><p><em><a href='/B'>2</a></em></p>
</ul>
<p>3</p>
<img src="c.PNG" alt="">
"#;

#[test]
fn every_form_of_selector() {
    for (selector, expected) in [
        ("a", vec!["4:5", "5:25"]),
        ("A, img", vec!["4:5", "5:25", "8:1"]),
        ("*", vec!["3:1", "4:1", "4:5", "5:1", "5:18", "5:21", "5:25", "7:1", "8:1"]),
        ("#menu", vec!["3:1"]),
        (".nav", vec!["3:1"]),
        ("ul.big.nav", vec!["3:1"]),
        (".na", vec![]),
        ("[alt]", vec!["8:1"]),
        ("[href^=https]", vec!["4:5"]),
        ("[href$='.png']", vec!["4:5"]),
        ("[src$='.png']", vec![]),
        ("[src$='.png' i]", vec!["8:1"]),
        ("[href*=\"a.test\"]", vec!["4:5"]),
        ("[rel~=nofollow]", vec!["4:5"]),
        ("[rel=nofollow]", vec![]),
        ("[lang|=en]", vec!["5:1"]),
        ("[alt^='']", vec![]),
        ("ul a", vec!["4:5", "5:25"]),
        ("ul > a", vec![]),
        ("li > a", vec!["4:5"]),
        ("li>p em>a", vec!["5:25"]),
        ("ul + p", vec!["7:1"]),
        ("ul + img", vec![]),
        ("ul ~ img", vec!["8:1"]),
        ("li:first-child", vec!["4:1"]),
        ("li:nth-child(2)", vec!["5:1"]),
        ("li:nth-child(even) a", vec!["5:25"]),
        ("li:nth-child(-n+1)", vec!["4:1"]),
        ("li:nth-child(2n + 1)", vec!["4:1"]),
        ("a:not([rel], .x)", vec!["5:25"]),
        (":is(em, ul)", vec!["3:1", "5:21"]),
        ("li:not(:first-child)", vec!["5:1"]),
        ("p p", vec![]),
        ("li:last-child", vec!["5:1"]),
        ("li:nth-last-child(2)", vec!["4:1"]),
        ("li:nth-last-child(odd)", vec!["5:1"]),
        ("a:only-child", vec!["4:5", "5:25"]),
        ("p:only-child", vec!["5:18"]),
        (":empty", vec!["8:1"]),
        ("li:not(:last-child)", vec!["4:1"]),
        ("p:has(a)", vec!["5:18"]),
        ("p:has(> a)", vec![]),
        ("em:has(> a)", vec!["5:21"]),
        ("ul:has(+ p)", vec!["3:1"]),
        ("ul:has(~ img)", vec!["3:1"]),
        ("p:has(~ ul)", vec![]),
        ("p:has(+ img, em)", vec!["5:18", "7:1"]),
        ("ul:has(a[rel]) > li:last-child a", vec!["5:25"]),
        ("p:not(:has(a))", vec!["7:1"]),
    ] {
        assert_eq!(taken(selector, "a.html", PAGE), expected, "{selector}");
    }
}

#[test]
fn links_images_and_headings_of_markdown_are_elements() {
    let body = "# A [b](/c)\n\n![d](/e.png){:.wide} [f](/g)\n\n<div markdown=\"1\">\n[h](/i)\n</div>\n";
    for (selector, expected) in [
        ("h1 a", vec!["3:5"]),
        ("img.wide", vec!["5:1"]),
        ("img + a", vec!["5:22"]),
        ("div a", vec!["8:1"]),
        ("a:not(h1 > a)", vec![]),
    ] {
        if selector.contains("not(h1 >") {
            assert!(of_manifest(&manifest(selector), None).is_err());
            continue;
        }
        assert_eq!(taken(selector, "a.md", body), expected, "{selector}");
    }
}

#[test]
fn what_liquid_writes_is_not_taken_either_way() {
    let body = "<a class=\"{{ x }}\" href=\"/\">1</a>\n";
    for selector in [".x", "a:not(.x)", "a[class=x]"] {
        assert!(taken(selector, "a.html", body).is_empty(), "{selector}");
    }
    assert_eq!(taken("a[class]", "a.html", body), ["3:1"]);
}

#[test]
fn what_is_no_selector_is_told_at_its_place() {
    let known = "; there are :not(…), :is(…), :has(…), :empty, :first-child, :last-child, :only-child, :nth-child(…) and :nth-last-child(…)";
    let in_has = "in `:has(…)` stands one element: `:has(img)`, `:has(> img)`, `:has(+ p)`, `:has(~ p)`";
    for (selector, column, message) in [
        ("", 19, "a selector is missing here".to_owned()),
        ("a,", 21, "a selector is missing here".to_owned()),
        ("a >", 22, "a selector is missing here".to_owned()),
        ("> a", 19, "an element is missing here".to_owned()),
        ("a..b", 21, "a name is missing here".to_owned()),
        ("a[b", 22, "write `]`, or one of `=`, `^=`, `$=`, `*=`, `~=`, `|=` and a value".to_owned()),
        ("a[b=\"c]", 23, "the quote is never closed".to_owned()),
        ("a:hover", 20, format!("`:hover` is not known here{known}")),
        ("a::before", 20, format!("`:` is not known here{known}")),
        ("a:nth-child(x)", 31, "write a number, `odd`, `even`, or a step such as `2n+1`".to_owned()),
        ("a:not(b", 26, "a `)` is missing here".to_owned()),
        ("a:not(:not(b))", 25, "`:not` cannot stand inside another".to_owned()),
        ("a:has(:not(b))", 25, "`:not` cannot stand inside another".to_owned()),
        ("a:has(b c)", 27, in_has.to_owned()),
        ("a:has(:empty)", 31, "in `:has(…)`, what comes last or is empty cannot be asked".to_owned()),
        ("a)", 20, "`)` means nothing here".to_owned()),
    ] {
        let text = manifest(selector);
        let problems = of_manifest(&text, None).err().unwrap_or_default();
        let found: Vec<(usize, String)> = problems
            .iter()
            .map(|one| {
                let start = one.span.start as usize;
                (start - text[..start].rfind('\n').unwrap(), one.message.clone())
            })
            .collect();
        assert_eq!(found, [(column, message)], "{selector}");
    }
}

#[test]
fn a_deep_page_and_a_long_selector_take_no_time() {
    let page = format!("{}{}", "<div>".repeat(50_000), "<p><i></i>".repeat(50_000));
    let started = Instant::now();
    let selector = "div div div ~ p > b, ".repeat(12) + "div div p + p u";
    assert!(taken(&selector, "a.html", &page).is_empty());
    assert!(taken("div:has(u, ~ u) > p:last-child:has(+ b), b:empty", "a.html", &page).is_empty());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
