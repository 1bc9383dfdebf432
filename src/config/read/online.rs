//! The mapping under `online:`. May not know of hosts or patterns.

use std::time::Duration;

use super::Reader;
use crate::config::OnlineConfig;
use crate::document::front_matter::{Node, Typed};

const KEYS: [&str; 14] = [
    "include",
    "exclude",
    "allow",
    "concurrency",
    "per-host",
    "timeout",
    "retries",
    "longest-wait",
    "anchors",
    "cache",
    "keep-good",
    "keep-bad",
    "patience",
    "user-agent",
];

impl Reader {
    /// What is not given stays as it was.
    pub(super) fn online(&mut self, node: Node<'_>, online: &mut OnlineConfig) {
        self.mapping(node, Some(&KEYS), |reader, key, value| match key {
            "include" => online.include = reader.words(value),
            "exclude" => online.exclude = reader.words(value),
            "allow" => online.allow = reader.words(value),
            "concurrency" => online.concurrency = reader.number(value, 1, 1000),
            "per-host" => online.per_host = reader.number(value, 1, 100),
            "timeout" => online.timeout = reader.duration(value),
            "retries" => online.retries = reader.number(value, 0, 10),
            "longest-wait" => online.longest_wait = reader.duration(value),
            "anchors" => online.anchors = reader.truth(value),
            "cache" => online.cache = reader.word(value),
            "keep-good" => online.keep_good = reader.duration(value),
            "keep-bad" => online.keep_bad = reader.duration(value),
            "patience" => online.patience = reader.number(value, 1, 1000),
            _ => online.user_agent = reader.word(value),
        });
    }

    fn number(&mut self, node: Node<'_>, least: u32, most: u32) -> Option<u32> {
        let number = match node.typed() {
            Some(Typed::Integer(value)) => u32::try_from(*value).ok(),
            _ => None,
        };
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.problem(false, &format!("a whole number from {least} to {most} is expected here"), None);
        }
        number
    }

    pub(super) fn truth(&mut self, node: Node<'_>) -> Option<bool> {
        let truth = match node.typed() {
            Some(Typed::Bool(value)) => Some(*value),
            _ => None,
        };
        if truth.is_none() {
            self.problem(false, "`true` or `false` is expected here", None);
        }
        truth
    }

    pub(super) fn word(&mut self, node: Node<'_>) -> Option<String> {
        let word = node.text().filter(|text| !text.is_empty() && !node.is_null());
        if word.is_none() {
            self.problem(false, "a word is expected here", None);
        }
        word.map(str::to_owned)
    }

    fn duration(&mut self, node: Node<'_>) -> Option<Duration> {
        let duration = node.text().and_then(duration);
        if duration.is_none() {
            let help = "write it as 90s, 30m, 12h or 7d".to_owned();
            self.problem(false, "a span of time is expected here", Some(help));
        }
        duration
    }
}

/// `20`, `20s`, `30m`, `12h`, `7d`; a number alone counts seconds.
fn duration(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    let seconds = match unit.trim() {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return None,
    };
    // A century is more than anybody means.
    let whole = number.parse::<u64>().ok()?.checked_mul(seconds).filter(|all| *all <= 36_525 * 86_400)?;
    Some(Duration::from_secs(whole))
}
