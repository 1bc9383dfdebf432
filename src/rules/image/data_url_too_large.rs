//! `image/data-url-too-large`: an image written into the page itself that is too large for it.
//! Counts the bytes of the address as written.

use crate::rules::prelude::*;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct DataUrlTooLarge {
    max_bytes: usize,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: DataUrlTooLarge = options.read()?;
    Ok(Box::new(settings))
}

impl Check for DataUrlTooLarge {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        for address in entry.addresses() {
            if address.role == Role::Image
                && address.has_scheme("data")
                && address.span.len() > self.max_bytes
            {
                sink.report(too_large(address.span, self.max_bytes));
            }
        }
    }
}

fn too_large(span: Span, limit: usize) -> Report {
    let size = span.len();
    Report::new(
        span,
        format!("the image takes {size} bytes of the page itself (more than {limit}), which every reader waits for"),
    )
    .help("save the image as a file and link to it, so that it loads beside the text and only once")
}
