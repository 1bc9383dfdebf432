//! What the user wrote under `online:`: how other hosts are asked. May not know how asking works;
//! patterns and hosts are judged where they are used.

use std::time::Duration;

/// How other hosts are asked; what is not given is left to the defaults there.
#[derive(Clone, Debug, Default)]
pub struct OnlineConfig {
    /// Only these addresses are asked, if there are any: globs over the URL, or names of hosts.
    pub include: Vec<String>,
    /// These addresses are not asked.
    pub exclude: Vec<String>,
    /// Private hosts that may be asked: names, addresses, networks, or `all`.
    pub allow: Vec<String>,
    /// How many requests are under way at most.
    pub concurrency: Option<u32>,
    /// How many of them go to one host at most.
    pub per_host: Option<u32>,
    /// How long a request may take.
    pub timeout: Option<Duration>,
    /// How often a request is tried again.
    pub retries: Option<u32>,
    /// The longest wait that a host may ask for.
    pub longest_wait: Option<Duration>,
    /// Whether the places in pages are looked for.
    pub anchors: Option<bool>,
    /// The file in which answers are kept, relative to the configuration.
    pub cache: Option<String>,
    /// How long a good answer counts.
    pub keep_good: Option<Duration>,
    /// How long any other answer counts.
    pub keep_bad: Option<Duration>,
    /// On how many days a fault that may pass must be seen before it is more than a note.
    pub patience: Option<u32>,
    /// What the hosts are told of who asks.
    pub user_agent: Option<String>,
}
