//! The text of an address with `post_url` or `link` in it. May not evaluate Liquid.

use super::tag;
use crate::publication::rendering::Part;
use crate::publication::{Answer, Text};
use crate::site::{DocumentFacts, Site};

/// The text of an address, where the tags in it find what they name.
#[must_use]
pub fn text(site: &Site, parts: &[Part]) -> Answer<String> {
    let mut text = String::new();
    for part in parts {
        let target = match part {
            Part::Text(known) => {
                text.push_str(known);
                continue;
            }
            Part::PostUrl(name) => tag::post(site, name),
            Part::Link(name) => tag::document(site, name),
        };
        match target.and_then(|one| relative_url(site, one)) {
            Ok(url) => text.push_str(&url),
            Err(why) => return Answer::Undecided(why),
        }
    }
    Answer::Known(text)
}

/// `URLFilters#relative_url` of a document, which both tags apply.
fn relative_url(site: &Site, target: &DocumentFacts) -> Result<String, Text> {
    match &target.url {
        Some(url) if url.starts_with('/') && !url.starts_with("//") => {
            Ok(format!("{}{url}", site.facts.baseurl))
        }
        _ => Err("the address of the post or file that it names is not known".into()),
    }
}
