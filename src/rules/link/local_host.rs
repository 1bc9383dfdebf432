//! `link/local-host`: an address on the author's own computer or network.
//! Text that shows its own address is instruction, and milder.

use crate::rules::prelude::*;

struct LocalHost;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(LocalHost))
}

impl Check for LocalHost {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.has_scheme("file") {
                sink.report(file(&address));
                continue;
            }
            let Some(host) = address.host() else { continue };
            let report = if is_local_host(host) {
                local(&address)
            } else if is_single_word(host) {
                single_word(&address)
            } else {
                continue;
            };
            let shown = shows_its_address(entry, &address);
            sink.report(if shown { report.at_most(Severity::Note) } else { report });
        }
    }
}

/// Whether the reader sees the host in the link's text, as in "open <http://localhost:4000>".
fn shows_its_address(entry: &Entry<'_>, address: &Address<'_>) -> bool {
    let host = address.host().unwrap_or_default();
    let elements = &entry.body.elements;
    let Some(element) = elements.get(address.element).filter(|_| address.role == Role::Link) else {
        return false;
    };
    let text = match (element.origin, element.link) {
        (_, Some(LinkSyntax::Autolink)) => return true,
        (Origin::Markdown, _) => element.content,
        (Origin::Html, _) => {
            let next = elements.get(address.element + 1).map_or(element.span.end, |next| next.span.start);
            Span { start: element.span.end, end: next.max(element.span.end) }
        }
    };
    entry.text(text).contains(host)
}

/// `https://forestry/io`: a name without a dot is found in a local network at most. One in capitals
/// or with other signs stands for a name that the reader fills in.
fn is_single_word(host: &str) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    host.bytes().all(is_of_name) && host.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn single_word(address: &Address<'_>) -> Report {
    let host = address.host().unwrap_or_default();
    Report::new(
        address.place,
        format!("`{}` has no dot, so it names no host outside the author's own network", excerpt(host)),
    )
    .help("write the whole name of the host")
}

fn local(address: &Address<'_>) -> Report {
    let host = address.host().unwrap_or_default();
    Report::new(
        address.place,
        format!("`{}` is the reader's own computer or network, where this page is not found", excerpt(host)),
    )
    .help("use the address under which everybody can reach it, or show it as code")
}

fn file(address: &Address<'_>) -> Report {
    Report::new(address.place, "the address is a file on the author's computer, which no reader can open")
        .help("put the file into the site and link to it there")
}
