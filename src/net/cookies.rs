//! The cookies of one journey: some sites set one and redirect to themselves until it comes back.
//! Nothing of it outlives the journey, and none goes to another host. May not judge a cookie.

use std::collections::BTreeMap;

use url::Url;

/// How many cookies of one host are kept, and how long one may be.
const MOST: usize = 50;
const LONGEST: usize = 4096;

/// Name to value, by host.
#[derive(Debug, Default)]
pub(super) struct Cookies(BTreeMap<String, BTreeMap<String, String>>);

impl Cookies {
    /// Keeps what a `Set-Cookie` says (RFC 6265, 5.2), its attributes apart.
    pub(super) fn set(&mut self, url: &Url, header: &str) {
        let pair = header.split(';').next().unwrap_or_default();
        let Some((name, value)) = pair.split_once('=') else { return };
        let jar = self.0.entry(host(url)).or_default();
        let is_plain = |text: &str| text.bytes().all(|one| (0x21..0x7f).contains(&one));
        let (name, value) = (name.trim(), value.trim());
        if !name.is_empty() && pair.len() <= LONGEST && jar.len() < MOST && is_plain(name) && is_plain(value)
        {
            jar.insert(name.to_owned(), value.to_owned());
        }
    }

    /// What goes to the host of a URL; empty where there is nothing.
    pub(super) fn of(&self, url: &Url) -> String {
        let Some(jar) = self.0.get(&host(url)) else { return String::new() };
        let pairs: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }
}

/// Scheme, host and port: a cookie that came over https is not shown to anybody on the way.
fn host(url: &Url) -> String {
    url.origin().ascii_serialization()
}
