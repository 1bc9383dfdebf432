//! From the configuration and the arguments to how other hosts are asked. May not ask.

use std::path::Path;

use crate::cli::OnlineArgs;
use crate::config::{OnlineConfig, Place, Problem};
use crate::net::{Options, guard::Allowed, patterns::Patterns};
use crate::publication::SiteFacts;

/// Where answers are kept unless told otherwise, from the root of the site.
const CACHE: &str = ".postlint/cache/online.json";

/// What the configuration says, with what it cannot mean.
pub(super) fn of_config(config: &OnlineConfig) -> (Options, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut problem = |key: &str, (at, why): (usize, String)| {
        let place = Place::value(&["online", key, &at.to_string()]);
        problems.push(Problem { place, message: why, help: None });
    };
    let mut patterns = |key: &str, list: &[String]| {
        Patterns::read(list)
            .map_err(|(at, why)| problem(key, (at, format!("this is no pattern for URLs: {why}"))))
    };
    let usual = Options::default();
    let include = patterns("include", &config.include).unwrap_or_default();
    let exclude = patterns("exclude", &config.exclude).unwrap_or_default();
    let allowed = Allowed::read(&config.allow).map_err(|wrong| problem("allow", wrong)).unwrap_or_default();
    let options = Options {
        include,
        exclude,
        allowed,
        concurrency: config.concurrency.map_or(usual.concurrency, |number| number as usize),
        per_host: config.per_host.map_or(usual.per_host, |number| number as usize),
        timeout: config.timeout.unwrap_or(usual.timeout),
        retries: config.retries.unwrap_or(usual.retries),
        longest_wait: config.longest_wait.unwrap_or(usual.longest_wait),
        anchors: config.anchors.unwrap_or(usual.anchors),
        keep_good: config.keep_good.unwrap_or(usual.keep_good),
        keep_bad: config.keep_bad.unwrap_or(usual.keep_bad),
        patience: config.patience.unwrap_or(usual.patience),
        user_agent: config.user_agent.clone().unwrap_or(usual.user_agent.clone()),
        ..usual
    };
    (options, problems)
}

/// What belongs to a run: the arguments over the configuration, and the site.
///
/// # Errors
/// In words, where an argument cannot be meant.
pub(super) fn of_run(
    mut options: Options,
    configured: &OnlineConfig,
    told: &OnlineArgs,
    (root, config): (&Path, Option<&Path>),
    site: &SiteFacts,
) -> Result<Options, String> {
    let mut allow = configured.allow.clone();
    allow.extend(told.online_allow.iter().cloned());
    options.allowed = Allowed::read(&allow).map_err(|(_, why)| why)?;
    options.anchors |= told.online_anchors;
    if let Some(number) = told.online_concurrency {
        options.concurrency = number.into();
    }
    if let Some(number) = told.online_per_host {
        options.per_host = number.into();
    }
    if let Some(seconds) = told.online_timeout {
        options.timeout = std::time::Duration::from_secs(seconds.into());
    }
    let of_config =
        configured.cache.as_ref().map(|path| config.and_then(Path::parent).unwrap_or(root).join(path));
    options.cache = match &told.online_cache {
        _ if told.online_no_cache => None,
        Some(path) => Some(path.clone()),
        None => Some(of_config.unwrap_or_else(|| root.join(CACHE))),
    };
    options.is_refreshing = told.online_refresh;
    options.now = i64::try_from(site.now.div_euclid(1_000_000_000)).unwrap_or(0);
    options.referer = site.url.as_deref().and_then(front_page);
    Ok(options)
}

/// What a browser says of the page that asks, to another host: no more than its origin
/// (`strict-origin-when-cross-origin`, Referrer Policy, 3.8).
fn front_page(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty() && host.is_ascii())?;
    matches!(scheme, "http" | "https").then(|| format!("{scheme}://{host}/"))
}
