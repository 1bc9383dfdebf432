//! `liquid/post-url-missing`: a `post_url` that finds no post.
//! Looks at the whole site; what a tag finds is decided before.

use crate::rules::prelude::*;

struct PostUrlMissing;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(PostUrlMissing))
}

impl Check for PostUrlMissing {
    fn site(&self, site: &Site, _: &[Contribution], sink: &mut Sink) {
        missing_tag::report(site, TagKind::PostUrl, HELP, sink);
    }
}

const HELP: &str = "write the name of the post's file without its extension, with its folder below `_posts`";
