//! What is known of addresses on other hosts once they were asked: plain facts, made by the online
//! check and read by rules. May not ask anything itself.

mod fault;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::Span;

pub use fault::{Fault, Trust};

/// What an address of another host is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A reader follows it, or the page loads it.
    Link,
    /// A picture.
    Image,
    /// It says where a post's text comes from.
    Source,
}

/// One place at which the address of another host is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct External {
    /// The bytes of the address.
    pub span: Span,
    /// The URL (WHATWG URL, serialised) without its fragment.
    pub url: Arc<str>,
    /// What follows the `#`.
    pub fragment: Option<Box<str>>,
    /// The bytes of the fragment with its `#`; of the whole address where they are not one piece.
    pub fragment_span: Span,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether the address stands in the file letter for letter, so that another can take its place.
    pub verbatim: bool,
}

/// One URL to ask for, whatever the number of places it is written at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// The URL, without a fragment.
    pub url: Arc<str>,
    /// Whether it is shown as a picture anywhere.
    pub image: bool,
    /// The fragments that are written behind it, sorted, each once.
    pub fragments: Vec<Box<str>>,
}

/// Whether an address leads to anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Alive,
    /// It does not; why.
    Dead(Fault),
    /// That cannot be told from what its host answers; why, in words.
    Unknown(String),
    /// It was not asked, or asked to come again later; why, in words.
    Unasked(String),
}

/// What asking for a URL gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether it leads to anything.
    pub verdict: Verdict,
    /// Where it was redirected to in the end, permanently at every step (RFC 9110, 15.4.2 and 15.4.9).
    pub moved: Option<String>,
    /// Where it was redirected to in the end, in whatever way.
    pub via: Option<String>,
    /// On how many days it failed one after the other, this one included; 0 unless it is dead.
    pub days: u32,
    /// Bytes of a picture, where the server says.
    pub size: Option<u64>,
    /// The fragments that the page surely has no place for.
    pub lost: Vec<Box<str>>,
}

impl Answer {
    /// An answer with a verdict alone.
    #[must_use]
    pub fn new(verdict: Verdict) -> Self {
        let days = u32::from(matches!(verdict, Verdict::Dead(_)));
        Self { verdict, moved: None, via: None, days, size: None, lost: Vec::new() }
    }

    /// Why it is of no use for a purpose. What is no picture can be a page.
    #[must_use]
    pub fn fault(&self, purpose: Purpose) -> Option<&Fault> {
        match &self.verdict {
            Verdict::Dead(fault) if purpose == Purpose::Image || !fault.is_of_image() => Some(fault),
            _ => None,
        }
    }
}

/// The answers of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Online {
    /// By URL.
    pub answers: BTreeMap<Arc<str>, Answer>,
    /// On how many days a fault that may pass must be seen before it is more than a note.
    pub patience: u32,
}

impl Default for Online {
    fn default() -> Self {
        Self { answers: BTreeMap::new(), patience: 3 }
    }
}

impl Online {
    /// The answer to a URL, if it was asked.
    #[must_use]
    pub fn get(&self, url: &str) -> Option<&Answer> {
        self.answers.get(url)
    }
}

/// The questions that some places ask: each URL once, in the order of the URLs.
#[must_use]
pub fn questions<'e>(places: impl IntoIterator<Item = &'e External>) -> Vec<Question> {
    let mut all: BTreeMap<Arc<str>, Question> = BTreeMap::new();
    for place in places {
        let question = all.entry(Arc::clone(&place.url)).or_default();
        question.image |= place.purpose == Purpose::Image;
        if place.purpose != Purpose::Image {
            question.fragments.extend(place.fragment.clone());
        }
    }
    let fold = |(url, mut question): (Arc<str>, Question)| {
        question.url = url;
        question.fragments.sort_unstable();
        question.fragments.dedup();
        question
    };
    all.into_iter().map(fold).collect()
}
