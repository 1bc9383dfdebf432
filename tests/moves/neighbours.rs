//! Further ways in which sites name their files.

use crate::bench::Bench;

const PAGE: &str = "---\ntitle: Page\n---\n";

#[track_caller]
fn becomes(text: &str, new: &str) {
    let bench = Bench::new(&[("b.md", PAGE), ("p.md", &format!("{PAGE}{text}\n"))]);
    bench.write("_config.yml", "title: Lake\ntimezone: UTC\nurl: https://lake.example\n");
    let ran = bench.run(&["mv", "b.md", "in/c.md", "--write"]);
    assert_eq!(ran.code, 0, "{text}: {}{}", ran.out, ran.err);
    let now = bench.read("p.md");
    assert_eq!(now, format!("{PAGE}{new}\n"), "{}", ran.out);
}

#[track_caller]
fn is_refused(files: &[(&str, &str)], arguments: [&str; 2], place: &str) {
    let bench = Bench::new(files);
    let ran = bench.run(&["mv", arguments[0], arguments[1]]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains(place), "{place} is not in {}", ran.out);
}

#[test]
fn addresses_in_every_dress() {
    becomes("<https://lake.example/b.html#x>", "<https://lake.example/in/c.html#x>");
    becomes("[a](</b.html> 'b')", "[a](</in/c.html> 'b')");
    becomes("[b]: b.html 'b'\n\n[x][b] [b]", "[b]: in/c.html 'b'\n\n[x][b] [b]");
    becomes("[a](//lake.example/b.html)", "[a](//lake.example/in/c.html)");
    becomes("[a]({{ site.url }}/b.html)", "[a]({{ site.url }}/in/c.html)");
    becomes("[a]({{ '/b.html#x' | absolute_url }})", "[a]({{ '/in/c.html#x' | absolute_url }})");
    becomes("[a]({{ site.baseurl }}{% link b.md %}#x)", "[a]({{ site.baseurl }}{% link in/c.md %}#x)");
    becomes("{% assign u = '/b.html' %}[a]({{ u }})", "{% assign u = '/in/c.html' %}[a]({{ u }})");
    becomes("<div data-src=\"/b.html\"></div>", "<div data-src=\"/in/c.html\"></div>");
    becomes("<iframe src=\"./b.html?q=1\"></iframe>", "<iframe src=\"./in/c.html?q=1\"></iframe>");
    becomes("`/b.html` and b.html and /b.html stay", "`/b.html` and b.html and /b.html stay");
    becomes(
        "<style>a { background: url(/b.html) }</style>",
        "<style>a { background: url(/in/c.html) }</style>",
    );
}

#[test]
fn what_scripts_and_servers_do_is_their_own() {
    let script = format!("{PAGE}<script>\nload(\"/b.html\");\n</script>\n");
    is_refused(
        &[("b.md", PAGE), ("p.md", &script)],
        ["b.md", "c.md"],
        "p.md:5:7: `/b.html` may lead to b.md",
    );
    let server = "[[redirects]]\nfrom = \"/x\"\nto = \"/b.html\"\n";
    is_refused(&[("b.md", PAGE), ("netlify.toml", server)], ["b.md", "c.md"], "netlify.toml:3:7: ");
}

#[test]
fn a_layout_with_a_relative_address_is_a_question() {
    let layout = "<img src=\"../pics/a.png\" alt=\"a\">{{ content }}\n";
    let page = "---\nlayout: x\n---\n";
    let files = [("_layouts/x.html", layout), ("in/p.md", page), ("pics/a.png", "a")];
    is_refused(
        &files,
        ["pics/a.png", "pics/b.png"],
        "_layouts/x.html:1:11: `../pics/a.png` may lead to pics/a.png",
    );
}

#[test]
fn an_include_that_liquid_names_is_a_question_where_its_name_stands() {
    let page = "---\ntitle: P\nmenu: nav.html\n---\n{% include {{ page.menu }} %}\n";
    let files = [("_includes/nav.html", "nav\n"), ("p.md", page)];
    is_refused(&files, ["_includes/nav.html", "_includes/bar.html"], "p.md:5:12: ");
    let bench = Bench::new(&files);
    bench.edit("p.md", "nav.html", "other.html");
    bench.write("_includes/other.html", "x\n");
    bench.run(&["mv", "_includes/nav.html", "_includes/bar.html", "--write"]).exits(0);
}

#[test]
fn redirects_fit_what_is_there() {
    for (front, new) in [
        ("redirect_from: /old/\n", "redirect_from: [/old/, /b.html]\n"),
        ("redirect_from: [/old/]\n", "redirect_from: [/old/, /b.html]\n"),
        ("redirect_from:\n  - /old/\ntitle: B\n", "redirect_from:\n  - /old/\n  - /b.html\ntitle: B\n"),
        ("redirect_from:\n- /old/\n", "redirect_from:\n- /old/\n- /b.html\n"),
        ("redirect_from:\n", "redirect_from: [/b.html]\n"),
        ("redirect_from: []\n", "redirect_from: [/b.html]\n"),
        ("redirect_from: /b.html\n", "redirect_from: /b.html\n"),
        ("", "redirect_from:\n  - /b.html\n"),
    ] {
        for end in ["\n", "\r\n"] {
            let bench = Bench::new(&[("b.md", &format!("---\n{front}---\nText.\n").replace('\n', end))]);
            bench.write("_config.yml", "title: Lake\nplugins: [jekyll-redirect-from]\n");
            bench.run(&["mv", "b.md", "c.md", "--write"]).exits(0);
            assert_eq!(bench.read("c.md"), format!("---\n{new}---\nText.\n").replace('\n', end), "{front}");
        }
    }
}

#[test]
fn texts_that_nobody_publishes_follow_by_path() {
    let bench = Bench::new(&[
        ("README.md", "[b](b.md#x) [home](/b.html)\n"),
        ("b.md", PAGE),
        ("old.html", "<a href=\"b.html\">b</a>\n"),
    ]);
    bench.run(&["mv", "b.md", "in/c.md", "--write"]).exits(0);
    assert_eq!(bench.read("README.md"), "[b](in/c.md#x) [home](/b.html)\n");
    assert_eq!(bench.read("old.html"), "<a href=\"in/c.html\">b</a>\n");
}

#[test]
fn an_archive_that_a_plugin_may_have_is_a_question() {
    let bench = Bench::new(&[(
        "_posts/2022-01-07-a.md",
        "---\ntitle: A\ncategories: [lake]\n---\n[all](/category/lake/)\n",
    )]);
    bench.write("_config.yml", "title: Lake\nplugins: [jekyll-of-nobody]\n");
    let ran = bench.run(&["rename-category", "lake", "sea"]).exits(1);
    assert!(
        ran.out.contains("2022-01-07-a.md:5:7: `/category/lake/` may lead to the page of `lake`"),
        "{}",
        ran.out
    );
}

#[test]
fn a_site_without_a_generator_has_paths() {
    let bench = Bench::new(&[
        ("a.md", "[b](docs/b.md#x) ![p](docs/p.png)\n"),
        ("docs/b.md", "[a](../a.md)\n"),
        ("docs/p.png", "p"),
    ]);
    bench.write(".postlint.yml", "generator: none\n");
    bench.run(&["mv", "docs", "guide/docs", "--write"]).exits(0);
    assert_eq!(bench.read("a.md"), "[b](guide/docs/b.md#x) ![p](guide/docs/p.png)\n");
    assert_eq!(bench.read("guide/docs/b.md"), "[a](../../a.md)\n");
}
