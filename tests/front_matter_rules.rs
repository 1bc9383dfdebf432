//! The rules on front matter at their edges: what they find, and what they leave alone.

use postlint::check;
use postlint::config::Config;
use postlint::generator::jekyll::Jekyll;
use postlint::settings::Settings;
use postlint::walk::Inventory;

/// 2026-01-15T12:00:00Z
const NOW: i128 = 1_768_478_400_000_000_000;

/// The findings of one rule on a small site: `severity path «the bytes» -> fix`.
fn findings(rule: &str, site: &str, files: &[(&str, &str)]) -> Vec<String> {
    let config = Config { select: Some(vec![format!("front-matter/{rule}")]), ..Config::default() };
    let settings = Settings::resolve(&config).unwrap_or_else(|problem| unreachable!("{problem}"));
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let jekyll = Jekyll::new(&[("_config.yml", site)], NOW);
    let outcome = check::run(&Inventory::in_memory(&bytes), &jekyll, &settings, &|| ());
    let found = outcome.findings.iter().map(|one| {
        let path = one.location.path.to_string();
        let text = files.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| text);
        let (start, end) = (one.location.start.offset as usize, one.location.end.offset as usize);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        format!("{} {name} «{}»", one.severity.as_str(), &text[start..end])
    });
    found.collect()
}

/// The findings of one rule on a post, without its path.
fn in_post(rule: &str, text: &str) -> Vec<String> {
    findings(rule, "", &[("_posts/2022-01-07-a.md", text)])
        .into_iter()
        .map(|found| found.replace(" 2022-01-07-a.md", ""))
        .collect()
}

/// Checks a rule on front matters of posts.
fn check(rule: &str, cases: &[(&str, &[&str])]) {
    for (head, expected) in cases {
        assert_eq!(in_post(rule, &format!("---\n{head}---\nBody\n")), *expected, "{rule}: {head:?}");
    }
}

#[test]
fn keys_that_nearly_are_known() {
    check(
        "unknown-key",
        &[
            ("tilte: a\n", &["warning «tilte»"]),
            ("Layout: a\n", &["warning «Layout»"]),
            ("catagories: a\n", &["warning «catagories»"]),
            ("permlink: /a/\n", &["warning «permlink»"]),
            ("redirect-from: /a/\n", &["warning «redirect-from»"]),
            ("excerpt-separator: x\n", &["warning «excerpt-separator»"]),
            ("pubished: false\n", &["warning «pubished»"]),
            ("title: a\nTitle: b\n", &[]),
            ("data: a\nimages: [a]\nauthors: [b]\nsubtitle: c\ntoc: true\ntag: d\nlang: de\n", &[]),
            ("weather: rain\nid: 4\nx: 1\n", &[]),
        ],
    );
    let same = "---\nTitle: a\n---\n";
    let files = [
        ("_posts/2022-01-01-a.md", same),
        ("_posts/2022-01-02-b.md", same),
        ("_posts/2022-01-03-c.md", same),
    ];
    assert!(findings("unknown-key", "", &files).is_empty(), "three documents make a key the site's own");
}

#[test]
fn texts_that_are_none() {
    check(
        "ambiguous-scalar",
        &[
            ("title: no\n", &["warning «no»"]),
            ("lang: no\n", &["warning «no»"]),
            ("title: 007\n", &["warning «007»"]),
            ("title: 2022-01-07\n", &["warning «2022-01-07»"]),
            ("tags: [on, '2.0', 1.0, 2022]\n", &["warning «on»"]),
            ("tags:\n  - 1.10\n", &["warning «1.10»"]),
            ("title: [Draft]\n", &["warning «[Draft]»"]),
            ("title: {{ page.x }}\n", &["warning «{{ page.x }}»"]),
            ("title: 1984\ndescription: y\nauthor: ~\n", &[]),
            ("title: 'No'\nweight: 007\n", &[]),
            ("author: {name: Ada}\nauthors: [Ada]\n", &[]),
        ],
    );
}

#[test]
fn what_comments_cut_off() {
    check(
        "comment-truncates",
        &[
            ("title: C# is #1 for us # really\n", &["warning «#1 for us # really»"]),
            ("title: #1 tip\n", &["warning «#1 tip»"]),
            ("color: #fff\n", &["warning «#fff»"]),
            ("title: F#1\n", &[]),
            ("title: a # b\n", &[]),
            ("title: a ## b\n", &[]),
            ("title: 'a' #b\n", &[]),
            ("image: #/off.png\n", &[]),
        ],
    );
}

#[test]
fn words_that_are_lost() {
    check(
        "lost-word",
        &[
            ("title: !important x\n", &["warning «!important»"]),
            ("title: &amp you\n", &["warning «&amp»"]),
            ("title: &x\n", &["warning «&x»"]),
            ("title: *bold\n", &["warning «*bold»"]),
            ("base: &b {x: 1}\ncopy: *b\n", &[]),
            ("title: &t Walk\nheading: *t\n", &[]),
            ("title: 'a & b'\ndescription: a * b ! c\n", &[]),
        ],
    );
    check(
        "unsafe-tag",
        &[
            ("a: !ruby/object:Set {b: 1}\n", &["warning «!ruby/object:Set»"]),
            ("a: !!str 12\n", &["warning «!!str»"]),
            ("a: !!str x\n", &[]),
            ("a: !!binary aGk=\n", &[]),
        ],
    );
}

#[test]
fn keys_and_values_that_say_nothing() {
    check(
        "empty-value",
        &[
            ("title: \"\"\n", &["warning «\"\"»"]),
            ("title: '  '\n", &["warning «'  '»"]),
            ("title:\n", &["note «title»"]),
            ("title:   \nlayout:\nimage:\ndescription: ''\n", &["note «title»"]),
            ("title: ~\nauthor: null\n", &[]),
            ("title: #1\n", &[]),
            ("title: ''\ntitle: b\n", &[]),
        ],
    );
    let page = [("a.md", "---\npermalink: \"\"\n---\n")];
    assert_eq!(findings("empty-value", "", &page), ["error a.md «\"\"»"]);
    check(
        "key-type",
        &[
            ("2022: a\nyes: b\n", &["warning «2022»", "warning «yes»"]),
            ("2022: a\n~: b\nc: d\n", &["warning «2022»", "warning «~»"]),
            ("'on': a\nmap: {1: x}\n", &[]),
        ],
    );
    check(
        "published-value",
        &[
            ("published: \"false\"\n", &["warning «\"false\"»"]),
            ("published: n\n", &["warning «n»"]),
            ("published: maybe\n", &["note «maybe»"]),
            ("published:\n", &["warning «published»"]),
            ("published: 2022-01-07\n", &[]),
            ("published: No\n", &[]),
        ],
    );
    check(
        "invisible-space",
        &[
            ("title: \u{3000}X\n", &["warning «\u{3000}»"]),
            ("tags: [a\u{a0}, b]\n", &["warning «\u{a0}»"]),
            ("title\u{a0}: X\n", &["warning «\u{a0}»"]),
            ("title: '\u{3000}X'\nb: 山\u{3000}湖\n", &[]),
        ],
    );
}

#[test]
fn duplicates_are_found_at_any_depth_and_size() {
    check(
        "duplicate-key",
        &[
            ("a: 1\nb: {x: 1, x: 2}\n", &["warning «x»"]),
            ("a: 1\na: 2\na: 3\n", &["warning «a»", "warning «a»"]),
            ("b: &b {x: 1}\nc:\n  <<: *b\n  x: 2\n", &[]),
            ("1: a\n'1': b\n", &[]),
        ],
    );
    let many: String = (0..100).map(|key| format!("k{key}: 1\n")).collect();
    check("duplicate-key", &[(&format!("{many}k7: 2\n"), &["warning «k7»"])]);
}

#[test]
fn files_without_front_matter() {
    let on = |site: &str, path: &str, text: &str| findings("missing", site, &[(path, text)]);
    let post = "_posts/2022-01-07-a.md";
    assert_eq!(on("", post, "Body\n"), ["error 2022-01-07-a.md «»"]);
    assert_eq!(on("", post, "\n---\ntitle: a\n---\n"), ["error 2022-01-07-a.md «\n»"]);
    assert_eq!(on("", post, "--- # c\ntitle: a\n---\n"), ["error 2022-01-07-a.md «--- # c»"]);
    assert_eq!(on("", "a.md", "----\ntitle: a\n---\n"), ["error a.md «----»"]);
    assert_eq!(on("", "a.md", "Body\n"), ["note a.md «»"]);
    for name in
        ["README.md", "docs/CONTRIBUTING.md", "CHANGELOG.markdown", ".github/x.md", "_notes/x.md", "a.html"]
    {
        assert!(on("", name, "<p>Body</p>\n").is_empty(), "{name}");
    }
    assert_eq!(on("", "a.html", "<p>{{ site.title }}</p>\n"), ["note a.html «»"]);
    assert!(on("plugins: [jekyll-optional-front-matter]\n", "a.md", "Body\n").is_empty());
    assert!(on("", "_includes/a.html", "{{ page.title }}\n").is_empty());
    assert!(on("exclude: [a.md]\n", "a.md", "Body\n").is_empty());
}

#[test]
fn a_key_that_nearly_all_have() {
    let texts: Vec<(String, String)> = (1..=25)
        .map(|day| {
            let title = if day == 7 { "" } else { "title: Walk\n" };
            (format!("_posts/2022-01-{day:02}-a.md"), format!("---\n{title}author: Ada\n---\n"))
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert_eq!(findings("required-key", "", &files), ["note 2022-01-07-a.md «---»"]);
    assert!(findings("required-key", "", &files[..15]).is_empty(), "fifteen posts make no custom");
}
