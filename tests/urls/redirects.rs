//! A page that moved, and the redirect that its finding has ready.

use super::{PLUGIN, POST, check, site};
use crate::bench::Bench;

const OLD: &str = "/news/2022/01/07/lake.html";

/// The page has the finding, and after its fix none is left.
#[track_caller]
fn is_mended(site: &Bench, page: &str) -> String {
    let ran = check(site).exits(1);
    assert_eq!(ran.findings(), [format!("{page} site/url-removed")], "{}", ran.out);
    site.check(&["--select", "site/url-removed", "--fix", "--unsafe-fixes"]);
    check(site).exits(0);
    site.read(page)
}

#[test]
fn links_that_a_redirect_mends_do_not_hold_it_back() {
    let site = site();
    site.write("index.md", "---\ntitle: Start\n---\n[Tides](/about/)\n");
    site.edit("about.md", "/about/", "/us/");
    site.check(&["--fix", "--unsafe-fixes"]);
    assert!(site.read("about.md").contains("redirect_from:\n  - /about/\n"), "{}", site.read("about.md"));
}

#[test]
fn another_permalink() {
    let site = site();
    site.edit("about.md", "/about/", "/us/");
    let ran = check(&site).exits(1);
    assert!(ran.out.starts_with("about.md:3:12: error"), "{}", ran.out);
    assert!(ran.out.contains("published at `/about/` and is at `/us/` now"), "{}", ran.out);
    assert!(is_mended(&site, "about.md").contains("permalink: /us/\nredirect_from:\n  - /about/\n---\n"));
}

#[test]
fn another_category_or_date() {
    let site = site();
    site.edit(POST, "[news]", "[sea]");
    assert!(is_mended(&site, POST).contains(&format!("redirect_from:\n  - {OLD}\n---\n")));
    site.edit(POST, "[sea]", "[air]");
    site.run(&["urls", "--record", "--at", "2026-01-15"]);
    site.edit(POST, "2022-01-07", "2022-01-09");
    let text = is_mended(&site, POST);
    assert!(text.contains(&format!("  - {OLD}\n  - /air/2022/01/07/lake.html\n---\n")), "{text}");
}

#[test]
fn another_file_with_the_same_title() {
    let site = site();
    let new = "_posts/2022-02-01-the-great-lake.md";
    site.rename(POST, new);
    site.edit(new, "2022-01-07", "2022-02-01");
    assert!(is_mended(&site, new).contains(OLD));
}

#[test]
fn another_folder_with_the_same_name() {
    let site = Bench::new(&[("news/ferry.html", "---\n---\nText\n")]);
    site.write("_config.yml", PLUGIN);
    site.run(&["urls", "--record"]).exits(0);
    site.rename("news/ferry.html", "boats/ferry.html");
    assert!(
        is_mended(&site, "boats/ferry.html").contains("---\nredirect_from:\n  - /news/ferry.html\n---\n")
    );
}

#[test]
fn two_pages_that_may_be_meant_are_none() {
    let site = site();
    site.remove(POST);
    for name in ["a", "b"] {
        site.write(
            &format!("_posts/2022-03-01-{name}.md"),
            "---\ntitle: The lake\ndate: 2022-03-01\n---\nText.\n",
        );
    }
    assert_eq!(check(&site).exits(1).findings(), [".postlint/urls site/url-removed"]);
}

#[test]
fn a_redirect_that_was_dropped() {
    let site = site();
    site.edit("about.md", "title:", "redirect_from: /us/\ntitle:");
    site.run(&["urls", "--record", "--at", "2026-01-15"]).exits(0);
    check(&site).exits(0);
    site.edit("about.md", "redirect_from: /us/\n", "");
    assert!(is_mended(&site, "about.md").contains("redirect_from:\n  - /us/\n"));
}

#[test]
fn every_form_of_a_list_is_kept() {
    for (before, after) in [
        ("redirect_from: /a/", "redirect_from:\n  - /a/\n  - /about/\n"),
        ("redirect_from: \"/a/\" # old", "redirect_from:\n  - \"/a/\"\n  - /about/ # old\n"),
        ("redirect_from: [/a/, '/b/']", "redirect_from: [/a/, '/b/', /about/]\n"),
        ("redirect_from:\n- /a/\n- '/b/'", "redirect_from:\n- /a/\n- '/b/'\n- /about/\n"),
        ("redirect_from:\n    - /a/", "redirect_from:\n    - /a/\n    - /about/\n"),
        ("redirect_from:", "redirect_from:\n  - /about/\n"),
    ] {
        let site = site();
        site.edit("about.md", "permalink: /about/", &format!("{before}\npermalink: /us/"));
        let text = is_mended(&site, "about.md");
        assert!(text.contains(after), "{before}:\n{text}");
    }
}

#[test]
fn line_ends_stay_what_they_are() {
    let site = site();
    site.write("about.md", "---\r\ntitle: About\r\npermalink: /us/\r\n---\r\n## Tides\r\n");
    let text = is_mended(&site, "about.md");
    assert!(text.contains("permalink: /us/\r\nredirect_from:\r\n  - /about/\r\n---\r\n"), "{text:?}");
}

#[test]
fn without_the_plugin_the_line_is_named() {
    let site = site();
    site.write("_config.yml", "title: Lake\n");
    site.edit("about.md", "/about/", "/us/");
    let ran = site.run(&["check", "--select", "site/url-removed", "--format", "json"]).exits(1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let one = findings.iter().find(|one| one["path"] == "about.md").unwrap();
    assert_eq!(one["path"], "about.md");
    assert!(one["fix"].is_null());
    assert!(one["help"].as_str().unwrap().contains("`/about/ /us/` into `_redirects`"), "{one}");
    assert_eq!(one["labels"][0]["path"], ".postlint/urls");
}

#[test]
fn several_addresses_of_one_page_are_all_mended() {
    let site = site();
    site.write(".postlint/urls", "/a/\tabout.md\n/b/\tabout.md\n/c/\tabout.md\n");
    site.check(&["--select", "site/url-removed", "--fix", "--unsafe-fixes"]);
    check(&site).exits(0);
    let text = site.read("about.md");
    assert!(["/a/", "/b/", "/c/"].iter().all(|url| text.contains(&format!("  - {url}\n"))), "{text}");
}
