//! `link/redirected`: an address of another host that its host redirects for good.
//! Silent unless the hosts were asked.

use crate::rules::prelude::*;

struct Redirected;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(Redirected))
}

impl Check for Redirected {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        online::each(site, |file, place, answer, _| {
            if let Some(report) = online::moved(place, answer) {
                sink.report_in(file, report);
            }
        });
    }
}
