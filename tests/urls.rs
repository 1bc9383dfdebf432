//! The contract of addresses: what was published stays, or redirects.

#![expect(clippy::unwrap_used, reason = "a site that cannot be made stops the test")]

#[path = "support/bench.rs"]
#[expect(dead_code, reason = "shared with tests that ask for more")]
mod bench;

#[path = "urls/kept.rs"]
mod kept;
#[path = "urls/record.rs"]
mod record;
#[path = "urls/redirects.rs"]
mod redirects;

use bench::{Bench, Ran};

const POST: &str = "_posts/2022-01-07-lake.md";
const RECORD: &str = ".postlint/urls";
const PLUGIN: &str = "title: Lake\ntimezone: UTC\nplugins: [jekyll-redirect-from]\n";

/// A site with the plugin that redirects, recorded and committed.
fn site() -> Bench {
    let site = Bench::new(&[
        (POST, "---\ntitle: The lake\ndate: 2022-01-07 10:00:00 +0000\ncategories: [news]\n---\nText.\n"),
        ("about.md", "---\ntitle: About\npermalink: /about/\n---\n## Tides\n\nTwice a day.\n"),
        ("map.pdf", "a map"),
        ("assets/main.css", "a {}\n"),
    ]);
    site.write("_config.yml", PLUGIN);
    site.run(&["urls", "--record", RECORD, "--at", "2026-01-15"]).exits(0);
    check(&site).exits(0);
    site
}

fn check(site: &Bench) -> Ran {
    site.check(&["--select", "site/url-removed"])
}
