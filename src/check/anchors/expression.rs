//! What a Liquid output may write: nothing that could hold an id, a value of the page or its data,
//! or the text of another page. May not evaluate anything.

use std::collections::BTreeMap;

use crate::document::liquid::LiquidKind;
use crate::document::{Document, Markup};

/// Where the text of an output comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// It holds no element.
    Harmless,
    /// The front matter of the page, the tags of its files, data, or the configuration.
    Values,
    /// A filter of a plugin.
    Plugin,
    /// Another page, or nobody knows.
    Elsewhere,
}

/// Filters of Liquid and Jekyll after which a text holds no element.
const PLAIN: &str = "absolute_url relative_url cgi_escape uri_escape url_encode escape escape_once xml_escape \
    slugify size number_of_words date date_to_string date_to_long_string date_to_xmlschema \
    date_to_rfc822 strip_html jsonify inspect plus minus times divided_by modulo round ceil floor \
    abs to_integer md5 sha1 at_least at_most";

/// Other filters of Liquid and Jekyll, which keep a text a text.
const KEEPING: &str = "append prepend capitalize compact concat default downcase upcase first last join lstrip rstrip \
    strip map newline_to_br remove remove_first replace replace_first reverse slice sort \
    sort_natural split strip_newlines sum truncate truncatewords uniq where where_exp find find_exp \
    group_by group_by_exp array_to_sentence_string normalize_whitespace smartify sample";

/// The last part of names whose values hold no element with an id.
const NAMES: &str = "title name url date id slug path lang locale author baseurl index index0 length size time email \
    page total_pages previous_page_path next_page_path environment version color icon image \
    description summary subtitle tagline caption label link href type category tag categories tags \
    layout count number key class weight order permalink license copyright avatar photo logo \
    company twitter github first last width";

/// Names that a document gives to values: `{% assign x = … %}`, `{% for x in … %}`.
pub(super) struct Names<'d>(BTreeMap<&'d str, &'d str>);

impl<'d> Names<'d> {
    /// Those of one document.
    pub(super) fn of(document: &Document<'d>) -> Self {
        let mut names = BTreeMap::new();
        for piece in document.body.liquid.pieces().iter().filter(|piece| piece.kind == LiquidKind::Tag) {
            let text = document.text(piece.span);
            let inside = text.trim_start_matches("{%").trim_end_matches("%}").trim_matches('-').trim();
            let (tag, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            let pair = match tag {
                "assign" => rest.split_once('='),
                "for" | "tablerow" => rest.split_once(" in "),
                "capture" => Some((rest, "\"\"")),
                "increment" | "decrement" => Some((rest, "0")),
                _ => None,
            };
            if let Some((name, value)) = pair {
                names.insert(name.trim(), value.trim());
            }
        }
        Self(names)
    }

    /// What the expression of an output may write.
    pub(super) fn origin(&self, expression: &str) -> Origin {
        let mut parts = expression.split('|').map(str::trim);
        let value = parts.next().unwrap_or_default();
        let mut origin = self.of_value(value, 0);
        for filter in parts.map(filter_name) {
            origin = match filter {
                _ if is_in(PLAIN, filter) => Origin::Harmless,
                // Headings in Markdown get ids of their text.
                "markdownify" if is_text_of_page(value) || is_short(value) => origin,
                "markdownify" => origin.max(Origin::Values),
                _ if is_in(KEEPING, filter) => origin,
                _ => origin.max(Origin::Plugin),
            };
        }
        origin
    }

    /// Where an id comes from that an output writes.
    pub(super) fn origin_of_id(&self, expression: &str) -> Origin {
        let mut parts = expression.split('|').map(str::trim);
        let value = parts.next().unwrap_or_default();
        let is_known = |one: &str| is_in(PLAIN, one) || is_in(KEEPING, one);
        if !parts.map(filter_name).all(is_known) {
            return Origin::Elsewhere;
        }
        match self.root(value, 0) {
            "page" | "layout" | "include" => Origin::Values,
            "site" if self.is_of_pages(value, 0) => Origin::Elsewhere,
            "site" => Origin::Values,
            root if is_literal(root) => Origin::Values,
            _ => Origin::Elsewhere,
        }
    }

    fn of_value(&self, value: &str, depth: u8) -> Origin {
        if is_literal(value) || is_text_of_page(value) || is_short(value) {
            return Origin::Harmless;
        }
        let name = value.rsplit('.').next().unwrap_or(value);
        let root = value.split(['.', '[', ' ']).next().unwrap_or(value);
        match (root, self.0.get(root)) {
            ("forloop" | "paginator", _) => Origin::Harmless,
            ("page", _) if matches!(name, "next" | "previous") => Origin::Elsewhere,
            ("page" | "site" | "layout" | "include" | "jekyll" | "theme", _) => Origin::Values,
            (_, Some(other)) if root == value && depth < 5 => self.resolved(other, depth),
            (_, Some(_)) if !self.is_of_pages(root, 0) => Origin::Values,
            _ if root != value && matches!(name, "content" | "excerpt" | "output") => Origin::Elsewhere,
            _ => Origin::Values,
        }
    }

    /// What an expression may write that has got a name.
    fn resolved(&self, expression: &str, depth: u8) -> Origin {
        let mut parts = expression.split('|').map(str::trim);
        let origin = self.of_value(parts.next().unwrap_or_default(), depth + 1);
        let names: Vec<&str> = parts.map(filter_name).collect();
        match names.as_slice() {
            names if names.iter().any(|one| is_in(PLAIN, one)) => Origin::Harmless,
            names if names.iter().all(|one| is_in(KEEPING, one) || *one == "markdownify") => origin,
            _ => origin.max(Origin::Plugin),
        }
    }

    /// The first name of a value, through the names that the document gives.
    fn root<'v>(&'v self, value: &'v str, depth: u8) -> &'v str {
        let root = if is_literal(value) { return value } else { value.split(['.', '[', ' ', '|']).next() };
        let root = root.unwrap_or(value);
        match self.0.get(root) {
            Some(other) if depth < 5 => self.root(other, depth + 1),
            _ => root,
        }
    }

    /// Whether a value is one of the site's lists of pages, or of a member of one.
    fn is_of_pages(&self, value: &str, depth: u8) -> bool {
        let root = value.split(['.', '[', ' ', '|']).next().unwrap_or(value);
        match (root, self.0.get(root)) {
            ("site", _) => {
                let second = value.split(['.', '[', ' ', '|']).nth(1).unwrap_or_default();
                second != "data"
                    && value.split(['[', '|']).next().unwrap_or(value).matches('.').count() == 1
                    && !is_in(NAMES, second)
            }
            (_, Some(other)) if depth < 5 => self.is_of_pages(other, depth + 1),
            _ => false,
        }
    }
}

/// Whether a list of words has one.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

fn filter_name(filter: &str) -> &str {
    filter.split([':', ' ']).next().unwrap_or_default()
}

/// The text of the page itself, whose ids are known.
fn is_text_of_page(value: &str) -> bool {
    matches!(value, "content" | "page.content" | "page.excerpt")
}

/// A value that is a few words by its name.
fn is_short(value: &str) -> bool {
    value.rsplit_once('.').is_some_and(|(_, name)| is_in(NAMES, name))
}

fn is_literal(value: &str) -> bool {
    value.starts_with(['"', '\'']) || value.is_empty() || value.starts_with(|one: char| one.is_ascii_digit())
}

/// Whether HTML files of a kind are turned into HTML by their page's converter: an include is.
pub(super) fn may_hold_headings(markup: Markup, text: &str) -> bool {
    markup == Markup::Html
        && text.lines().any(|line| {
            line.starts_with("# ")
                || line.starts_with("## ")
                || line.starts_with("### ")
                || line.starts_with("#### ")
        })
}
