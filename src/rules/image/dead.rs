//! `image/dead`: an image of another host that readers do not see.
//! Silent unless the hosts were asked.

use crate::rules::prelude::*;

struct Dead;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Dead))
}

impl Check for Dead {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        online::dead(site, Purpose::Image, sink);
    }
}
