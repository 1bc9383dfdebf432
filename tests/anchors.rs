//! `link/missing-anchor` on small sites: which places a page has, which it lacks, and which cannot be told.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a site that cannot be made stops the test")]

#[expect(dead_code, reason = "shared with tests/rules_small.rs")]
#[path = "rules_small/site.rs"]
mod site;

use postlint::check;
use postlint::config::Config;
use postlint::generator::Plain;
use postlint::settings::Settings;
use postlint::walk::Inventory;

use site::{SmallSite, graded, in_body};

const RULE: &str = "link/missing-anchor";

/// What is found in the body of a post.
fn lost(body: &str) -> Vec<String> {
    in_body(RULE, body)
}

/// What is found in a site with this configuration: path and bytes.
fn lost_in(config: &str, files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    SmallSite { config, settings: "{}", files: &files }.found(RULE)
}

/// What is found without a generator.
fn lost_in_folder(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let config = Config { select: Some(vec![RULE.to_owned()]), ..Config::default() };
    let settings = Settings::resolve(&config).map_err(|error| error.to_string()).unwrap();
    let outcome = check::run(&Inventory::in_memory(&files), &Plain::new(0), &settings, &|| ());
    outcome.findings.iter().map(|one| format!("{}: {}", one.location.path, one.message)).collect()
}

const NOTHING: [&str; 0] = [];

#[test]
fn a_page_has_the_ids_of_its_own_text() {
    for body in [
        "[a](#the-lake)\n\n## The lake",
        "[a](#the-lake-1)\n\n## The lake\n\n## The lake",
        "[a](#shore)\n\n## The lake {#shore}",
        "[a](#shore)\n\n## The lake\n{: #shore}",
        "[a](#shore)\n\nA walk.\n{: #shore .wide}",
        "[a](#shore)\n\n<div id=\"shore\"></div>",
        "[a](#shore)\n\n<a name=\"shore\"></a>",
        "[a](#fn:boat) and[^boat]\n\n[^boat]: A boat.",
        "[a](#fnref:boat) and[^boat]\n\n[^boat]: A boat.",
        "[a](#湖の岸)\n\n## 湖の岸",
        "[a](#%E6%B9%96)\n\n## 湖",
        "[a](#%E6%B9%96)\n\n<p id=\"%E6%B9%96\">",
        "<a href=\"#caf&eacute;\">a</a>\n\n## Café",
    ] {
        assert_eq!(lost(body), NOTHING, "{body}");
    }
}

#[test]
fn some_fragments_lead_to_no_id() {
    for fragment in
        ["", "top", "TOP", ":~:text=lake", "the-lake:~:text=lake", "!/lake", "/lake", "?q", "page=2", "t=10"]
    {
        assert_eq!(lost(&format!("[a](#{fragment})\n\n## The lake")), NOTHING, "{fragment}");
    }
}

#[test]
fn the_fragment_alone_is_marked() {
    assert_eq!(lost("[a](#lake)"), ["#lake"]);
    assert_eq!(lost("<a href=\"#lake\">a</a>"), ["#lake"]);
    assert_eq!(lost("[a][b]\n\n[b]: #lake \"To the lake\""), ["#lake"]);
    assert_eq!(lost("[a](#Lake)\n\n## Lake"), ["#Lake"]);
    assert_eq!(lost("[a](#lake-1)\n\n## Lake"), ["#lake-1"]);
    assert_eq!(lost("[a](#%E5%B2%B8)\n\n## 湖"), ["#%E5%B2%B8"]);
    assert_eq!(lost("[a](/news/#lake) [b](#lake:~:text=x)"), ["#lake:~:text=x"]);
}

#[test]
fn a_code_sample_is_no_place() {
    assert_eq!(lost("[a](#lake)\n\n```html\n<p id=\"lake\">\n```"), ["#lake"]);
    assert_eq!(lost("[a](#lake)\n\n<!-- <p id=\"lake\"> -->"), ["#lake"]);
}

#[test]
fn a_missing_anchor_is_a_warning_with_its_neighbours() {
    let text = "---\n---\n[a](#the-laek)\n\n## The lake\n\n## The shore\n\n## Boats\n\n## Birds\n";
    let files: &[(&str, &[u8])] = &[("a.md", text.as_bytes())];
    let findings = SmallSite { config: "", settings: "{}", files }.check(RULE);
    let finding = findings.first().unwrap();
    assert_eq!(finding.severity.as_str(), "warning");
    let help = finding.help.as_deref().unwrap();
    assert!(help.starts_with("write `#the-lake`"), "{help}");
    let fix = finding.fix.as_ref().unwrap();
    assert_eq!(fix.edits.first().unwrap().text, "#the-lake");
    assert_eq!(graded(RULE, "[a](#lake)").len(), 1);
}

#[test]
fn numbered_neighbours_are_no_fix() {
    let text = "---\n---\n[a](#chapter-12)\n\n## Chapter 11\n\n## Chapter 13\n";
    let files: &[(&str, &[u8])] = &[("a.md", text.as_bytes())];
    let findings = SmallSite { config: "", settings: "{}", files }.check(RULE);
    assert!(findings.first().unwrap().fix.is_none());
}

const LAKE: (&str, &str) = ("lake.md", "---\nredirect_from: /pond/\n---\n## Boats\n");

#[test]
fn other_pages_are_looked_at() {
    let config = "url: https://birds.net\nbaseurl: /b\nplugins: [jekyll-redirect-from]\n";
    let page = |address: &str| format!("---\n---\n[a]({address})\n");
    for address in ["lake#boats", "lake.html#boats", "/b/lake.html#boats", "https://birds.net/b/lake#boats"] {
        assert_eq!(lost_in(config, &[("a.md", &page(address)), LAKE]), NOTHING, "{address}");
        let wrong = address.replace("boats", "birds");
        assert_eq!(lost_in(config, &[("a.md", &page(&wrong)), LAKE]), ["a.md: #birds"], "{wrong}");
    }
    assert_eq!(lost_in(config, &[("a.md", &page("pond/#boats")), LAKE]), NOTHING);
    assert_eq!(lost_in(config, &[("a.md", &page("pond/#birds")), LAKE]), ["a.md: #birds"]);
    let chart = ("chart.svg", "<svg/>");
    assert_eq!(lost_in(config, &[("a.md", &page("chart.svg#x")), chart]), NOTHING);
    let code = ("a.txt", "text");
    assert_eq!(lost_in(config, &[("a.md", &page("a.txt#L10")), code]), NOTHING);
    let feed = ("feed.xml", "---\n---\n<feed/>");
    assert_eq!(lost_in(config, &[("a.md", &page("feed.xml#x")), feed]), NOTHING);
}

#[test]
fn addresses_that_liquid_writes_are_followed() {
    let config = "baseurl: /b\n";
    for address in
        ["{% link lake.md %}", "{{ site.baseurl }}/lake.html", "{{ '/lake.html' | relative_url }}", "lake"]
    {
        let page = format!("---\n---\n[a]({address}#boats) [b]({address}#birds)\n");
        assert_eq!(lost_in(config, &[("a.md", &page), LAKE]), ["a.md: #birds"], "{address}");
    }
}

#[test]
fn layouts_and_includes_bring_their_ids() {
    let layouts = [
        ("_layouts/post.html", "---\nlayout: base\n---\n<main id=\"main\">{{ content }}</main>"),
        ("_layouts/base.html", "<body>{% include foot.html %}{{ content }}</body>"),
        ("_includes/foot.html", "<footer id=\"foot\">{% include deep.html %}</footer>"),
        ("_includes/deep.html", "<p id=\"deep\">"),
        ("_includes/box.html", "<p id=\"box\">"),
        ("_includes/unused.html", "<p id=\"unused\">"),
    ];
    let page = "---\nlayout: post\n---\n[a](#main) [b](#foot) [c](#deep) [d](#box) [e](#unused)\n\n{% include box.html %}\n";
    let mut files = layouts.to_vec();
    files.push(("a.md", page));
    assert_eq!(lost_in("", &files), ["a.md: #unused"]);
}

#[test]
fn a_link_in_a_layout_is_told_once() {
    let layout = "<body><a href=\"#main\">Skip</a> <a href=\"#boats\">Boats</a>{{ content }}</body>";
    let page = "---\nlayout: base\n---\n";
    let files = [
        ("_layouts/base.html", layout),
        ("a.md", page),
        ("b.md", page),
        ("c.md", "---\nlayout: base\n---\n## Boats\n"),
    ];
    assert_eq!(lost_in("", &files), ["_layouts/base.html: #main", "_layouts/base.html: #boats"]);
    let conditional =
        layout.replace("<a href=\"#boats\">", "{% if page.boats %}<a href=\"#boats\">{% endif %}");
    let files = [("_layouts/base.html", &*conditional), ("a.md", page), files[3]];
    assert_eq!(lost_in("", &files), ["_layouts/base.html: #main"]);
}

#[test]
fn what_liquid_may_write_is_not_told() {
    for body in [
        "{% for one in site.posts %}<p id=\"{{ one.slug }}\">{% endfor %}",
        "{% for one in site.boats %}<p id=\"la{{ one.slug }}\">{% endfor %}",
        "## La{{ page.rest }}",
        "{{ page.text }}{% assign x = '<p id=\"lake\">' %}",
        "{% for one in site.posts %}{{ one.content }}{% endfor %}",
        "{% capture x %}<p id=\"lake\">{% endcapture %}",
        "{% include {{ page.box }} %}",
        "<p id=\"{{ include.id }}\">{% assign id = 'lake' %}",
    ] {
        let page = format!("---\nkey: ke\n---\n[a](#lake)\n\n{body}\n");
        assert_eq!(lost_in("", &[("a.md", &page)]), NOTHING, "{body}");
    }
    for body in [
        "{{ page.title }}",
        "{{ site.time | date: '%Y' }}",
        "<p id=\"boat-{{ page.slug }}\">",
        "<a href=\"{{ page.url }}\">b</a>",
        "## Boats of {{ page.title }}",
        "{{ page.text }}",
    ] {
        let page = format!("---\n---\n[a](#lake)\n\n{body}\n");
        assert_eq!(lost_in("", &[("a.md", &page)]), ["a.md: #lake"], "{body}");
    }
}

#[test]
fn what_scripts_and_themes_may_bring_is_not_told() {
    let page = |text: &str| format!("---\nlayout: base\n---\n<a href=\"#lake\">a</a>\n{text}\n");
    let base = ("_layouts/base.html", "<body>{{ content }}</body>");
    assert_eq!(lost_in("", &[("a.html", &page("")), base]), ["a.html: #lake"]);
    assert_eq!(lost_in("", &[("a.html", &page("<script>make('lake')</script>")), base]), NOTHING);
    let heading = "<h2>Lake</h2><script src=\"/toc.js\"></script>";
    assert_eq!(lost_in("", &[("a.html", &page(heading)), base]), NOTHING);
    assert_eq!(lost_in("theme: some-theme\n", &[("a.html", &page(""))]), NOTHING);
    assert_eq!(lost_in("theme: some-theme\n", &[("a.html", &page("")), base]), ["a.html: #lake"]);
    assert_eq!(lost_in("plugins: [some-plugin]\n", &[("a.html", &page("")), base]), NOTHING);
}

#[test]
fn a_theme_that_is_known_brings_its_own_ids() {
    let page = "---\nlayout: post\n---\n[a](#lake) [b](#nav-trigger) [c](#foot)\n";
    let foot = ("_includes/footer.html", "<p id=\"foot\">");
    assert_eq!(lost_in("theme: minima\n", &[("a.md", page), foot]), ["a.md: #lake"]);
    assert_eq!(lost_in("theme: some-theme\n", &[("a.md", page), foot]), NOTHING);
}

#[test]
fn files_that_are_no_pages_are_read_on_code_hosts() {
    let readme = "# What's new?\n\n[a](#whats-new) [b](#boats)\n";
    assert_eq!(lost_in("", &[("README.md", readme)]), ["README.md: #boats"]);
    assert_eq!(lost_in("exclude: [docs]\n", &[("docs/a.md", readme)]), ["docs/a.md: #boats"]);
    assert_eq!(lost_in("", &[("docs/_a.md", readme)]), NOTHING);
    let page = format!("---\nlayout: page\n---\n{readme}");
    assert_eq!(lost_in("exclude: [docs]\n", &[("docs/a.md", &page)]), NOTHING);
}

#[test]
fn headings_of_includes_are_counted_with_those_of_the_page() {
    let page = "---\n---\n{% include box.md %}\n\n## Boats\n\n[a](#boats-1) [b](#boats)\n";
    assert_eq!(lost_in("", &[("_includes/box.md", "## Boats\n"), ("a.md", page)]), NOTHING);
    let markdown_in_html = "---\n---\n{% include box.html %}\n\n[a](#ships)\n";
    assert_eq!(lost_in("", &[("_includes/box.html", "## Ships\n"), ("a.md", markdown_in_html)]), NOTHING);
}

#[test]
fn github_shows_what_no_generator_builds() {
    let readme =
        "# Lake\n\n## What's new?\n\n## Café & bar\n\n## Snake_case\n\n## `code` [link](x)\n\n## Lake\n\n";
    let with = |link: &str| format!("{readme}[a]({link})\n");
    for link in
        ["#lake", "#lake-1", "#whats-new", "#café--bar", "#snake_case", "#code-link", "#user-content-lake"]
    {
        assert_eq!(lost_in_folder(&[("README.md", &with(link))]), NOTHING, "{link}");
    }
    // Other programs that show Markdown make ids by rules that differ in signs and letters.
    for link in ["#what-s-new", "#cafe-bar", "#Lake", "#lake_1"] {
        assert_eq!(lost_in_folder(&[("README.md", &with(link))]), NOTHING, "{link}");
    }
    let told = lost_in_folder(&[("README.md", &with("#boats"))]);
    assert_eq!(told, ["README.md: nothing on this page has the id `boats`, and the link leads nowhere"]);
    assert_eq!(lost_in_folder(&[("README.md", &with("docs/a.md#boats")), ("docs/a.md", "# A\n")]).len(), 1);
    assert_eq!(lost_in_folder(&[("README.md", &with("a.rs#L10")), ("a.rs", "")]), NOTHING);
    assert_eq!(lost_in_folder(&[("a.md", &with("#boats\n\n{{< toc >}}"))]), NOTHING);
}
