//! In which dialects a file is written: `markdown:` of the configuration, `render_with_liquid:`, and
//! whether Jekyll renders the file at all. May not parse anything.

use super::config::Config;
use super::defaults::Defaults;
use super::reader::Place;
use super::value::{is_false, to_s};
use super::{Jekyll, reader};
use crate::document::{Dialect, Header};
use crate::publication::Kind;

/// What GitHub and editors make of Markdown that Jekyll does not render.
const NOT_RENDERED: Dialect = Dialect { liquid: false, kramdown: false, yaml_only: true };

/// Whether `markdown:` names kramdown, or something that falls back to it.
pub(super) fn is_kramdown(config: &Config) -> bool {
    let processor = config.value("markdown").map(|node| to_s(node).to_ascii_lowercase());
    processor.is_none_or(|name| name == "kramdown" || name == "gfm")
}

impl Jekyll {
    pub(super) fn find_dialect(&self, path: &str, header: Option<&Header>) -> Dialect {
        let has_header = header.is_none_or(|one| matches!(one, Header::Found(_) | Header::Unclosed { .. }));
        let rendered = Dialect { liquid: true, kramdown: self.is_kramdown, yaml_only: true };
        let (label, relative) = match reader::place(&self.config, path, has_header || self.takes_bare(path)) {
            Place::Document(place) => (self.label(place.collection), place.path),
            Place::Page(path) => ("pages", path),
            Place::Part(Kind::Layout | Kind::Include) => return rendered,
            _ => return NOT_RENDERED,
        };
        let own = match header {
            Some(Header::Found(found)) => {
                found.tree.as_ref().ok().and_then(|tree| tree.get("render_with_liquid"))
            }
            _ => None,
        };
        let is_off = match own {
            Some(pair) => is_false(pair.value),
            None => {
                self.config.defaults_have("render_with_liquid")
                    && Defaults::of(&self.config, relative, path, label)
                        .merged("render_with_liquid")
                        .is_some_and(is_false)
            }
        };
        Dialect { liquid: !is_off, ..rendered }
    }

    fn label(&self, collection: usize) -> &str {
        self.config.collections.get(collection).map(|one| &*one.label).unwrap_or_default()
    }

    /// jekyll-optional-front-matter makes a page of Markdown without front matter, but for files
    /// that speak of the repository.
    pub(super) fn takes_bare(&self, path: &str) -> bool {
        const LEFT_OUT: [&str; 8] = [
            "README",
            "LICENSE",
            "LICENCE",
            "COPYING",
            "CODE_OF_CONDUCT",
            "CONTRIBUTING",
            "ISSUE_TEMPLATE",
            "PULL_REQUEST_TEMPLATE",
        ];
        let name = path.rsplit('/').next().unwrap_or(path);
        let base = name.strip_suffix(super::url::extension(name)).unwrap_or(name).trim_end_matches('.');
        let is_included = || {
            let filter = &self.config.filter;
            self.config.value("include").is_some() && filter.includes(path, false)
        };
        self.config.takes_bare
            && self.config.is_markdown(super::url::extension(path))
            && (!LEFT_OUT.iter().any(|one| one.eq_ignore_ascii_case(base)) || is_included())
    }
}
