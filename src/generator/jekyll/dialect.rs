//! In which dialects a file is written: `markdown:` of the configuration, `render_with_liquid:`, and
//! whether Jekyll renders the file at all. May not parse anything.

use super::config::Config;
use super::defaults::Defaults;
use super::reader::Place;
use super::value::{is_false, is_list, to_s};
use super::{Jekyll, reader};
use crate::document::front_matter::Typed;
use crate::document::markdown::kramdown;
use crate::document::{Dialect, Header, Markup};
use crate::publication::Kind;

/// What GitHub and editors make of Markdown that Jekyll does not render.
const NOT_RENDERED: Dialect = Dialect { liquid: false, kramdown: false, yaml_only: true, ..Dialect::JEKYLL };

/// Whether `markdown:` names kramdown, or something that falls back to it.
pub(super) fn is_kramdown(config: &Config) -> bool {
    let processor = config.value("markdown").map(|node| to_s(node).to_ascii_lowercase());
    processor.is_none_or(|name| name == "kramdown" || name == "gfm")
}

/// Whether an option of kramdown is on: a text other than `false` turns it on
/// (`Options.parse` of kramdown's options.rb).
pub(super) fn is_on(config: &Config, key: &str, default: bool) -> bool {
    config.nested("kramdown", key).map_or(default, |node| match node.typed() {
        Some(Typed::Bool(is_on)) => *is_on,
        _ => !matches!(to_s(node).trim().to_lowercase().as_str(), "false" | ""),
    })
}

/// Whether a quirk is among those of `gfm_quirks:`, a list or a text with commas.
pub(super) fn has_quirk(config: &Config, quirk: &str, default: bool) -> bool {
    let is_it = |text: &str| text.trim().trim_start_matches(':') == quirk;
    config.nested("kramdown", "gfm_quirks").map_or(default, |node| {
        if is_list(node) {
            node.items().any(|item| is_it(&to_s(item)))
        } else {
            to_s(node).split(',').any(is_it)
        }
    })
}

/// What `kramdown:` says of reading Markdown.
pub(super) fn options(config: &Config) -> kramdown::Options {
    let input = config.nested("kramdown", "input").map(to_s);
    let offset = config.nested("kramdown", "header_offset").and_then(|node| to_s(node).trim().parse().ok());
    kramdown::Options {
        gfm: input.is_none_or(|input| input.trim_start_matches(':').eq_ignore_ascii_case("gfm")),
        parse_block_html: is_on(config, "parse_block_html", false),
        parse_span_html: is_on(config, "parse_span_html", true),
        paragraph_end: has_quirk(config, "paragraph_end", true),
        header_offset: offset.unwrap_or(0),
    }
}

impl Jekyll {
    /// How Jekyll reads the body of a file: as Markdown by the extensions of `markdown_ext:` alone.
    fn markup_of(&self, path: &str) -> Option<Markup> {
        let is_markdown = self.config.is_markdown(super::url::extension(path));
        match (is_markdown, Markup::of_path(path)) {
            (true, _) => Some(Markup::Markdown),
            (false, Markup::Markdown) => Some(Markup::Plain),
            (false, _) => None,
        }
    }

    pub(super) fn find_dialect(&self, path: &str, header: Option<&Header>) -> Dialect {
        let has_header = header.is_none_or(|one| matches!(one, Header::Found(_) | Header::Unclosed { .. }));
        let rendered = Dialect {
            liquid: true,
            kramdown: self.is_kramdown,
            yaml_only: true,
            markup: self.markup_of(path),
            options: self.kramdown,
        };
        let (label, relative) = match reader::place(&self.config, path, has_header || self.takes_bare(path)) {
            Place::Document(place) => (self.label(place.collection), place.path),
            Place::Page(path) => ("pages", path),
            Place::Part(Kind::Layout | Kind::Include) => return Dialect { markup: None, ..rendered },
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
