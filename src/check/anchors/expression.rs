//! What a Liquid output may write: nothing that could hold an id, a value of the page or its data,
//! or the text of another page. May not evaluate anything.

use std::collections::BTreeMap;

use crate::document::liquid::LiquidKind;
use crate::document::{Document, Markup};

/// Where the text of an output comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// It holds no element.
    Harmless,
    /// The front matter of the page, the tags of its files, data, or the configuration.
    Values,
    /// Another page, a filter of a plugin, or nobody knows.
    Elsewhere,
}

/// Filters of Liquid and Jekyll after which a text holds no element.
const PLAIN: [&str; 34] = [
    "absolute_url",
    "relative_url",
    "cgi_escape",
    "uri_escape",
    "url_encode",
    "escape",
    "escape_once",
    "xml_escape",
    "slugify",
    "size",
    "number_of_words",
    "date",
    "date_to_string",
    "date_to_long_string",
    "date_to_xmlschema",
    "date_to_rfc822",
    "strip_html",
    "jsonify",
    "inspect",
    "plus",
    "minus",
    "times",
    "divided_by",
    "modulo",
    "round",
    "ceil",
    "floor",
    "abs",
    "to_integer",
    "normalize_whitespace_",
    "md5",
    "sha1",
    "at_least",
    "at_most",
];

/// Other filters of Liquid and Jekyll, which keep a text a text.
const KEEPING: [&str; 40] = [
    "append",
    "prepend",
    "capitalize",
    "compact",
    "concat",
    "default",
    "downcase",
    "upcase",
    "first",
    "last",
    "join",
    "lstrip",
    "rstrip",
    "strip",
    "map",
    "newline_to_br",
    "remove",
    "remove_first",
    "replace",
    "replace_first",
    "reverse",
    "slice",
    "sort",
    "sort_natural",
    "split",
    "strip_newlines",
    "sum",
    "truncate",
    "truncatewords",
    "uniq",
    "where",
    "where_exp",
    "find",
    "find_exp",
    "group_by",
    "group_by_exp",
    "array_to_sentence_string",
    "normalize_whitespace",
    "smartify",
    "sample",
];

/// The last part of names whose values hold no element with an id.
const NAMES: [&str; 26] = [
    "title",
    "name",
    "url",
    "date",
    "id",
    "slug",
    "path",
    "lang",
    "locale",
    "author",
    "baseurl",
    "index",
    "index0",
    "length",
    "size",
    "time",
    "email",
    "page",
    "total_pages",
    "previous_page_path",
    "next_page_path",
    "environment",
    "version",
    "color",
    "icon",
    "image",
];

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
        let filters = parts.map(|part| part.split([':', ' ']).next().unwrap_or_default());
        let filters: Vec<&str> = filters.collect();
        if filters.iter().any(|one| !PLAIN.contains(one) && !KEEPING.contains(one)) {
            return Origin::Elsewhere;
        }
        if filters.iter().any(|one| PLAIN.contains(one)) {
            return Origin::Harmless;
        }
        self.of_value(value, 0)
    }

    /// Where an id comes from that an output writes.
    pub(super) fn origin_of_id(&self, expression: &str) -> Origin {
        let mut parts = expression.split('|').map(str::trim);
        let value = parts.next().unwrap_or_default();
        let is_known = |one: &str| PLAIN.contains(&one) || KEEPING.contains(&one);
        if !parts.all(|part| is_known(part.split([':', ' ']).next().unwrap_or_default())) {
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
        if is_literal(value) || value == "content" {
            return Origin::Harmless;
        }
        let name = value.rsplit('.').next().unwrap_or(value);
        if NAMES.contains(&name) || value.starts_with("forloop") || value.starts_with("paginator") {
            return Origin::Harmless;
        }
        let root = value.split(['.', '[', ' ']).next().unwrap_or(value);
        match root {
            "page" => match name {
                "content" | "excerpt" => Origin::Harmless,
                "next" | "previous" => Origin::Elsewhere,
                _ => Origin::Values,
            },
            "site" if self.is_of_pages(value, 0) => Origin::Elsewhere,
            "site" | "layout" | "include" | "jekyll" | "theme" => Origin::Values,
            _ if matches!(name, "content" | "excerpt" | "output") && root != value => Origin::Elsewhere,
            _ => match self.0.get(root) {
                Some(other) if depth < 5 && root == value => {
                    let first = other.split('|').next().unwrap_or(other).trim();
                    match other.contains('|') {
                        true if other.contains("markdownify") => Origin::Elsewhere,
                        _ => self.of_value(first, depth + 1),
                    }
                }
                _ => Origin::Values,
            },
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
                    && !NAMES.contains(&second)
            }
            (_, Some(other)) if depth < 5 => self.is_of_pages(other, depth + 1),
            _ => false,
        }
    }
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
