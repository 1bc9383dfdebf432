//! The online check against a host of our own that misbehaves; no test needs a network.

#![expect(clippy::unwrap_used, reason = "what is made for a test and cannot be read stops it")]

#[path = "support/server.rs"]
mod server;

#[path = "online/asking.rs"]
mod asking;
#[path = "online/cache.rs"]
mod cache;
#[path = "online/parts.rs"]
mod parts;

use std::time::Duration;

use postlint::net::guard::Allowed;
use postlint::net::{Checker, Options};
use postlint::site::{Answer, Online, Question};

/// 2026-01-15T12:00:00Z.
const NOW: i64 = 1_768_478_400;

/// How the tests ask: waits are a hundredth of what they are, and nothing is kept.
fn options() -> Options {
    Options {
        allowed: Allowed::read(&["127.0.0.1".to_owned()]).unwrap(),
        timeout: Duration::from_millis(700),
        pace: 0.01,
        proxies: false,
        now: NOW,
        ..Options::default()
    }
}

fn question(url: &str, image: bool) -> Question {
    Question { url: url.into(), image, fragments: Vec::new() }
}

fn ask(options: Options, mut questions: Vec<Question>) -> Online {
    questions.sort_by(|a, b| a.url.cmp(&b.url));
    Checker::new(options).ask(&questions, &|_, _| ())
}

/// The answer to one question.
fn ask_one(options: Options, url: &str, image: bool) -> Answer {
    ask(options, vec![question(url, image)]).get(url).unwrap().clone()
}
