//! `image/remote-too-large`: an image of another host that is larger than its budget.
//! Silent unless the hosts were asked.

use crate::rules::prelude::*;

#[derive(Deserialize)]
struct RemoteTooLarge {
    #[serde(rename = "max-bytes")]
    max_bytes: u64,
}

pub(crate) fn build(options: &Options) -> Built {
    Ok(Box::new(options.read::<RemoteTooLarge>()?))
}

impl Check for RemoteTooLarge {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        online::each(site, |file, place, answer, _| {
            if let Some(report) = online::too_large(place, answer, self.max_bytes) {
                sink.report_in(file, report);
            }
        });
    }
}
