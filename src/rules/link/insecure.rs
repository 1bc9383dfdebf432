//! `link/insecure`: a link that is followed over plain HTTP.
//! Another site may have no HTTPS; the site itself has it where its `url` says so.

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct Insecure {
    allow: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: Insecure = options.read()?;
    Ok(Box::new(settings))
}

impl Check for Insecure {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if !matches!(address.role, Role::Link | Role::Form) || !address.has_scheme("http") {
                continue;
            }
            let host = address.host().unwrap_or_default();
            if is_own_host(entry.site, host) {
                if entry.site.is_https() {
                    sink.report(own(&address));
                }
            } else if !is_local_host(host) && !is_reserved(host) && !self.is_allowed(host) {
                sink.report(foreign(&address));
            }
        }
    }
}

impl Insecure {
    fn is_allowed(&self, host: &str) -> bool {
        self.allow.iter().any(|one| one.eq_ignore_ascii_case(host))
    }
}

/// Names that stand for any host (RFC 2606), and nothing at all, which another rule reports.
fn is_reserved(host: &str) -> bool {
    let mut labels = host.rsplit('.');
    let (last, second) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    host.is_empty()
        || ["example", "test", "invalid"].iter().any(|one| one.eq_ignore_ascii_case(last))
        || (second.eq_ignore_ascii_case("example")
            && ["com", "org", "net"].iter().any(|one| one.eq_ignore_ascii_case(last)))
}

fn own(address: &Address<'_>) -> Report {
    Report::new(address.place, "the link leads to the site itself over http, though its `url` says https")
        .help("use https, or an address without a host")
        .fix("use https", Safety::Safe, address.part(0..4), "https".to_owned())
}

fn foreign(address: &Address<'_>) -> Report {
    Report::new(
        address.place,
        "the link leads to another site over http, where anybody on the way can read along",
    )
    .help("use https if the other site has it")
    .fix("use https", Safety::Unsafe, address.part(0..4), "https".to_owned())
    .at_most(Severity::Note)
}
