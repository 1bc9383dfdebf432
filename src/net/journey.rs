//! From a URL along its redirects to what answers at the end. Every step is admitted anew, waits for
//! its turn and is tried again where that may help. May not judge what the answer is worth.

use std::collections::BTreeSet;
use std::time::Duration;

use reqwest::{Method, StatusCode, header};
use url::Url;

use super::cookies::Cookies;
use super::failure::Failure;
use super::hop::{self, Head, Request};
use super::lookup::Admission;
use super::{Asker, wait};
use crate::site::Fault;

/// Redirects that are followed, as browsers' own limit was for long, and that of most clients is.
const MOST_REDIRECTS: u32 = 10;

/// How a journey ended.
#[derive(Clone, Debug)]
pub(super) struct Journey {
    pub(super) end: End,
    /// The last URL that was asked.
    pub(super) last: Url,
    /// How many redirects were followed.
    pub(super) redirects: u32,
    /// Whether all of them were permanent.
    pub(super) permanent: bool,
}

/// What stood at the end.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// An answer that is no redirect.
    Answer(Box<Head>),
    /// Nothing; and whether another method may get an answer.
    Fault { fault: Fault, is_of_method: bool },
    /// The URL itself is not asked: its address is private.
    Private(std::net::IpAddr),
    /// The host wants to be left alone for longer than anybody would wait.
    Busy(Duration),
}

enum Step {
    Answer(Box<Head>),
    Onward(Url, u16),
    End(End),
}

/// Follows a URL.
pub(super) async fn follow(asker: &Asker, start: &Url, request: &Request) -> Journey {
    let mut journey = Journey {
        end: End::Fault { fault: Fault::Endless(MOST_REDIRECTS), is_of_method: false },
        last: start.clone(),
        redirects: 0,
        permanent: true,
    };
    let mut cookies = Cookies::default();
    let mut seen = BTreeSet::new();
    loop {
        // The same address with other cookies is another question: sites that count visitors
        // redirect to themselves once.
        let mut bare = journey.last.clone();
        bare.set_fragment(None);
        if !seen.insert((String::from(bare), cookies.of(&journey.last))) {
            journey.end = End::Fault { fault: Fault::Loop(shown(&journey.last)), is_of_method: false };
            return journey;
        }
        match step(asker, &journey, request, &mut cookies).await {
            Step::Answer(head) => {
                journey.end = End::Answer(head);
                return journey;
            }
            Step::End(end) => {
                journey.end = end;
                return journey;
            }
            Step::Onward(..) if journey.redirects == MOST_REDIRECTS => return journey,
            Step::Onward(next, status) => {
                journey.redirects += 1;
                journey.permanent &= matches!(status, 301 | 308);
                journey.last = next;
            }
        }
    }
}

async fn step(asker: &Asker, journey: &Journey, request: &Request, cookies: &mut Cookies) -> Step {
    let url = &journey.last;
    let Some(host) = url.host() else {
        return Step::End(End::Fault { fault: Fault::Nowhere(shown(url)), is_of_method: false });
    };
    let is_proxied = asker.is_proxied(url);
    match asker.names.admit(host, is_proxied).await {
        Admission::Open => {}
        Admission::Private(address) if journey.redirects == 0 => return Step::End(End::Private(address)),
        Admission::Private(_) => {
            return Step::End(End::Fault { fault: Fault::Private(shown(url)), is_of_method: false });
        }
        Admission::Lost(fault) => return Step::End(End::Fault { fault, is_of_method: false }),
    }
    let head = match persist(asker, url, request, &cookies.of(url)).await {
        Ok(head) => head,
        Err(end) => return Step::End(end),
    };
    for cookie in head.all(header::SET_COOKIE) {
        cookies.set(url, &cookie);
    }
    onward(url, head)
}

/// Where an answer sends on to (RFC 9110, 10.2.2 and 15.4), if it does.
fn onward(url: &Url, head: Head) -> Step {
    let status = head.status.as_u16();
    if !matches!(status, 301 | 302 | 303 | 307 | 308) {
        return Step::Answer(Box::new(head));
    }
    let nowhere =
        |to: &str| Step::End(End::Fault { fault: Fault::Nowhere(to.to_owned()), is_of_method: false });
    let Some(location) = head.all(header::LOCATION).next() else { return nowhere("") };
    let Ok(mut next) = url.join(location.trim()) else { return nowhere(&location) };
    if !matches!(next.scheme(), "http" | "https") {
        return nowhere(&location);
    }
    // What a server writes there of users and passwords is not this run's to send; what the text
    // wrote goes on to the same origin alone.
    let is_same = next.origin() == url.origin();
    let (user, password) = if is_same { (url.username(), url.password()) } else { ("", None) };
    let _ = next.set_username(user);
    let _ = next.set_password(password);
    next.set_fragment(
        next.fragment().map(str::to_owned).or_else(|| url.fragment().map(str::to_owned)).as_deref(),
    );
    Step::Onward(next, status)
}

/// Asks until there is an answer that another try would not change.
async fn persist(asker: &Asker, url: &Url, request: &Request, cookies: &str) -> Result<Head, End> {
    let host = asker.hosts.host(&url.origin().ascii_serialization());
    let mut bare = url.clone();
    bare.set_fragment(None);
    let mut tries = 0;
    loop {
        let turn = asker.hosts.turn(&host).await;
        let sent = hop::send(&asker.client, &bare, request, cookies, asker.options.timeout).await;
        let again = match &sent {
            Ok(head) => of_answer(head, request, asker.options.now),
            Err(failure) => of_failure(failure, request),
        };
        let pause = match again {
            Again::Never => None,
            Again::Later => Some(wait::backoff(asker.options.seed, bare.as_str(), tries)),
            Again::After(asked) => Some(asked),
        };
        // Said before the turn is over, so that whoever waits for it knows.
        if let (Some(pause), Ok(head)) = (pause, &sent)
            && matches!(head.status.as_u16(), 429 | 503)
        {
            host.keep_quiet(asker.paced(pause.min(asker.options.longest_wait)));
        }
        drop(turn);
        tries += 1;
        match pause {
            Some(pause) if tries <= asker.options.retries && pause <= asker.options.longest_wait => {
                tokio::time::sleep(asker.paced(pause)).await;
            }
            Some(pause) if sent.as_ref().is_ok_and(|head| head.status == StatusCode::TOO_MANY_REQUESTS) => {
                return Err(End::Busy(pause));
            }
            _ => return sent.map_err(|failure| ended(asker, failure)),
        }
    }
}

enum Again {
    /// Another try changes nothing.
    Never,
    /// After a while.
    Later,
    /// When the host says.
    After(Duration),
}

/// Whether an answer asks to come again (RFC 9110, 15.6.4; RFC 6585, 4), or may be an accident.
/// A HEAD that goes wrong is followed by a GET anyway.
fn of_answer(head: &Head, request: &Request, now: i64) -> Again {
    let date = head.header(header::DATE);
    let asked = head.header(header::RETRY_AFTER).and_then(|value| wait::retry_after(value, date, now));
    match (head.status.as_u16(), asked) {
        (429 | 503, Some(asked)) => Again::After(asked),
        (429, None) => Again::Later,
        (408 | 500 | 502..=504, _) if request.method != Method::HEAD => Again::Later,
        _ => Again::Never,
    }
}

fn of_failure(failure: &Failure, request: &Request) -> Again {
    match failure {
        Failure::Fault(Fault::Closed) if request.method == Method::HEAD => Again::Never,
        Failure::Fault(Fault::Closed | Fault::Refused | Fault::Unreachable) => Again::Later,
        // Waited for long enough.
        Failure::Timeout { .. } | Failure::Fault(_) => Again::Never,
    }
}

fn ended(asker: &Asker, failure: Failure) -> End {
    let is_of_method = matches!(
        failure,
        Failure::Timeout { connecting: false } | Failure::Fault(Fault::Closed | Fault::Protocol)
    );
    End::Fault { fault: failure.fault(asker.options.timeout.as_secs()), is_of_method }
}

/// A URL as it may be shown: without user and password.
pub(super) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}
