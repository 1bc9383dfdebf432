//! One remembered answer: how long it counts, and on how many days it was bad.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::net::options::Options;
use crate::site::{Answer, Fault, Question, Verdict};

/// One remembered answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Entry {
    /// When it was asked, in seconds since 1970.
    pub(super) checked: i64,
    /// The last day on which anybody wanted it, in days since 1970.
    pub(super) seen: i64,
    verdict: Kept,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    moved: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    via: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    size: Option<u64>,
    /// Whether it was looked at as a picture.
    #[serde(default, skip_serializing_if = "is_false")]
    image: bool,
    /// The fragments that were looked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sought: Vec<Box<str>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    lost: Vec<Box<str>>,
    /// On how many days it failed, one after the other, and the last of them.
    #[serde(default, skip_serializing_if = "is_zero")]
    days: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last_day: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kept {
    Alive,
    Dead(Fault),
    Unknown(String),
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// Days since 1970, UTC.
pub(super) fn day(seconds: i64) -> i64 {
    seconds.div_euclid(86_400)
}

impl Entry {
    /// What is remembered of an answer, after what was remembered before. A day counts once; an
    /// answer that tells nothing leaves the count as it is.
    pub(super) fn after(
        before: Option<&Self>,
        question: &Question,
        answer: Answer,
        options: &Options,
    ) -> Self {
        let today = day(options.now);
        let (days, last_day) = before.map_or((0, None), |one| (one.days, one.last_day));
        let (days, last_day) = match &answer.verdict {
            Verdict::Alive => (0, None),
            Verdict::Unknown(_) | Verdict::Unasked(_) => (days, last_day),
            Verdict::Dead(_) if last_day.is_some_and(|last| last >= today) => (days, last_day),
            Verdict::Dead(_) => (days.saturating_add(1), Some(today)),
        };
        Self {
            checked: options.now,
            seen: today,
            verdict: match answer.verdict {
                Verdict::Alive => Kept::Alive,
                Verdict::Dead(fault) => Kept::Dead(fault),
                Verdict::Unknown(why) | Verdict::Unasked(why) => Kept::Unknown(why),
            },
            moved: answer.moved,
            via: answer.via,
            size: answer.size,
            image: question.image,
            sought: if options.anchors { question.fragments.clone() } else { Vec::new() },
            lost: answer.lost,
            days,
            last_day,
        }
    }

    /// The answer.
    pub(super) fn answer(&self) -> Answer {
        let verdict = match &self.verdict {
            Kept::Alive => Verdict::Alive,
            Kept::Dead(fault) => Verdict::Dead(fault.clone()),
            Kept::Unknown(why) => Verdict::Unknown(why.clone()),
        };
        Answer {
            days: if matches!(verdict, Verdict::Dead(_)) { self.days } else { 0 },
            verdict,
            moved: self.moved.clone(),
            via: self.via.clone(),
            size: self.size,
            lost: self.lost.clone(),
        }
    }

    /// Whether it is to be asked again whatever its age; what this run asked is new.
    fn is_stale(&self, options: &Options) -> bool {
        options.is_refreshing && self.checked < options.now
    }

    /// The answer, where it is fresh and says all that a question asks.
    pub(super) fn fresh(&self, question: &Question, options: &Options) -> Option<Answer> {
        let keep = match self.verdict {
            Kept::Alive => options.keep_good,
            Kept::Dead(_) | Kept::Unknown(_) => options.keep_bad,
        };
        let age = options.now.checked_sub(self.checked).and_then(|age| u64::try_from(age).ok())?;
        let is_fresh = Duration::from_secs(age) < keep;
        let says_all = (!question.image || self.image)
            && (!options.anchors
                || question.image
                || question.fragments.iter().all(|one| self.sought.contains(one)));
        if !is_fresh || !says_all || self.is_stale(options) {
            return None;
        }
        let mut answer = self.answer();
        if !options.anchors {
            answer.lost.clear();
        }
        Some(answer)
    }
}
