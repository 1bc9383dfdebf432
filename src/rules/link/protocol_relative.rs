//! `link/protocol-relative`: an address that begins with `//` and leaves the scheme to the page.

use crate::rules::prelude::*;

struct ProtocolRelative;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(ProtocolRelative))
}

impl Check for ProtocolRelative {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            let has_host =
                address.authority().is_some_and(|host| host.contains(['.', ':']) || address.is_liquid);
            if address.shape == Shape::ProtocolRelative && has_host {
                sink.report(protocol_relative(&address, entry.site.is_https()));
            }
        }
    }
}

/// On a site that is served over https, `https:` in front changes nothing for a reader.
fn protocol_relative(address: &Address<'_>, is_https: bool) -> Report {
    let start = address.part(0..0);
    let safety = if is_https { Safety::Safe } else { Safety::Unsafe };
    Report::new(
        address.place,
        "the address leaves its scheme to the page, so it leads nowhere from a file, a feed reader or a mail",
    )
    .help("write `https:` in front of it")
    .fix("write `https:`", safety, start, "https:".to_owned())
}
