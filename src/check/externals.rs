//! The addresses of other hosts in one file, with what each is for. Collected only where they are
//! to be asked; may not ask anything.

use std::sync::Arc;

use crate::document::reference::Reference;
use crate::document::{Address, Role, Shape};
use crate::entry::Entry;
use crate::rules::citation::{Citation, is_among_posts, tail};
use crate::site::{External, Purpose, far_references};
use crate::source::Span;

/// The addresses of other hosts in an entry, in the order of the file, each place once. What Liquid
/// writes is left out, since its text is not known.
pub(super) fn of(entry: &Entry<'_>) -> Vec<External> {
    let source = citation(entry);
    let of_body = entry.addresses().filter_map(|address| {
        let is_web = matches!(address.shape, Shape::Absolute | Shape::ProtocolRelative);
        if !is_web || address.is_liquid || address.role == Role::Form {
            return None;
        }
        let purpose = match address.role {
            Role::Image => Purpose::Image,
            _ if Some(address.span) == source => Purpose::Source,
            _ => Purpose::Link,
        };
        external(entry, &address, purpose)
    });
    let mut all: Vec<External> = of_body.collect();
    all.extend(far_references(entry).into_iter().filter_map(|one| {
        let purpose = if one.image { Purpose::Image } else { Purpose::Link };
        let verbatim = entry.source.text().get(one.span.range()) == Some(&*one.target);
        read(entry, &one.target, one.span, purpose, verbatim)
    }));
    // Of a place that both see, what the body says comes first, and stays.
    all.sort_by_key(|one| one.span);
    all.dedup_by_key(|one| one.span);
    all
}

fn citation(entry: &Entry<'_>) -> Option<Span> {
    match is_among_posts(entry).then(|| tail(entry).citation)? {
        Citation::Link(address) => Some(address.span),
        _ => None,
    }
}

fn external(entry: &Entry<'_>, address: &Address<'_>, purpose: Purpose) -> Option<External> {
    read(entry, address.text, address.span, purpose, address.is_verbatim())
}

fn read(entry: &Entry<'_>, text: &str, span: Span, purpose: Purpose, verbatim: bool) -> Option<External> {
    if ["{{", "{%", "<%", "${", "%%"].iter().any(|mark| text.contains(mark)) {
        return None;
    }
    let (Reference::Absolute(mut url) | Reference::ProtocolRelative(mut url)) = Reference::parse(text) else {
        return None;
    };
    let host = url.host_str()?;
    let is_own = entry.site.own_hosts.iter().any(|own| own.eq_ignore_ascii_case(host));
    if !matches!(url.scheme(), "http" | "https") || is_own || stands_for_any(host) {
        return None;
    }
    let fragment = url.fragment().filter(|one| !one.is_empty()).map(Into::into);
    url.set_fragment(None);
    let written = entry.source.text().get(span.range()).unwrap_or_default();
    let at = written.find('#').filter(|_| verbatim).unwrap_or(0);
    let fragment_span = Span::new(span.start as usize + at, span.end as usize);
    Some(External { span, url: Arc::from(url.as_str()), fragment, fragment_span, purpose, verbatim })
}

/// Hosts that examples use and nobody is meant to visit (RFC 2606, 2 and 3). `.invalid` and `.test`
/// do not exist, and a link there is no example for readers.
fn stands_for_any(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    let is_below =
        |name: &str| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    ["example.com", "example.net", "example.org", "example"].into_iter().any(is_below)
}
