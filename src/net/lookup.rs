//! Names of hosts to addresses, each name once in a run: what was checked here is what is connected
//! to, so that a name cannot be looked up to a public address first and to a private one afterwards
//! (DNS rebinding). May not connect.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use tokio::sync::OnceCell;

use super::guard::Allowed;
use crate::site::Fault;

/// What a host may be asked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// These addresses, or whatever a proxy finds.
    Open,
    /// Only a private network has it: the address.
    Private(IpAddr),
    /// It has no address; why.
    Lost(Fault),
}

/// The names of a run.
#[derive(Debug)]
pub(super) struct Names {
    allowed: Allowed,
    patience: Duration,
    cells: Mutex<BTreeMap<String, Arc<OnceCell<Looked>>>>,
}

type Looked = Result<Vec<SocketAddr>, Admission>;

impl Names {
    pub(super) fn new(allowed: Allowed, patience: Duration) -> Self {
        Self { allowed, patience, cells: Mutex::default() }
    }

    /// Whether a host may be asked. Behind a proxy, which looks names up by itself, a name that is
    /// unknown here may be known there.
    pub(super) async fn admit(&self, host: url::Host<&str>, is_proxied: bool) -> Admission {
        let name = match host {
            url::Host::Ipv4(address) => return self.of_address(address.into()),
            url::Host::Ipv6(address) => return self.of_address(address.into()),
            url::Host::Domain(name) => name,
        };
        let cell = self.cell(name);
        match cell.get_or_init(|| self.look_up(name)).await {
            Ok(_) => Admission::Open,
            Err(Admission::Lost(_)) if is_proxied && !is_local_name(name) => Admission::Open,
            Err(refusal) => refusal.clone(),
        }
    }

    fn of_address(&self, address: IpAddr) -> Admission {
        if self.allowed.address(address) { Admission::Open } else { Admission::Private(address) }
    }

    fn cell(&self, name: &str) -> Arc<OnceCell<Looked>> {
        let mut cells = self.cells.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(cells.entry(name.trim_end_matches('.').to_ascii_lowercase()).or_default())
    }

    async fn look_up(&self, name: &str) -> Looked {
        // No registry may ever give this out (RFC 6761, 6.4).
        if last_label(name).eq_ignore_ascii_case("invalid") {
            return Err(Admission::Lost(Fault::NoHost));
        }
        let mut found = None;
        for _ in 0..2 {
            let asked = tokio::time::timeout(self.patience, tokio::net::lookup_host((name, 0))).await;
            match asked {
                Ok(Ok(addresses)) => {
                    found = Some(addresses.collect::<Vec<_>>());
                    break;
                }
                Ok(Err(error)) if is_unknown(&error.to_string()) => {
                    return Err(Admission::Lost(Fault::NoHost));
                }
                _ => {}
            }
        }
        let Some(found) = found else { return Err(Admission::Lost(Fault::Lookup)) };
        let is_named = self.allowed.name(name);
        let open: Vec<SocketAddr> =
            found.iter().copied().filter(|one| is_named || self.allowed.address(one.ip())).collect();
        match (open.is_empty(), found.first()) {
            (false, _) => Ok(open),
            (true, Some(one)) => Err(Admission::Private(one.ip())),
            (true, None) => Err(Admission::Lost(Fault::NoHost)),
        }
    }
}

/// Names that never leave a machine or its network (RFC 6761, 6.3; RFC 6762, 3), which no proxy is
/// to be asked for.
fn is_local_name(name: &str) -> bool {
    ["localhost", "local", "internal"].iter().any(|one| one.eq_ignore_ascii_case(last_label(name)))
}

fn last_label(name: &str) -> &str {
    name.trim_end_matches('.').rsplit('.').next().unwrap_or_default()
}

/// Whether a look-up failed because the name does not exist (`EAI_NONAME`, `EAI_NODATA`), in the
/// words of the C libraries, which is all that the standard library passes on.
fn is_unknown(words: &str) -> bool {
    [
        "Name or service not known",
        "nodename nor servname provided",
        "No address associated with hostname",
        "Name does not resolve",
        "No such host is known",
        "hostname nor servname provided",
    ]
    .iter()
    .any(|known| words.contains(known))
}

/// The connector's view: addresses that were checked, and for names that were not, which are those of
/// proxies alone, whatever the system says.
#[derive(Debug)]
pub(super) struct Pinned(pub(super) Arc<Names>);

impl Resolve for Pinned {
    fn resolve(&self, name: Name) -> Resolving {
        let cell = self.0.cell(name.as_str());
        Box::pin(async move {
            let addresses: Addrs = match cell.get() {
                Some(Ok(addresses)) => Box::new(addresses.clone().into_iter()),
                Some(Err(_)) => return Err("this address is not asked".into()),
                None => Box::new(
                    tokio::net::lookup_host((name.as_str(), 0)).await?.collect::<Vec<_>>().into_iter(),
                ),
            };
            Ok(addresses)
        })
    }
}
