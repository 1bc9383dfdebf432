//! `link/remote-anchor`: a link to a place that a page of another host does not have.
//! Silent unless the hosts were asked, and asked for places.

use crate::rules::prelude::*;

struct RemoteAnchor;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(RemoteAnchor))
}

impl Check for RemoteAnchor {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        online::each(site, |file, place, answer, _| {
            if let Some(report) = online::lost_anchor(place, answer) {
                sink.report_in(file, report);
            }
        });
    }
}
