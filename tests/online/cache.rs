//! What is remembered, for how long, and that the file is whole whenever the run is killed.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use postlint::site::{Answer, Fault, Verdict};

use super::server::Server;
use super::{Checker, NOW, Options, options, question};

const DAY: i64 = 86_400;

fn at(path: &Path, now: i64) -> Options {
    Options { cache: Some(path.to_owned()), now, ..options() }
}

fn ask(path: &Path, now: i64, url: &str) -> Answer {
    Checker::new(at(path, now)).ask(&[question(url, false)], &|_, _| ()).get(url).unwrap().clone()
}

#[test]
fn an_answer_counts_for_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept/online.json");
    let server = Server::start();
    let (good, bad) = (server.url("/status/200"), server.url("/status/404"));
    for (url, keep, requests) in [(&good, 7 * DAY, 1), (&bad, 3600, 2)] {
        let before = server.count();
        let first = ask(&path, NOW, url);
        assert_eq!(ask(&path, NOW + keep - 1, url), first);
        assert_eq!(server.count() - before, requests, "asked once, and then not again");
        ask(&path, NOW + keep, url);
        assert_eq!(server.count() - before, 2 * requests, "asked again once it is old");
    }
    let refreshing = Options { is_refreshing: true, ..at(&path, NOW + 7 * DAY + 1) };
    let before = server.count();
    Checker::new(refreshing).ask(&[question(&good, false)], &|_, _| ());
    assert_eq!(server.count(), before + 1);
    // A picture is another question than a link.
    Checker::new(at(&path, NOW + 7 * DAY + 2)).ask(&[question(&good, true)], &|_, _| ());
    assert!(server.count() > before + 1);
}

#[test]
fn days_of_failing_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("online.json");
    let url = Server::start().url("/status/500");
    let days = |hour: i64| ask(&path, NOW + hour * 3600, &url).days;
    assert_eq!([days(0), days(2), days(24), days(26), days(48), days(24 * 9)], [1, 1, 2, 2, 3, 4]);
    let flaky = Server::start();
    let url = flaky.url("/flaky");
    let strict = |now| Options { retries: 0, ..at(&path, now) };
    let ask =
        |now| Checker::new(strict(now)).ask(&[question(&url, false)], &|_, _| ()).get(&url).unwrap().clone();
    assert_eq!(ask(NOW).verdict, Verdict::Dead(Fault::Status(500)));
    assert_eq!((ask(NOW + DAY).verdict, ask(NOW + 9 * DAY).days), (Verdict::Alive, 0));
}

#[test]
fn a_file_that_cannot_be_read_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("online.json");
    std::fs::write(&path, "{\"version\":1,\"answers\":{\"http").unwrap();
    let url = Server::start().url("/status/200");
    let mut checker = Checker::new(at(&path, NOW));
    assert_eq!(checker.ask(&[question(&url, false)], &|_, _| ()).get(&url).unwrap().verdict, Verdict::Alive);
    assert_eq!(checker.complaints().count(), 1);
    assert_eq!(entries(&path), 1);
}

fn entries(path: &Path) -> usize {
    let text = std::fs::read_to_string(path).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    json["answers"].as_object().unwrap().len()
}

#[test]
fn the_cache_is_whole_whenever_the_run_is_killed() {
    const LINKS: usize = 60;
    let site = tempfile::tempdir().unwrap();
    let server = Server::start();
    let mut text = "---\n---\n".to_owned();
    for at in 0..LINKS {
        let _ = writeln!(text, "- [one]({}) of many", server.url(&format!("/pause/{at}")));
    }
    std::fs::create_dir(site.path().join("_posts")).unwrap();
    std::fs::write(site.path().join("_posts/2022-01-07-a.md"), text).unwrap();
    std::fs::write(site.path().join("_config.yml"), "title: Herons\n").unwrap();
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postlint"));
        command.current_dir(site.path()).args([
            "check",
            "--online",
            "--online-allow",
            "127.0.0.1",
            "--quiet",
        ]);
        for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            command.env_remove(name);
        }
        command.args(["--select", "link/dead", "--online-per-host", "2"]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let cache = site.path().join(".postlint/cache/online.json");
    let mut known = 0;
    for round in 0..4 {
        let mut child = run();
        thread::sleep(Duration::from_millis(120 + 31 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        if cache.exists() {
            let now = entries(&cache);
            assert!(now >= known, "nothing that was known is lost");
            known = now;
        }
    }
    assert!(run().wait().unwrap().success());
    assert_eq!(entries(&cache), LINKS);
}
