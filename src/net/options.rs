//! How other hosts are asked. May not ask.

use std::path::PathBuf;
use std::time::Duration;

use super::guard::Allowed;
use super::patterns::Patterns;

/// How other hosts are asked.
#[derive(Clone, Debug)]
pub struct Options {
    /// Only addresses that one of these fits are asked, if there are any.
    pub include: Patterns,
    /// Addresses that one of these fits are not asked.
    pub exclude: Patterns,
    /// Private hosts that may be asked.
    pub allowed: Allowed,
    /// How many requests are under way at most.
    pub concurrency: usize,
    /// How many of them go to one host at most.
    pub per_host: usize,
    /// How long one request may take.
    pub timeout: Duration,
    /// How often a request is tried again.
    pub retries: u32,
    /// The longest wait that a host may ask for; who asks for a longer one is not waited for.
    pub longest_wait: Duration,
    /// Whether the places in pages are looked for.
    pub anchors: bool,
    /// The page that is said to show a picture: the front page of the site.
    pub referer: Option<String>,
    /// What the hosts are told of who asks.
    pub user_agent: String,
    /// Whether the proxies of the environment are used.
    pub proxies: bool,
    /// The file in which answers are kept, if they are.
    pub cache: Option<PathBuf>,
    /// Whether everything is asked again, whatever the cache holds.
    pub is_refreshing: bool,
    /// How long an answer counts that was good.
    pub keep_good: Duration,
    /// How long an answer counts that was not.
    pub keep_bad: Duration,
    /// On how many days a fault that may pass must be seen before it is more than a note.
    pub patience: u32,
    /// Now, in seconds since 1970.
    pub now: i64,
    /// Where chance begins: the same gives the same waits.
    pub seed: u64,
    /// What every wait is multiplied by; 1 but in tests.
    pub pace: f64,
}

impl Default for Options {
    fn default() -> Self {
        const DAY: Duration = Duration::from_hours(24);
        Self {
            include: Patterns::default(),
            exclude: Patterns::default(),
            allowed: Allowed::default(),
            concurrency: 32,
            per_host: 4,
            timeout: Duration::from_secs(20),
            retries: 2,
            longest_wait: Duration::from_secs(60),
            anchors: false,
            referer: None,
            user_agent: USER_AGENT.to_owned(),
            proxies: true,
            cache: None,
            is_refreshing: false,
            keep_good: DAY * 7,
            keep_bad: DAY / 24,
            patience: 3,
            now: 0,
            seed: 0,
            pace: 1.0,
        }
    }
}

/// Some hosts refuse what does not look like a browser, so it does; and it says who it is.
const USER_AGENT: &str = concat!(
    "Mozilla/5.0 (compatible; postlint/",
    env!("CARGO_PKG_VERSION"),
    "; +https://github.com/postlint/postlint)"
);
