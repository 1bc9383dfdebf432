//! Rules that a site writes for itself: each word of the vocabulary, on small sites.

#![expect(clippy::unwrap_used, reason = "a configuration that must be read stops the test")]

use postlint::check;
use postlint::config::{Config, declared_rule};
use postlint::generator::jekyll::Jekyll;
use postlint::matcher::of_manifest;
use postlint::rules::RULES;
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z
const NOW: i128 = 1_768_478_400_000_000_000;

fn manifest(rest: &str) -> String {
    format!("---\nsummary: A rule\nseverity: warning\nsince: 0.1.0\n{rest}\n---\nProse.\n")
}

/// What the rule says of a site: `path:line:column message`.
fn said(rule: &str, files: &[(&str, &str)]) -> Vec<String> {
    let own = vec![declared_rule("own/it", &manifest(rule))];
    let config = Config { select: Some(vec!["own".to_owned()]), own, ..Config::default() };
    let settings = Settings::resolve(&config).unwrap();
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let outcome = check::run(&Inventory::in_memory(&bytes), &Jekyll::new(&[], NOW), &settings, &|| ());
    let row = |one: &postlint::finding::Finding| {
        let start = one.location.start;
        format!("{}:{}:{} {}", one.location.path, start.line, start.column, one.message)
    };
    outcome.findings.iter().map(row).collect()
}

/// What the rule says of one page.
fn of_page(rule: &str, page: &str) -> Vec<String> {
    said(rule, &[("a.md", page)]).iter().map(|row| row.trim_start_matches("a.md:").to_owned()).collect()
}

/// What is wrong with a rule: `line:column message (help)`.
fn wrong(rule: &str) -> Vec<String> {
    let text = manifest(rule);
    let problems = of_manifest(&text, None).err().unwrap_or_default();
    let place = |at: u32| {
        let before = &text[..at as usize];
        let line = before.matches('\n').count() + 1;
        format!("{line}:{}", before.len() - before.rfind('\n').map_or(0, |end| end + 1) + 1)
    };
    let row = |one: &postlint::matcher::Problem| {
        let help = one.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{} {}{help}", place(one.span.start), one.message)
    };
    problems.iter().map(row).collect()
}

#[test]
fn a_third_of_the_built_in_rules_is_declared() {
    let declared: Vec<_> = RULES.iter().filter(|rule| rule.is_declared()).collect();
    let broken: Vec<String> = declared
        .iter()
        .flat_map(|rule| {
            let problems = of_manifest(rule.manifest, None).err().unwrap_or_default();
            problems.into_iter().map(move |one| {
                let line = rule.manifest[..one.span.start as usize].matches('\n').count() + 1;
                format!("{}:{line} {} {:?}", rule.id, one.message, one.help)
            })
        })
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(declared.len() * 3 >= RULES.len(), "{} of {}", declared.len(), RULES.len());
}

#[test]
fn values_of_front_matter_by_their_way() {
    let page = "---\ntitle: Long title\ntags: [a, b]\nauthor: {name: Ann, age: 7}\n---\n";
    for (rule, expected) in [
        ("match: {front-matter: title, length: {max: 5}}\nmessage: \"{length}\"", vec!["2:8 10"]),
        ("match: {front-matter: title, length: {max: 10}}\nmessage: x", vec![]),
        ("match: {front-matter: \"tags[*]\", one-of: [a]}\nmessage: \"{value}\"", vec!["3:11 b"]),
        ("match: {front-matter: \"tags[0]\", none-of: [a]}\nmessage: \"{value}\"", vec!["3:8 a"]),
        ("match: {front-matter: author.name, equals: Bob}\nmessage: \"{value}\"", vec!["4:16 Ann"]),
        ("match: {front-matter: author.age, range: {min: 8}}\nmessage: \"{value}\"", vec!["4:26 7"]),
        ("match: {front-matter: author, type: list}\nmessage: x", vec!["4:9 x"]),
        ("match: {front-matter: date, required: true}\nmessage: none", vec!["1:1 none"]),
        ("match: {front-matter: tags, count: {max: 1}}\nmessage: \"{count}\"", vec![]),
        ("match: {front-matter: \"tags[*]\", count: {max: 1}}\nmessage: \"{count}\"", vec!["3:11 2"]),
        ("match: {front-matter: title, forbidden: true}\nmessage: x", vec!["2:8 x"]),
        ("match: {front-matter: title, same-as: front-matter.author.name}\nmessage: x", vec!["2:8 x"]),
    ] {
        assert_eq!(of_page(rule, page), expected, "{rule}");
    }
}

#[test]
fn parts_of_addresses_with_their_bytes() {
    let page = "---\n---\n[a](http://www.example.com:80/x/y.html?q=1&r=two#z) ![b](/img/b.PNG)\n";
    let link = |part: &str| format!("match: {{link: {part}, forbidden: true}}\nmessage: \"{{value}}\"");
    for (part, expected) in [
        ("scheme", "3:5 http"),
        ("host", "3:12 www.example.com"),
        ("path", "3:30 /x/y.html"),
        ("query.r", "3:46 two"),
        ("fragment", "3:50 z"),
        ("extension", "3:35 html"),
    ] {
        assert_eq!(of_page(&link(part), page), [expected], "{part}");
    }
    assert_eq!(of_page("match: {image: extension, one-of: [png]}\nmessage: \"{value}\"", page), ["3:65 PNG"]);
    let none = "match: {link: query.s, required: true}\nmessage: none";
    assert_eq!(of_page(none, page), ["3:5 none"]);
}

#[test]
fn where_chooses_among_them() {
    let page = "---\n---\n[a](https://a.example.com/1) [b](https://b.test/2) [c](/3)\n\n<img src='/x.png'> <img src='/y.png' width='5'>\n";
    let rule =
        "match: {link: path, where: {host: {host-in: [example.com]}}, forbidden: true}\nmessage: \"{value}\"";
    assert_eq!(of_page(rule, page), ["3:26 /1"]);
    let rule = "match: {element: img, attribute: width, where: {src: {starts-with: /}}, required: true}\nmessage: \"{item.src}\"";
    assert_eq!(of_page(rule, page), ["5:1 /x.png"]);
}

#[test]
fn conditions_of_conditions() {
    let page = "---\ntitle: abc\n---\n";
    let rule = |condition: &str| format!("match: {{front-matter: title, {condition}}}\nmessage: x");
    for (condition, holds) in [
        ("all: [{starts-with: a}, {ends-with: c}]", true),
        ("all: [{starts-with: a}, {ends-with: d}]", false),
        ("any: [{starts-with: b}, {contains: b}]", true),
        ("any: [b, c]", false),
        ("not: {pattern: '^a'}", false),
        ("not: abd", true),
        ("pattern: '^[a-c]{3}$'", true),
        ("pattern: '(?<first>.)', parts: {first: a}", true),
        ("pattern: '(?<first>.)', parts: {first: [b, c]}", false),
        ("empty: false", true),
        ("length: 3", true),
        ("length: {min: 4}", false),
    ] {
        assert_eq!(of_page(&rule(condition), page).is_empty(), holds, "{condition}");
    }
}

#[test]
fn dates_are_compared_by_day_or_instant() {
    let post = |date: &str| format!("---\ndate: {date}\nuntil: 2022-02-01\n---\n");
    let rule =
        "match: {front-matter: until, after: \"{document.date}\"}\nmessage: \"{document.date|%d.%m.}\"";
    for (date, expected) in
        [("2022-01-07", vec![]), ("2022-02-01", vec!["_posts/2022-01-07-a.md:3:8 01.02."])]
    {
        assert_eq!(said(rule, &[("_posts/2022-01-07-a.md", &post(date))]), expected, "{date}");
    }
}

#[test]
fn texts_and_headings() {
    let page = "---\n---\n# One.\n\nTODO(ann) this. todo\n";
    let rule = "match: {text: 'TODO\\((?<who>\\w+)\\)', forbidden: true}\nmessage: \"left by {who}\"";
    assert_eq!(of_page(rule, page), ["5:1 left by ann"]);
    let rule = "match: {heading: text, where: {level: \"1\"}, not: {ends-with: \".\"}}\nmessage: \"{value}\"";
    assert_eq!(of_page(rule, page), ["3:3 One."]);
}

#[test]
fn documents_that_are_looked_at() {
    let files = [
        ("_posts/2022-01-07-a.md", "---\nlayout: post\n---\n"),
        ("docs/b.md", "---\nlayout: page\n---\n"),
        ("c.md", "---\n---\n"),
    ];
    for (scope, expected) in [
        ("kind: post", vec!["_posts/2022-01-07-a.md"]),
        ("kind: [post, page]", vec!["_posts/2022-01-07-a.md", "c.md", "docs/b.md"]),
        ("path: \"docs/**\"", vec!["docs/b.md"]),
        ("not-path: [\"docs/**\", \"_posts/*\"]", vec!["c.md"]),
        ("when: {layout: [page, post]}", vec!["_posts/2022-01-07-a.md", "docs/b.md"]),
        ("when: {layout: {empty: true}}", vec!["c.md"]),
    ] {
        let rule =
            format!("match: {{in: {{{scope}}}, document: path, forbidden: true}}\nmessage: \"{{value}}\"");
        let found: Vec<String> =
            said(&rule, &files).iter().filter_map(|row| row.split(' ').nth(1)).map(str::to_owned).collect();
        assert_eq!(found, expected, "{scope}");
    }
}

#[test]
fn questions_to_the_whole_site() {
    let files = [
        ("a.md", "---\ncode: x1\nnext: /b.html\n---\n"),
        ("b.md", "---\ncode: x2\nnext: /c.html\n---\n"),
        ("d.md", "---\ncode: x1\n---\n"),
    ];
    let rule = "match: {front-matter: code, unique: true}\nmessage: \"{value} twice\"";
    assert_eq!(said(rule, &files), ["d.md:2:7 x1 twice"]);
    let rule = "match: {front-matter: next, exists-in-site: true}\nmessage: \"nothing at {value}\"";
    assert_eq!(said(rule, &files), ["b.md:3:7 nothing at /c.html"]);
}

#[test]
fn what_liquid_writes_is_not_judged() {
    assert!(
        of_page(
            "match: {link: host, one-of: [a.test]}\nmessage: x",
            "---\n---\n[a](https://{{ page.h }}/)\n"
        )
        .is_empty()
    );
}

#[test]
fn what_cannot_be_meant_is_told_at_its_place() {
    for (rule, expected) in [
        (
            "message: x",
            "2:1 the manifest has no `match` (say what the rule looks at: `match: {front-matter: title, length: {max: 60}}`)",
        ),
        (
            "match: {front-mater: title, required: true}\nmessage: x",
            "5:9 `front-mater` is no word of this vocabulary (did you mean `front-matter`?)",
        ),
        (
            "match: {front-matter: title}\nmessage: x",
            "5:1 nothing is asked of the subject (say `forbidden: true`, `required: true`, or a condition such as `length: {max: 60}`)",
        ),
        (
            "match: {link: hots, forbidden: true}\nmessage: x",
            "5:15 an address has no `hots`; it has url, scheme, host, path, query.NAME, fragment, extension, file, stem, authority, user, port, rest",
        ),
        (
            "match: {front-matter: title, pattern: \"(\"}\nmessage: x",
            "5:39 the pattern cannot be read: unclosed group",
        ),
        (
            "match: {front-matter: title, required: true}\nmessage: \"{titel}\"",
            "6:10 no pattern has a part called `titel`",
        ),
        (
            "match: {front-matter: title, required: true}\nmessage: \"{\"",
            "6:10 a `{` is never closed; write `{{` for a brace",
        ),
        (
            "match: {front-matter: title, required: true}",
            "5:1 a text is missing here (add `message:` beside `match:`: what is wrong and why, without a full stop)",
        ),
        (
            "match: {front-matter: title, length: {maxi: 3}}\nmessage: x",
            "5:39 `maxi` is no word of this vocabulary (did you mean `max`?)",
        ),
        (
            "match: {front-matter: title, link: host, required: true}\nmessage: x",
            "5:30 a rule has one subject, and this one has `front-matter` already",
        ),
        (
            "match: {in: {kind: blog}, front-matter: title, required: true}\nmessage: x",
            "5:20 `blog` is no kind of document (the kinds are post, draft, page, collection, layout, include, data, static, ignored)",
        ),
        (
            "match: {front-matter: title, type: string}\nmessage: x",
            "5:36 `string` is no type (the types are text, number, boolean, date, list, map, null)",
        ),
    ] {
        assert!(wrong(rule).iter().any(|row| row == expected), "{rule}: {:?}", wrong(rule));
    }
}

#[test]
fn no_pattern_makes_a_run_hang() {
    let started = std::time::Instant::now();
    let large = wrong("match: {text: '(x{1,1000}){1,1000}', forbidden: true}\nmessage: x");
    assert!(large.iter().all(|row| row.starts_with("5:15 the pattern cannot be read")), "{large:?}");
    assert_eq!(large.len(), 1, "{large:?}");
    let page = format!("---\n---\n{}\n", "a".repeat(200_000));
    assert!(of_page("match: {text: '(a*)*b', forbidden: true}\nmessage: x", &page).is_empty());
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn what_is_not_there_is_no_question_of_liquid() {
    let rule = "match: {element: a, attribute: onclick, forbidden: true}\nmessage: x";
    let own = vec![declared_rule("own/it", &manifest(rule))];
    let config = Config { select: Some(vec!["own".to_owned()]), own, ..Config::default() };
    let page: &[u8] = b"---\n---\n[a]({{ page.x }}) and [b]({{ page.y }}/z)\n";
    let settings = Settings::resolve(&config).unwrap();
    let outcome =
        check::run(&Inventory::in_memory(&[("a.md", page)]), &Jekyll::new(&[], NOW), &settings, &|| ());
    assert!(outcome.findings.is_empty() && outcome.undecided.is_empty(), "{:?}", outcome.undecided);
}
