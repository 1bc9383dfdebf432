//! How much is asked at once, of one host and in all, and how long a host wants to be left alone.
//! May not know what is asked.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// All hosts of a run.
#[derive(Debug)]
pub(super) struct Hosts {
    all: Arc<Semaphore>,
    per_host: usize,
    hosts: Mutex<BTreeMap<String, Arc<Host>>>,
}

/// One host, with its port.
#[derive(Debug)]
pub(super) struct Host {
    places: Arc<Semaphore>,
    /// Taken besides a place once the host has said that it is asked too much.
    single: Arc<Semaphore>,
    is_slow: AtomicBool,
    quiet_until: Mutex<Option<Instant>>,
}

/// The right to ask one thing; given back when dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _places: Vec<OwnedSemaphorePermit>,
}

impl Hosts {
    pub(super) fn new(in_all: usize, per_host: usize) -> Self {
        let all = Arc::new(Semaphore::new(in_all.max(1)));
        Self { all, per_host: per_host.max(1), hosts: Mutex::default() }
    }

    pub(super) fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get(name) {
            return Arc::clone(host);
        }
        let host = Arc::new(Host {
            places: Arc::new(Semaphore::new(self.per_host)),
            single: Arc::new(Semaphore::new(1)),
            is_slow: AtomicBool::new(false),
            quiet_until: Mutex::default(),
        });
        hosts.insert(name.to_owned(), Arc::clone(&host));
        host
    }

    /// Waits for a place at a host, until it may be asked again, and for a place among all, in this
    /// order: whoever waits for a host keeps nobody else from asking another.
    pub(super) async fn turn(&self, host: &Host) -> Turn {
        let mut places = Vec::new();
        places.extend(Arc::clone(&host.places).acquire_owned().await.ok());
        if host.is_slow.load(Ordering::Relaxed) {
            places.extend(Arc::clone(&host.single).acquire_owned().await.ok());
        }
        while let Some(until) = host.quiet_until() {
            sleep_until(until).await;
        }
        places.extend(Arc::clone(&self.all).acquire_owned().await.ok());
        Turn { _places: places }
    }
}

impl Host {
    fn quiet_until(&self) -> Option<Instant> {
        let until = *self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.filter(|until| *until > Instant::now())
    }

    /// The host wants to be left alone for a while, and to be asked one thing at a time from then on.
    pub(super) fn keep_quiet(&self, pause: Duration) {
        self.is_slow.store(true, Ordering::Relaxed);
        let until = Instant::now().checked_add(pause);
        let mut quiet = self.quiet_until.lock().unwrap_or_else(PoisonError::into_inner);
        *quiet = (*quiet).max(until);
    }
}
