//! From one question to its answer: what is asked, in which order, and what the answers are worth.
//! May not keep anything beyond the question.

use reqwest::{Method, StatusCode, header};
use url::Url;

use super::failure::Failure;
use super::hop::{Head, Request};
use super::journey::{End, Journey, follow, shown};
use super::picture::{Sniffed, sniff};
use super::{Asker, places};
use crate::site::{Answer, Fault, Question, Verdict};

/// Bytes of a picture that are asked for: enough to tell what it is.
const PICTURE: usize = 4096;

/// Asks one question.
pub(super) async fn answer(asker: &Asker, question: &Question) -> Answer {
    let Ok(url) = Url::parse(&question.url) else {
        return Answer::new(Verdict::Unasked("the address is no URL".to_owned()));
    };
    if question.image {
        let head = follow(asker, &url, &Request::head()).await;
        return of_picture(asker, &url, head).await;
    }
    let wants_places = asker.options.anchors && question.fragments.iter().any(|one| places::is_sought(one));
    if wants_places {
        let request = Request { body: places::MOST, ..Request::get() };
        let journey = follow(asker, &url, &request).await;
        let mut answer = of_page(&journey);
        if let (Verdict::Alive, End::Answer(head)) = (&answer.verdict, &journey.end) {
            answer.lost = places::lost(head, &question.fragments);
        }
        return answer;
    }
    let journey = follow(asker, &url, &Request::head()).await;
    if !is_refused(&journey) {
        return of_page(&journey);
    }
    of_page(&follow(asker, &url, &Request::get()).await)
}

/// Whether HEAD told nothing: servers refuse it in every way there is, 404 among them.
fn is_refused(journey: &Journey) -> bool {
    match &journey.end {
        End::Answer(head) => !head.status.is_success(),
        End::Fault { fault, is_of_method } => {
            *is_of_method || matches!(fault, Fault::Nowhere(_) | Fault::Loop(_))
        }
        End::Private(_) | End::Busy(_) => false,
    }
}

/// What a journey says of an address that is followed.
fn of_page(journey: &Journey) -> Answer {
    let verdict = match &journey.end {
        End::Answer(head) => of_status(head, journey.last.host_str().unwrap_or_default()),
        other => unanswered(other, journey),
    };
    finish(Answer::new(verdict), journey)
}

/// What was learnt on the way.
fn finish(mut answer: Answer, journey: &Journey) -> Answer {
    if journey.redirects > 0 {
        let last = shown(&journey.last);
        let is_moved = answer.verdict == Verdict::Alive && journey.permanent;
        answer.moved = is_moved.then(|| last.clone());
        answer.via = Some(last);
    }
    answer
}

fn unanswered(end: &End, journey: &Journey) -> Verdict {
    let host = journey.last.host_str().unwrap_or_default();
    match end {
        End::Fault { fault, .. } => Verdict::Dead(fault.clone()),
        End::Private(address) => {
            let at = if host == address.to_string() { String::new() } else { format!(" at {address}") };
            Verdict::Unasked(format!(
                "`{host}`{at} is on a private network, and is not asked unless it is allowed"
            ))
        }
        End::Busy(wait) if wait.as_secs() > 0 && wait.as_secs() < u64::MAX => {
            Verdict::Unasked(format!("`{host}` asks to be left alone for {} seconds", wait.as_secs()))
        }
        _ => Verdict::Unasked(format!("`{host}` is asked too much, and asks to be left alone")),
    }
}

/// What a status says (RFC 9110, 15). Where a server refuses who asks, a reader may well be let in.
fn of_status(head: &Head, host: &str) -> Verdict {
    let status = head.status.as_u16();
    let is_challenge = head.header(header::HeaderName::from_static("cf-mitigated")).is_some();
    let refusal = match status {
        401 | 407 => Some("wants a password"),
        402 => Some("wants to be paid"),
        451 => Some("may not show it here, by law"),
        _ if is_challenge => Some("lets in only whom it takes for a person"),
        403 | 405 | 406 | 409 | 412 | 416..=418 | 421..=423 | 425 | 426 | 429 | 431 | 600.. => {
            Some("refuses programs, and may let readers in")
        }
        _ => None,
    };
    match (refusal, status) {
        (Some(why), _) => Verdict::Unknown(format!("`{host}` {why} ({status})")),
        (None, 200..=399) => Verdict::Alive,
        (None, _) => Verdict::Dead(Fault::Status(status)),
    }
}

/// A picture: HEAD was asked without a page that refers to it; the first bytes are asked for as the
/// published page would, and where that is refused, as a page of the picture's own host would.
async fn of_picture(asker: &Asker, url: &Url, head: Journey) -> Answer {
    if matches!(head.end, End::Private(_) | End::Busy(_))
        || matches!(&head.end, End::Fault { is_of_method: false, .. })
    {
        return of_page(&head);
    }
    let page = asker.options.referer.clone();
    let ours = as_page(asker, url, page.clone()).await;
    let ours_is = judge(asker, &ours);
    let Some(status) = suspicious(&ours_is) else {
        // What no referring page gets at all is not seen in feeds, mail and careful browsers.
        let is_held_back = ours_is == Verdict::Alive && page.is_some() && is_status(&head, 403);
        if is_held_back && suspicious(&judge(asker, &as_page(asker, url, None).await)) == Some(403) {
            return finish(
                picture_answer(&ours, Verdict::Dead(Fault::HotLink { status: 403, shown: Some(true) })),
                &ours,
            );
        }
        return finish(picture_answer(&ours, ours_is), &ours);
    };
    let home = format!("{}/", url.origin().ascii_serialization());
    let shown = asker.options.referer.as_ref().map(|_| false);
    let own = as_page(asker, url, Some(home)).await;
    let verdict = if judge(asker, &own) == Verdict::Alive {
        Verdict::Dead(Fault::HotLink { status, shown })
    } else {
        refused(ours_is)
    };
    finish(picture_answer(&ours, verdict), &ours)
}

async fn as_page(asker: &Asker, url: &Url, referer: Option<String>) -> Journey {
    let request = Request { method: Method::GET, referer, body: PICTURE, ranged: true };
    follow(asker, url, &request).await
}

fn is_status(journey: &Journey, status: u16) -> bool {
    matches!(&journey.end, End::Answer(head) if head.status.as_u16() == status)
}

/// An answer that hot-link protection may have given, as a status.
fn suspicious(verdict: &Verdict) -> Option<u16> {
    match verdict {
        Verdict::Dead(Fault::Status(status @ (401 | 403 | 404 | 406 | 410))) => Some(*status),
        Verdict::Dead(Fault::Page) => Some(200),
        _ => None,
    }
}

/// A refusal that no referring page changes is one of programs.
fn refused(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Dead(Fault::Status(status @ (401 | 403 | 406))) => Verdict::Unknown(format!(
            "the host of the image refuses programs, and may let readers in ({status})"
        )),
        other => other,
    }
}

fn picture_answer(journey: &Journey, verdict: Verdict) -> Answer {
    let mut answer = Answer::new(verdict);
    if let End::Answer(head) = &journey.end {
        answer.size = head.size();
    }
    answer
}

/// What an answer is as a picture; refusals are kept as their status.
fn judge(asker: &Asker, journey: &Journey) -> Verdict {
    let host = journey.last.host_str().unwrap_or_default();
    let head = match &journey.end {
        End::Answer(head) => head,
        other => return unanswered(other, journey),
    };
    let status = head.status.as_u16();
    if matches!(status, 401 | 403 | 406) {
        return Verdict::Dead(Fault::Status(status));
    }
    if head.status == StatusCode::RANGE_NOT_SATISFIABLE {
        return Verdict::Dead(Fault::Empty);
    }
    match of_status(head, host) {
        Verdict::Alive => of_bytes(head, asker.options.timeout.as_secs()),
        other => other,
    }
}

fn of_bytes(head: &Head, timeout: u64) -> Verdict {
    let sniffed = sniff(&head.body);
    match head.broken {
        Some(Failure::Timeout { .. }) if sniffed == Sniffed::Picture => return Verdict::Alive,
        Some(Failure::Timeout { .. }) => return Verdict::Dead(Fault::Timeout(timeout)),
        Some(_) => return Verdict::Dead(Fault::Truncated { got: head.got, of: head.announced }),
        None => {}
    }
    let kind = head.kind();
    match sniffed {
        Sniffed::Picture => Verdict::Alive,
        Sniffed::Nothing => Verdict::Dead(Fault::Empty),
        Sniffed::Page => Verdict::Dead(Fault::Page),
        Sniffed::Other if kind.starts_with("image/") || kind.is_empty() => Verdict::Alive,
        Sniffed::Other if matches!(kind.as_str(), "text/html" | "application/xhtml+xml") => {
            Verdict::Dead(Fault::Page)
        }
        Sniffed::Other => Verdict::Dead(Fault::NotImage(kind)),
    }
}
