//! What is listed and recorded, and how the record is read.

use postlint::site::contract::{Promise, address_of, encoded, parse, write};

use super::{PLUGIN, POST, RECORD, check, site};
use crate::bench::Bench;

#[test]
fn addresses_are_listed_with_their_places() {
    let site = site();
    let text = site.read(RECORD);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.first().unwrap().starts_with("# postlint urls 1"), "{text}");
    let rest: Vec<&str> = lines.iter().skip(1).copied().collect();
    let mut sorted = rest.clone();
    sorted.sort_unstable();
    assert_eq!(rest, sorted);
    assert!(rest.contains(&"/about/\tabout.md\tAbout"), "{text}");
    assert!(rest.contains(&"/about/#tides"), "{text}");
    assert!(rest.contains(&"/map.pdf\tmap.pdf"), "{text}");
    assert!(rest.iter().any(|line| line.starts_with("/news/2022/01/07/lake.html\t_posts/")), "{text}");
    assert!(!text.contains(".css"), "{text}");
    let listed = site.run(&["urls", "--at", "2026-01-15"]).exits(0).out;
    assert_eq!(listed.lines().count(), rest.len(), "{listed}");
    assert!(listed.contains("/about/  about.md\n"), "{listed}");
    assert!(site.run(&["urls", "--all"]).exits(0).out.contains("/assets/main.css"));
    let json: serde_json::Value =
        serde_json::from_str(&site.run(&["urls", "-f", "json"]).exits(0).out).unwrap();
    assert_eq!(json["version"], 1);
    assert!(json["urls"].as_array().unwrap().iter().any(|one| one["anchor"] == "tides"));
}

#[test]
fn it_is_written_where_it_is_told_to_and_read_from_there() {
    let site =
        Bench::new(&[("about.md", "---\npermalink: /about/\n---\nText.\n"), ("us.md", "---\n---\nUs.\n")]);
    site.write(".postlint.yml", "urls: kept/urls.txt\n");
    check(&site).exits(0);
    site.run(&["urls", "--record"]).exits(0);
    assert!(site.read("kept/urls.txt").contains("/about/"));
    site.remove("about.md");
    let ran = check(&site).exits(1);
    assert_eq!(ran.findings(), ["kept/urls.txt site/url-removed"]);
}

#[test]
fn recording_again_tells_what_is_no_longer_kept() {
    let site = site();
    site.write("new.md", "---\ntitle: New\n---\nText.\n");
    site.remove("map.pdf");
    let ran = site.run(&["urls", "--record", RECORD, "--at", "2026-01-15"]).exits(0);
    assert!(ran.out.contains("(1 added, 1 taken out)"), "{}", ran.out);
    assert!(ran.err.contains("/map.pdf"), "{}", ran.err);
    check(&site).exits(0);
}

#[test]
fn what_redirects_answer_stays_recorded() {
    let site = site();
    site.remove("about.md");
    site.write("_redirects", "/about/ /us/ 301\n");
    site.run(&["urls", "--record", RECORD, "--at", "2026-01-15"]).exits(0);
    assert!(site.read(RECORD).contains("/about/"));
    site.write("_redirects", "");
    assert_eq!(check(&site).exits(1).findings(), [format!("{RECORD} site/url-removed")]);
}

#[test]
fn lines_that_cannot_be_meant_are_said() {
    let site = site();
    for (text, words) in [
        ("# postlint urls 2: x\n/about/\n", ".postlint/urls:1: this record has the form `2`"),
        ("# postlint urls 1\nabout\n", ".postlint/urls:2: an address begins with `/`"),
        ("/about/ about.md\n", ".postlint/urls:1: an address begins with `/`"),
        ("# postlint urls 1\n<<<<<<< ours\n", ".postlint/urls:2: a merge left a conflict"),
    ] {
        site.write(RECORD, text);
        let ran = check(&site).exits(2);
        assert!(ran.err.contains(words), "{}", ran.err);
    }
    // A list by hand, with another line end and a line twice.
    site.write(RECORD, "\u{feff}/about/\r\n/about/\r\n\r\n/gone/\r\n");
    let ran = check(&site).exits(1);
    assert!(ran.out.starts_with(".postlint/urls:4:1: "), "{}", ran.out);
}

#[test]
fn what_is_written_is_read_again() {
    let promise = |url: String| Promise {
        url,
        source: Some("a b.md".to_owned()),
        title: Some("A title: \"x\"".to_owned()),
        span: postlint::source::Span::default(),
    };
    let outputs = ["index.html", "a/index.html", "a b.html", "50%.html", "a#b.html", "ü/ñ.pdf", "a\tb"];
    let promises: Vec<Promise> = outputs.iter().map(|output| promise(address_of(output))).collect();
    let text = write(&promises);
    let read = parse(&text).unwrap();
    let urls: Vec<&str> = read.iter().map(|one| one.url.as_str()).collect();
    let mut expected: Vec<&str> = promises.iter().map(|one| one.url.as_str()).collect();
    expected.sort_unstable();
    assert_eq!(urls, expected);
    assert!(read.iter().all(|one| one.source.as_deref() == Some("a b.md")));
    assert_eq!(address_of("index.html"), "/");
    assert_eq!(encoded("/a%20b", true), "/a%20b");
    assert!(parse("").unwrap().is_empty());
}

#[test]
fn odd_names_are_kept_and_found_again() {
    let site = Bench::new(&[
        ("50% off?.pdf", "x"),
        ("über uns.md", "---\ntitle: Us\n---\n## Größe\n"),
        ("a/index.html", "---\n---\nText\n"),
    ]);
    site.write("_config.yml", PLUGIN);
    site.run(&["urls", "--record"]).exits(0);
    check(&site).exits(0);
    site.remove("50% off?.pdf");
    site.remove("über uns.md");
    assert_eq!(check(&site).exits(1).findings().len(), 2);
    let _ = POST;
}
