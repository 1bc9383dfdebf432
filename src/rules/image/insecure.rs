//! `image/insecure`: an image that is fetched over plain HTTP by a page that is served over HTTPS.
//! Without the site's `url` nobody knows how the page is served.

use crate::rules::prelude::*;

struct Insecure;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Insecure))
}

impl Check for Insecure {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.role != Role::Image || !address.has_scheme("http") || is_local(address.host()) {
                continue;
            }
            match entry.site.url.as_deref() {
                Some(_) if entry.site.is_https() => sink.report(insecure(&address)),
                Some(_) => {}
                None => sink.undecided(
                    address.span,
                    "the site has no `url`, so nobody knows whether it is served over https",
                ),
            }
        }
    }
}

/// An image on the author's own computer is another rule's matter.
fn is_local(host: Option<&str>) -> bool {
    host.is_some_and(is_local_host)
}

fn insecure(address: &Address<'_>) -> Report {
    Report::new(
        address.place,
        "the image is loaded over http by a page served over https, so browsers may block it or warn",
    )
    .help("use an address with https, or keep the image in the site")
    .fix("use https", Safety::Unsafe, address.part(0..4), "https".to_owned())
}
