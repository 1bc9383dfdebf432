//! `source/unexpected-host`: a source on a host that is not among the configured ones.

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct UnexpectedHost {
    hosts: Vec<String>,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: UnexpectedHost = options.read()?;
    Ok(Box::new(settings))
}

impl Check for UnexpectedHost {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if self.hosts.is_empty() || !is_among_posts(entry) {
            return;
        }
        if let Citation::Link(address) = tail(entry).citation
            && let Some(host) = address.host()
            && !self.hosts.iter().any(|known| is_below(host, known))
        {
            sink.report(unexpected(address.place, host));
        }
    }
}

/// Whether a host is a known one or below it.
fn is_below(host: &str, known: &str) -> bool {
    let start = host.len().checked_sub(known.len());
    start.and_then(|start| Some((host.get(..start)?, host.get(start..)?))).is_some_and(|(before, end)| {
        end.eq_ignore_ascii_case(known) && (before.is_empty() || before.ends_with('.'))
    })
}

fn unexpected(span: Span, host: &str) -> Report {
    Report::new(span, format!("`{}` is none of the hosts that sources come from", excerpt(host)))
        .help("correct the link, or add the host to the rule's `hosts`")
}
