//! The questions of a run, a queue for each host: as many workers as a host may be asked at once
//! take from it, so that hosts wait for nobody but themselves. May not judge an answer.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{Asker, question};
use crate::site::{Answer, Question};

type Answered = (Arc<str>, Answer);

/// What is being asked.
pub(super) struct Queue(UnboundedReceiver<Answered>);

impl Queue {
    /// The next answer, in the order in which they come; none when all are there.
    pub(super) async fn next(&mut self) -> Option<Answered> {
        self.0.recv().await
    }
}

/// Starts asking.
pub(super) fn start(asker: &Arc<Asker>, questions: &[Question]) -> Queue {
    let mut by_host: BTreeMap<&str, VecDeque<Question>> = BTreeMap::new();
    for question in questions {
        by_host.entry(host(&question.url)).or_default().push_back(question.clone());
    }
    let (sender, receiver) = unbounded_channel();
    for questions in by_host.into_values() {
        let workers = asker.options.per_host.clamp(1, questions.len());
        let questions = Arc::new(Mutex::new(questions));
        for _ in 0..workers {
            tokio::spawn(work(Arc::clone(asker), Arc::clone(&questions), sender.clone()));
        }
    }
    Queue(receiver)
}

async fn work(
    asker: Arc<Asker>,
    questions: Arc<Mutex<VecDeque<Question>>>,
    sender: UnboundedSender<Answered>,
) {
    loop {
        let next = questions.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some(question) = next else { return };
        let answer = question::answer(&asker, &question).await;
        if sender.send((question.url, answer)).is_err() {
            return;
        }
    }
}

/// Scheme, host and port.
fn host(url: &str) -> &str {
    let from = url.find("://").map_or(0, |at| at + 3);
    let rest = url.get(from..).unwrap_or_default();
    let length = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    url.get(..from + length).unwrap_or(url)
}
