//! What may lead to a file that moves and cannot be told is left to a person; what only looks so is not.

use crate::bench::Bench;

fn site(files: &[(&str, &str)]) -> Bench {
    let bench = Bench::new(&[("about.md", "---\ntitle: About\npermalink: /about/\n---\nWe.\n")]);
    for (path, text) in files {
        bench.write(path, text);
    }
    bench
}

const PAGE: &str = "---\ntitle: Page\n---\n";

#[track_caller]
fn refused(files: &[(&str, &str)], arguments: [&str; 2], places: &[&str]) {
    let bench = site(files);
    let ran = bench.run(&["mv", arguments[0], arguments[1], "--write"]).exits(1);
    for place in places {
        assert!(ran.out.contains(place), "{place} is not in {}", ran.out);
    }
    assert!(bench.path(arguments[0]).exists());
    bench.run(&["mv", arguments[0], arguments[1], "--write", "--force"]).exits(0);
    assert!(!bench.path(arguments[0]).exists());
}

#[track_caller]
fn becomes(files: &[(&str, &str)], arguments: [&str; 2], path: &str, text: &str) {
    let bench = site(files);
    let ran = bench.run(&["mv", arguments[0], arguments[1], "--write"]).exits(0);
    let now = bench.read(path);
    assert!(now.contains(text), "{path}: {now}\n{}", ran.out);
}

#[test]
fn an_address_that_liquid_ends_is_held_against_the_texts_of_the_site() {
    let show = "---\nlayout: null\n---\n<img src=\"/pics/{{ page.cover_file }}\" alt=\"a\">\n";
    refused(
        &[("pics/a.png", "a"), ("_layouts/show.html", show), ("b.md", "---\ncover_file: a.png\n---\n")],
        ["pics/a.png", "pics/b.png"],
        &[
            "_layouts/show.html:4:11: `/pics/{{ page.cover_file }}` may lead to pics/a.png, since `a.png` stands in b.md, line 2",
            "b.md:2:13: ",
        ],
    );
    becomes(
        &[("pics/a.png", "a"), ("_layouts/show.html", show), ("b.md", "---\ncover_file: c.png\n---\n")],
        ["pics/a.png", "pics/b.png"],
        "pics/b.png",
        "a",
    );
}

#[test]
fn a_script_may_ask_for_a_page() {
    let files = [("a.js", "go('/p.html#x');\n"), ("p.md", PAGE)];
    refused(&files, ["p.md", "q.md"], &["a.js:1:5: `/p.html#x` may lead to p.md"]);
    let manifest = [("site.webmanifest", "{ \"start_url\": \"/p.html\" }\n"), ("p.md", PAGE)];
    becomes(&manifest, ["p.md", "q.md"], "site.webmanifest", "{ \"start_url\": \"/q.html\" }\n");
}

#[test]
fn strings_of_liquid_that_are_addresses_follow() {
    let files = [
        (
            "p.md",
            "---\ntitle: P\n---\n{% if page.url == \"/pics/a.png\" %}x{% endif %}{% assign a = '/pics/a.png' %}\n",
        ),
        ("pics/a.png", "a"),
    ];
    becomes(
        &files,
        ["pics/a.png", "pics/b.png"],
        "p.md",
        "{% if page.url == \"/pics/b.png\" %}x{% endif %}{% assign a = '/pics/b.png' %}",
    );
}

#[test]
fn keys_that_nobody_knows_follow_where_they_hold_an_address() {
    let files =
        [("p.md", "---\ntitle: P\nbackdrop: /pics/a.png\nnote: a.png is nice\n---\n"), ("pics/a.png", "a")];
    becomes(
        &files,
        ["pics/a.png", "pics/b c.png"],
        "p.md",
        "backdrop: /pics/b%20c.png\nnote: a.png is nice\n",
    );
}

#[test]
fn layouts_and_data_keep_their_users() {
    let layout = [("_layouts/post.html", "{{ content }}\n"), ("p.md", "---\nlayout: \"post\"\n---\n")];
    becomes(&layout, ["_layouts/post.html", "_layouts/entry.html"], "p.md", "layout: \"entry\"\n");
    let data = [
        ("_data/nav.yml", "- a\n"),
        ("p.md", "---\ntitle: P\n---\n{% for one in site.data.nav %}{{ one }}{% endfor %}\n"),
    ];
    becomes(&data, ["_data/nav.yml", "_data/menu.yml"], "p.md", "site.data.menu %}");
    let open = [
        ("_data/nav.yml", "- a\n"),
        ("p.md", "---\ntitle: P\n---\n{% for one in site.data[page.x] %}{{ one }}{% endfor %}\n"),
    ];
    refused(&open, ["_data/nav.yml", "_data/menu.yml"], &["p.md:4:"]);
}

#[test]
fn the_configuration_follows_a_folder() {
    let bench = site(&[("docs/a.md", PAGE), ("docs/b.md", PAGE)]);
    bench.write(
        "_config.yml",
        "title: Lake\ntimezone: UTC\ndefaults:\n  - scope: { path: docs }\n    values: { layout: page }\n",
    );
    bench.run(&["mv", "docs", "guide", "--write"]).exits(0);
    assert!(bench.read("_config.yml").contains("scope: { path: guide }"));
}

#[test]
fn redirects_go_where_the_site_has_them() {
    let bench = site(&[("_redirects", "/us /p.html 301\n"), ("p.md", PAGE)]);
    bench.run(&["mv", "p.md", "q.md", "--write"]).exits(0);
    assert_eq!(bench.read("_redirects"), "/us /q.html 301\n/p.html /q.html 301\n");
    let bench = site(&[("p.md", PAGE)]);
    let ran = bench.run(&["mv", "p.md", "q.md"]).exits(0);
    assert!(ran.err.contains("no redirect was made from /p.html"), "{}", ran.err);
    let ran = bench.run(&["mv", "p.md", "q.md", "--no-redirect"]).exits(0);
    assert!(!ran.err.contains("no redirect"), "{}", ran.err);
}

#[test]
fn a_new_finding_is_said_before() {
    let bench =
        site(&[("_posts/2022-01-07-a.md", "---\ntitle: A\ndate: 2022-01-07 10:00:00 +0000\n---\nText.\n")]);
    let ran = bench.run(&["mv", "_posts/2022-01-07-a.md", "_posts/2022-02-08-a.md"]).exits(1);
    assert!(ran.out.contains("_posts/2022-"), "{}", ran.out);
}
