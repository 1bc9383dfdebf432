//! Collections and the templates of their URLs: `lib/jekyll/collection.rb`,
//! `Configuration#add_default_collections`. May not look at documents.

use super::config::Config;
use super::value::{is_list, is_truthy, to_s};
use crate::document::front_matter::Node;

/// A collection of documents.
#[derive(Clone, Debug)]
pub(super) struct Collection {
    /// Its name: `posts`.
    pub(super) label: Box<str>,
    /// Its folder's name: `_posts`.
    pub(super) directory: Box<str>,
    /// Whether its documents are written.
    pub(super) output: bool,
    /// The template of its URLs.
    pub(super) template: Box<str>,
}

/// All collections: `posts` first, whether or not the configuration names it.
#[must_use]
pub(super) fn read_collections(config: &Config) -> Vec<Collection> {
    let layers = config.layers("collections");
    let mut labels: Vec<String> = vec!["posts".to_owned()];
    for layer in &layers {
        let names: Vec<Node<'_>> = if is_list(*layer) {
            layer.items().collect()
        } else {
            layer.pairs().map(|pair| pair.key).collect()
        };
        for name in names {
            let label = sanitize_label(&to_s(name));
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    labels.iter().map(|label| read_one(config, &layers, label)).collect()
}

fn read_one(config: &Config, layers: &[Node<'_>], label: &str) -> Collection {
    let setting = |key: &str| {
        let values = layers.iter().rev().filter_map(|layer| Some(layer.get(label)?.value.get(key)?.value));
        values.into_iter().find(|value| !value.is_null())
    };
    let is_posts = label == "posts";
    let own = setting("permalink").filter(|value| is_truthy(*value)).map(|value| to_s(value).into_owned());
    let template = own.unwrap_or_else(|| {
        if is_posts {
            style_template(&config.permalink)
        } else {
            with_suffix("/:collection/:path", &config.permalink)
        }
    });
    Collection {
        directory: format!("_{label}").into(),
        label: label.into(),
        output: is_posts || setting("output").is_some_and(is_truthy),
        template: template.into(),
    }
}

/// `Collection#sanitize_label`
fn sanitize_label(label: &str) -> String {
    label.chars().filter(|one| one.is_ascii_alphanumeric() || "_-.".contains(*one)).collect()
}

/// `Configuration#style_to_permalink`
fn style_template(style: &str) -> String {
    match style {
        "none" => "/:categories/:title:output_ext",
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "weekdate" => "/:categories/:year/W:week/:short_day/:title:output_ext",
        other => other,
    }
    .to_owned()
}

/// `Utils.add_permalink_suffix`
#[must_use]
pub(super) fn with_suffix(template: &str, style: &str) -> String {
    let suffix = match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        other if other.ends_with('/') => "/",
        other if other.ends_with(":output_ext") => ":output_ext",
        _ => "",
    };
    format!("{template}{suffix}")
}
