//! `image/too-large`: an image of the site whose file is larger than the budget.
//! Counts the bytes of the file.

use crate::rules::prelude::*;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct TooLarge {
    max_bytes: u64,
}

pub(crate) fn build(options: &Options) -> Built {
    let settings: TooLarge = options.read()?;
    Ok(Box::new(settings))
}

impl Check for TooLarge {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        for shown in site.shown_pictures() {
            let is_image = matches!(shown.picture.content, Content::Image(_));
            if is_image && shown.picture.bytes > self.max_bytes {
                sink.report_in(shown.file, too_large(&shown, self.max_bytes));
            }
        }
    }
}

fn too_large(shown: &ShownPicture<'_>, limit: u64) -> Report {
    let (path, bytes) = (shown.path, shown.picture.bytes);
    let size = shown.picture.size.map(|size| format!(" ({} × {} pixels)", size.width, size.height));
    Report::new(
        shown.reference.span,
        format!(
            "the image `{path}` has {bytes} bytes{}, more than {limit}: on a slow line readers wait for it",
            size.unwrap_or_default()
        ),
    )
    .help("save it with fewer pixels or in a format that takes less room, such as WebP or AVIF")
}
