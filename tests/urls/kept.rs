//! What is kept, what is gone, and what cannot be told.

use super::{PLUGIN, POST, RECORD, check, site};
use crate::bench::Bench;

fn in_record() -> [String; 1] {
    [format!("{RECORD} site/url-removed")]
}

#[test]
fn without_a_record_nothing_is_promised() {
    let site = site();
    site.remove(RECORD);
    site.remove("about.md");
    check(&site).exits(0);
}

#[test]
fn a_page_that_is_gone_is_found_at_its_line() {
    let site = site();
    site.remove("about.md");
    let ran = check(&site).exits(1);
    assert_eq!(ran.findings(), in_record());
    let line = site.read(RECORD).lines().position(|line| line.starts_with("/about/\t")).unwrap() + 1;
    assert!(ran.out.starts_with(&format!("{RECORD}:{line}:1: error")), "{}", ran.out);
    site.write("_redirects", "/about/  /  301\n");
    check(&site).exits(0);
}

#[test]
fn other_forms_of_an_address_count() {
    let site = site();
    site.write(RECORD, "/about/index.html\n/about\n/map.pdf\n/?x=1\n");
    site.write("index.md", "---\ntitle: Home\n---\n");
    check(&site).exits(0);
    site.write(RECORD, "/about.html\n/map\n");
    assert_eq!(check(&site).exits(1).findings().len(), 2);
}

#[test]
fn a_post_that_is_held_back_says_why() {
    let site = site();
    site.edit(POST, "title:", "published: false\ntitle:");
    let ran = check(&site).exits(1);
    assert_eq!(ran.findings(), in_record());
    assert!(ran.out.contains("left out: unpublished"), "{}", ran.out);
}

#[test]
fn a_place_that_is_gone_is_a_warning() {
    let site = site();
    site.edit("about.md", "## Tides", "## Tide tables");
    let ran = check(&site).exits(1);
    assert!(ran.out.contains(": warning[site/url-removed] the page had a place `#tides`"), "{}", ran.out);
    let line = site.read(RECORD).lines().position(|line| line == "/about/#tides").unwrap() + 1;
    assert!(ran.out.starts_with(&format!("{RECORD}:{line}:8: ")), "{}", ran.out);
    site.edit("about.md", "## Tide tables", "## Tide tables {#tides}");
    check(&site).exits(0);
    // The page itself is gone: its places are no second finding.
    site.remove("about.md");
    assert_eq!(check(&site).exits(1).findings().len(), 1);
}

#[test]
fn a_place_that_a_layout_or_an_include_brings_is_kept() {
    let site = site();
    site.write("_layouts/page.html", "<html><body>{{ content }}{% include tides.html %}</body></html>");
    site.write("_includes/tides.html", "<h2 id=\"tides\">Tides</h2>");
    site.edit("about.md", "## Tides", "## Others");
    site.edit("about.md", "title:", "layout: page\ntitle:");
    check(&site).exits(0);
}

#[test]
fn what_a_plugin_may_publish_is_undecided() {
    let site = site();
    site.remove("about.md");
    site.write("_config.yml", "title: Lake\nplugins: [jekyll-something-else]\n");
    check(&site).exits(0);
    let ran = site.check(&["--select", "site/url-removed", "--list-undecided"]).exits(0);
    assert!(ran.out.contains("site/url-removed"), "{}", ran.out);
}

#[test]
fn a_site_without_a_generator_promises_nothing() {
    let site = Bench::new(&[("a.md", "# A\n"), (RECORD, "/b.html\n")]);
    site.remove("_config.yml");
    check(&site).exits(0);
    site.write("_config.yml", PLUGIN);
    check(&site).exits(1);
}

#[test]
fn a_part_of_the_site_says_nothing_of_the_record() {
    let site = site();
    site.remove("about.md");
    site.check(&["--select", "site/url-removed", POST]).exits(0);
}

#[test]
fn changes_show_what_they_removed() {
    let site = site();
    site.commit();
    site.write(RECORD, &(site.read(RECORD) + "/old/\n"));
    site.commit();
    site.remove("about.md");
    let ran = site.check(&["--select", "site/url-removed", "--since", "HEAD"]).exits(1);
    assert_eq!(ran.findings(), in_record());
    assert!(ran.out.contains("`/about/`"), "{}", ran.out);
    let ran = site.check(&["--select", "site/url-removed", "--staged"]).exits(0);
    assert!(ran.out.is_empty(), "{}", ran.out);
    site.git(&["add", "-A"]);
    site.check(&["--select", "site/url-removed", "--staged"]).exits(1);
}
