//! The pages that jekyll-paginate adds (`lib/jekyll-paginate/pager.rb`, `pagination.rb`): one for each
//! further part of the posts, after one `index.html`. May not look at a document.

use crate::generator::jekyll::{Jekyll, url};
use crate::generator::{Additions, Census, CensusDocument};
use crate::publication::Kind;

/// Adds the pages from the second one on.
pub(super) fn add(site: &Jekyll, census: &Census<'_>, all: &mut Additions) {
    let per_page = site.config.string("paginate").and_then(|text| leading_number(&text));
    let Some(per_page) = per_page.filter(|number| *number > 0) else { return };
    let format = site.config.string("paginate_path").unwrap_or_else(|| "/page:num".to_owned());
    let Some(template) = template(site, census, &format) else { return };
    let posts = census.documents.iter().filter(|one| matches!(one.kind, Kind::Post | Kind::Draft)).count();
    let folder = template.path.strip_suffix("index.html").unwrap_or_default();
    // With a permalink of its own, every page of the series has the same address.
    let is_plain =
        template.output.is_some_and(|output| site.in_source(output) == format!("{folder}index.html"));
    if !is_plain {
        return;
    }
    for number in 2..=posts.div_ceil(per_page) {
        let folder = format.replacen(":num", &number.to_string(), 1);
        all.outputs.push(url::page_output(&url::sanitize(&format!("{folder}/")), ".html"));
    }
}

/// `Pagination#template_page`: the `index.html` with the longest path in a folder above the pages.
fn template<'c>(site: &Jekyll, census: &'c Census<'_>, format: &str) -> Option<&'c CensusDocument<'c>> {
    let target = site.in_source(format);
    let above = target.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_candidate = |one: &&CensusDocument<'_>| {
        let folder = match one.path.rsplit_once('/') {
            Some((folder, "index.html")) => folder,
            None if one.path == "index.html" => "",
            _ => return false,
        };
        let is_above =
            above.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        *one.kind == Kind::Page && (folder.is_empty() || is_above)
    };
    census.documents.iter().filter(is_candidate).max_by_key(|one| one.path.len())
}

/// Ruby's `String#to_i`.
fn leading_number(text: &str) -> Option<usize> {
    let digits = text.trim_start().bytes().take_while(u8::is_ascii_digit).count();
    text.trim_start().get(..digits)?.parse().ok()
}
