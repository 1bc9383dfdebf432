//! Only what changed: against a commit, and in the index.

#![expect(clippy::unwrap_used, reason = "a repository that cannot be made stops the test")]

#[path = "support/bench.rs"]
#[expect(dead_code, reason = "shared with tests that ask for more")]
mod bench;

#[path = "since/commits.rs"]
mod commits;
#[path = "since/index.rs"]
mod index;
#[path = "since/repositories.rs"]
mod repositories;

use bench::Bench;

const POST: &str = "_posts/2022-01-07-lake.md";
const OTHER: &str = "_posts/2022-01-08-pier.md";

/// A committed site in which a page has an old fault, and links to another page and a place in it.
fn site() -> Bench {
    let site = Bench::new(&[
        (POST, "---\ntitle: Lake\ndate: 2022-01-07\n---\nThe [ferry]() leaves.\n"),
        (
            OTHER,
            "---\ntitle: Pier\ndate: 2022-01-08\n---\nSee [it](/about/#tides) and [the map](/map.png).\n",
        ),
        ("about.md", "---\ntitle: About\npermalink: /about/\n---\n## Tides\n\nTwice a day.\n"),
        ("map.png", "no picture"),
    ]);
    site.commit();
    site
}

/// What a run over the links of the changes shows.
fn links(site: &Bench, arguments: &[&str]) -> Vec<String> {
    let all: Vec<&str> = ["--select", "link,site"].iter().chain(arguments).copied().collect();
    let ran = site.check(&all);
    assert!(ran.code < 2, "{}{}", ran.out, ran.err);
    ran.findings()
}
