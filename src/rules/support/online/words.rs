//! The words for what a host answers: what is wrong, why a reader is stuck, and what to do.
//! May not decide how much it matters.

use std::borrow::Cow;

use crate::finding::{Report, Severity};
use crate::rules::support::excerpt;
use crate::site::{Answer, External, Fault, Purpose, Trust};

/// What a reader would call it.
pub(crate) fn noun(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Link => "link",
        Purpose::Image => "image",
        Purpose::Source => "source",
    }
}

/// Host and port of a URL, without what stands before an `@`.
pub(crate) fn host(url: &str) -> Cow<'_, str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    excerpt(authority.rsplit_once('@').map_or(authority, |(_, host)| host))
}

/// A number of bytes in the unit that reads best.
pub(crate) fn bytes(count: u64) -> String {
    match count {
        0..10_000 => format!("{count} bytes"),
        10_000..10_000_000 => format!("{} kB", count / 1000),
        _ => format!("{} MB", count / 1_000_000),
    }
}

/// The report on an address that leads to nothing.
pub(super) fn dead(place: &External, answer: &Answer, fault: &Fault, patience: u32) -> Report {
    let what = noun(place.purpose);
    let asked = answer.via.as_deref().unwrap_or(&place.url);
    let mut message = format!("this {what} {}", why(fault, &host(asked), place.purpose));
    if let (Some(via), Fault::Status(_)) = (&answer.via, fault) {
        message.push_str(&format!(", after a redirect to `{}`", excerpt(via)));
    }
    let young = super::is_young(answer, fault, patience);
    if young.is_some() {
        message.push_str("; that may pass");
    } else if answer.days > 1 {
        message.push_str(&format!("; it failed on {} days in a row", answer.days));
    }
    let report = Report::new(place.span, message).help(help(fault, place.purpose));
    match (young, fault) {
        (Some(severity), _) => report.at_most(severity),
        (None, Fault::HotLink { shown: Some(true), .. }) => report.at_most(Severity::Note),
        (None, Fault::HotLink { shown: None, .. }) => report.at_most(Severity::Warning),
        (None, _) => report,
    }
}

fn why(fault: &Fault, host: &str, purpose: Purpose) -> String {
    let lost = if purpose == Purpose::Image { "shows nothing" } else { "leads to nothing" };
    match fault {
        Fault::Status(status) => format!("{lost}: `{host}` answers {status} ({})", status_words(*status)),
        Fault::NoHost => format!("{lost}: there is no host named `{host}`"),
        Fault::Lookup => format!("{lost}: the name `{host}` cannot be looked up at the moment"),
        Fault::Refused => format!("{lost}: `{host}` refuses the connection"),
        Fault::Unreachable => format!("{lost}: no network leads to `{host}`"),
        Fault::Closed => format!("{lost}: `{host}` closes the connection without an answer"),
        Fault::Timeout(seconds) => format!("{lost}: `{host}` does not answer within {seconds} seconds"),
        Fault::Tls(trust) => {
            format!("cannot be opened safely, and browsers warn readers away: {}", trust_words(trust, host))
        }
        Fault::Protocol => format!("{lost}: what answers at `{host}` does not speak HTTP"),
        Fault::Loop(to) => format!("is redirected in a circle, back to `{}`", excerpt(to)),
        Fault::Endless(most) => format!("is redirected more than {most} times, and browsers give up as well"),
        Fault::Nowhere(to) if to.is_empty() => format!("{lost}: `{host}` redirects without saying where"),
        Fault::Nowhere(to) => {
            format!("{lost}: `{host}` redirects to `{}`, which is no web address", excerpt(to))
        }
        Fault::Private(to) => {
            format!("is redirected to `{}`, an address that only a private network has", excerpt(to))
        }
        Fault::Truncated { got, of: Some(of) } => {
            format!("comes incomplete: `{host}` announces {} and sends {}", bytes(*of), bytes(*got))
        }
        Fault::Truncated { got, of: None } => {
            format!("comes incomplete: `{host}` breaks off after {}", bytes(*got))
        }
        Fault::Empty => format!("{lost}: `{host}` answers with nothing in it"),
        Fault::Page => format!(
            "shows nothing: `{host}` answers with a web page in its place; it is gone, or shown on the \
             host's own pages only"
        ),
        Fault::NotImage(kind) => format!("shows nothing: `{host}` says that it is `{}`", excerpt(kind)),
        Fault::HotLink { status, shown } => hot_link(*status, *shown, host),
    }
}

/// Hot-link protection: where the site's own address is not known, neither is what its pages show.
fn hot_link(status: u16, shown: Option<bool>, host: &str) -> String {
    let gives = match status {
        200 => "a web page".to_owned(),
        status => status.to_string(),
    };
    match shown {
        Some(false) => format!(
            "shows nothing on this site: `{host}` gives it to its own pages, and answers others with {gives} \
             (hot-link protection)"
        ),
        None => format!(
            "may show nothing on this site: `{host}` gives it to its own pages, and answers with {gives} \
             where no page is named (hot-link protection)"
        ),
        Some(true) => format!(
            "shows nothing to readers who do not say which page they come from: `{host}` answers them with \
             {gives} (hot-link protection)"
        ),
    }
}

/// Names of RFC 9110, 15, and of what is in use besides.
fn status_words(status: u16) -> &'static str {
    match status {
        400 => "bad request",
        404 => "not found",
        408 => "request time-out",
        410 => "gone for good",
        500 => "internal server error",
        501 => "not implemented",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway time-out",
        520..=530 => "the server behind it does not answer",
        505..=519 | 531..=599 => "server error",
        _ => "no success",
    }
}

fn trust_words(trust: &Trust, host: &str) -> String {
    match trust {
        Trust::Expired => format!("the certificate of `{host}` has expired"),
        Trust::Early => format!("the certificate of `{host}` is not valid yet"),
        Trust::OtherName => format!("the certificate of `{host}` is for another name"),
        Trust::Issuer => format!(
            "the certificate of `{host}` is signed by nobody who is trusted, or the one between is not sent"
        ),
        Trust::Revoked => format!("the certificate of `{host}` was revoked"),
        Trust::Handshake => format!("`{host}` does not agree on a secure connection (TLS)"),
        Trust::Other(words) => format!("TLS with `{host}` fails: {}", excerpt(words)),
    }
}

fn help(fault: &Fault, purpose: Purpose) -> String {
    let what = noun(purpose);
    match fault {
        Fault::Status(404 | 410) if purpose == Purpose::Image => {
            "correct the address, or keep a copy of the image".to_owned()
        }
        Fault::Status(404 | 410) => "correct the address, or link to an archived copy".to_owned(),
        Fault::NoHost => {
            format!(
                "correct the name of the host; if it is gone, link to an archived copy or remove the {what}"
            )
        }
        Fault::Tls(_) => {
            "tell the host's owner, or link to another place; plain http is no remedy".to_owned()
        }
        Fault::Loop(_) | Fault::Endless(_) | Fault::Nowhere(_) => {
            format!("open it in a browser: correct the address, or remove the {what}")
        }
        Fault::Private(_) => "link to an address that readers can reach".to_owned(),
        Fault::Empty | Fault::Page | Fault::NotImage(_) => {
            "correct the address, or keep a copy of the image where the terms of its host allow it".to_owned()
        }
        Fault::HotLink { .. } => {
            "keep a copy where the terms of its host allow it, or link to its page".to_owned()
        }
        _ => format!("open it in a browser; if it stays so, link to another place or remove the {what}"),
    }
}
