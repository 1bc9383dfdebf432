//! The online check: asks other hosts, politely, for what a site refers to there, and says what they
//! answer. Runs only where it was asked for; nothing here may be reached, nor started, without that.
//!
//! ```text
//! questions → cache → one queue a host → journey (admission, turn, request, redirects) → answer → cache
//! ```
//!
//! May not judge how much an answer matters; that is the rules'.

mod cache;
mod cookies;
mod failure;
pub mod guard;
mod hop;
mod hosts;
mod journey;
mod lookup;
mod options;
pub mod patterns;
mod picture;
mod places;
mod question;
mod queue;
pub mod wait;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use url::Url;

use crate::site::{Answer, Online, Question, Verdict};
use cache::Cache;
use hosts::Hosts;
use lookup::{Names, Pinned};

pub use options::Options;

/// Longest wait for a connection, and for a name.
const CONNECTING: Duration = Duration::from_secs(10);

/// Why nothing can be asked.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The runtime does not start.
    #[error("cannot ask other hosts: {0}")]
    Runtime(#[from] std::io::Error),
    /// The client cannot be made.
    #[error("cannot ask other hosts: {0}")]
    Client(#[from] reqwest::Error),
}

/// How far a run is: how many of how many questions are answered.
pub type Progress<'p> = dyn Fn(usize, usize) + 'p;

/// Asks, and remembers what was answered.
#[derive(Debug)]
pub struct Checker {
    options: Options,
    cache: Cache,
    failure: Option<NetError>,
}

/// What every question of a run shares.
#[derive(Debug)]
struct Asker {
    client: reqwest::Client,
    names: Arc<Names>,
    hosts: Hosts,
    proxies: Option<Matcher>,
    options: Options,
}

impl Asker {
    fn new(options: &Options) -> Result<Self, NetError> {
        // Somebody else may have installed one; any will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let connecting = CONNECTING.min(options.timeout);
        let names = Arc::new(Names::new(options.allowed.clone(), connecting));
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .dns_resolver(Arc::new(Pinned(Arc::clone(&names))))
            .connect_timeout(connecting)
            .pool_max_idle_per_host(options.per_host)
            .pool_idle_timeout(Duration::from_secs(5))
            .user_agent(&options.user_agent);
        if !options.proxies {
            builder = builder.no_proxy();
        }
        Ok(Self {
            client: builder.build()?,
            names,
            hosts: Hosts::new(options.concurrency, options.per_host),
            proxies: options.proxies.then(Matcher::from_env),
            options: options.clone(),
        })
    }

    fn is_proxied(&self, url: &Url) -> bool {
        let Some(matcher) = &self.proxies else { return false };
        url.as_str().parse().is_ok_and(|uri| matcher.intercept(&uri).is_some())
    }

    fn paced(&self, wait: Duration) -> Duration {
        wait.mul_f64(self.options.pace)
    }
}

impl Checker {
    /// Reads the cache; asks nothing yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        let cache = Cache::open(&options);
        Self { options, cache, failure: None }
    }

    /// Answers questions, each URL once: from the cache where that is fresh, otherwise by asking.
    /// The order of the questions and of the answers changes nothing in what is said.
    pub fn ask(&mut self, questions: &[Question], progress: &Progress<'_>) -> Online {
        let mut answers = BTreeMap::new();
        let mut open = Vec::new();
        let options = &self.options;
        for question in questions.iter().filter(|one| is_wanted(&one.url, options)) {
            match self.cache.fresh(question, options) {
                Some(answer) => {
                    answers.insert(Arc::clone(&question.url), answer);
                }
                None => open.push(question.clone()),
            }
        }
        if !open.is_empty()
            && let Err(error) = self.ask_now(&open, &mut answers, progress)
        {
            self.failure = Some(error);
        }
        self.cache.close();
        Online { answers, patience: self.options.patience }
    }

    /// What went wrong beside the questions: a cache that cannot be read or written, a client that
    /// cannot be made.
    pub fn complaints(&self) -> impl Iterator<Item = String> {
        self.cache.complaints().map(str::to_owned).chain(self.failure.iter().map(ToString::to_string))
    }

    fn ask_now(
        &mut self,
        open: &[Question],
        answers: &mut BTreeMap<Arc<str>, Answer>,
        progress: &Progress<'_>,
    ) -> Result<(), NetError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let total = open.len();
        let cache = &mut self.cache;
        let options = &self.options;
        let mut held = Vec::new();
        let mut is_connected = false;
        runtime.block_on(async {
            // The client starts tasks of its own, so it is made inside of the runtime.
            let asker = Arc::new(Asker::new(options)?);
            let mut queue = queue::start(&asker, open);
            let mut done = 0;
            progress(done, total);
            while let Some((url, answer)) = queue.next().await {
                done += 1;
                progress(done, total);
                if is_connected || !is_of_network(&answer) {
                    is_connected |= proves_connection(&answer);
                    answers.insert(Arc::clone(&url), cache.keep(&asker.options, open, &url, answer));
                } else {
                    // Whether that is the host's fault or this machine's, others will tell.
                    held.push((url, answer));
                }
            }
            Ok::<(), NetError>(())
        })?;
        let is_cut_off = !is_connected && hosts_of(&held) >= ENOUGH_HOSTS;
        for (url, answer) in held {
            let answer = match is_cut_off {
                true => {
                    Answer::new(Verdict::Unasked("no host can be reached from here at the moment".to_owned()))
                }
                false => cache.keep(options, open, &url, answer),
            };
            answers.insert(url, answer);
        }
        // What is under way in the background, such as a name that is looked up, is not waited for.
        runtime.shutdown_background();
        Ok(())
    }
}

/// Where so many hosts fail and none answers, it is this machine that has no connection.
const ENOUGH_HOSTS: usize = 3;

fn is_wanted(url: &str, options: &Options) -> bool {
    (options.include.is_empty() || options.include.fit(url)) && !options.exclude.fit(url)
}

fn is_of_network(answer: &Answer) -> bool {
    matches!(&answer.verdict, Verdict::Dead(fault) if fault.is_of_network())
}

/// A URL that was not asked proves nothing.
fn proves_connection(answer: &Answer) -> bool {
    !matches!(answer.verdict, Verdict::Unasked(_))
}

fn hosts_of(answers: &[(Arc<str>, Answer)]) -> usize {
    let host = |url: &str| Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
    answers.iter().filter_map(|(url, _)| host(url)).collect::<std::collections::BTreeSet<_>>().len()
}
