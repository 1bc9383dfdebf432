//! Where the values come from that Liquid writes into a page: data files and the configuration. And
//! the site's own scripts and plugins. All of it is read only when a question depends on it.
//! May not decide anything.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::traces::{Set, add_headings, add_ids, add_quoted, without_number};
use crate::publication::Text;
use crate::resolve::anchor::bare;
use crate::site::{Site, hash};
use crate::source::Source;
use crate::walk::{Content, Inventory};

/// Files of values that are read at most; a larger one is taken to hold everything.
const LARGEST: u64 = 4 << 20;

/// What a site's pages may take ids from.
pub(super) struct Domain<'d> {
    site: &'d Site,
    inventory: &'d Inventory,
    values: OnceLock<Values>,
    scripts: OnceLock<Set>,
    plugins: OnceLock<Vec<Option<String>>>,
}

/// Data files and the configuration.
#[derive(Default)]
struct Values {
    /// The text of each, as [`bare`] leaves it; none of one that is too large.
    bare: Vec<Option<String>>,
    /// Ids and headings in them.
    shown: Set,
}

impl<'d> Domain<'d> {
    pub(super) fn new(site: &'d Site, inventory: &'d Inventory) -> Self {
        let (values, scripts, plugins) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { site, inventory, values, scripts, plugins }
    }

    /// Whether a text, as [`bare`] leaves it, stands in a data file or the configuration.
    pub(super) fn holds(&self, text: &str) -> bool {
        let values = &self.values().bare;
        values.iter().any(|value| value.as_ref().is_none_or(|value| value.contains(text)))
    }

    /// Whether a data file or the configuration holds an element or a heading with an id.
    pub(super) fn shows(&self, id: &str) -> bool {
        let values = self.values();
        values.bare.iter().any(Option::is_none)
            || values.shown.contains(&hash(id))
            || values.shown.contains(&hash(without_number(&bare(id))))
    }

    fn values(&self) -> &Values {
        let is_value = |path: &str| ["yml", "yaml", "json", "csv", "tsv", "toml"].contains(&extension(path));
        self.values.get_or_init(|| {
            let mut values = Values::default();
            for text in self.texts(is_value) {
                if let Some(text) = &text {
                    add_ids(text, |_| false, &mut values.shown);
                    add_headings(text, &mut values.shown);
                }
                values.bare.push(text.map(|text| bare(&text)));
            }
            values
        })
    }

    /// Whether one of the site's own scripts has a name in quotes, alone or after a `#`.
    pub(super) fn is_quoted(&self, name: &str) -> bool {
        let is_own = |path: &str| extension(path) == "js" && !path.contains(".min.") && !is_foreign(path);
        let quoted = self.scripts.get_or_init(|| {
            let mut quoted = Set::default();
            self.texts(is_own).iter().flatten().for_each(|text| add_quoted(text, &mut quoted));
            quoted
        });
        quoted.contains(&hash(name))
    }

    /// Why the site's own plugins may change what any page holds, if they may.
    pub(super) fn plugins(&self) -> Option<Text> {
        let own = self.site.additions.own_plugins.iter();
        let (path, _) = own
            .zip(self.plugin_texts())
            .find(|(_, text)| text.as_ref().is_none_or(|text| changes_pages(text)))?;
        Some(format!("the plugin `{path}` may change what pages hold").into())
    }

    /// Whether the site's own plugins have a text in them.
    pub(super) fn is_in_plugins(&self, text: &str) -> bool {
        self.plugin_texts().iter().flatten().any(|plugin| plugin.contains(text))
    }

    fn plugin_texts(&self) -> &[Option<String>] {
        let own = &self.site.additions.own_plugins;
        self.plugins.get_or_init(|| own.iter().map(|path| self.text(path)).collect())
    }

    fn texts(&self, wanted: impl Fn(&str) -> bool) -> Vec<Option<String>> {
        let inputs = self.inventory.inputs.iter().map(|input| &*input.path);
        let assets = self.inventory.assets.iter().map(|path| &**path);
        let paths = inputs.chain(assets).filter(|path| wanted(path));
        paths.map(|path| self.text(path)).collect()
    }

    /// The text of a file; none of one that is too large or cannot be read.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let inputs = &self.inventory.inputs;
        let at = inputs.binary_search_by(|input| (*input.path).cmp(path)).ok();
        let real = match at.and_then(|at| inputs.get(at)).map(|input| &input.content) {
            Some(Content::Memory(bytes)) => return Some(String::from_utf8_lossy(bytes).into_owned()),
            Some(Content::Disk(real)) => real.clone(),
            None => self.root()?.join(path),
        };
        if std::fs::metadata(&real).ok()?.len() > LARGEST {
            return None;
        }
        Some(Source::read(path.into(), &real).ok()?.text().to_owned())
    }

    /// The folder of the site, by where one of its files lies.
    fn root(&self) -> Option<PathBuf> {
        self.inventory.inputs.iter().find_map(|input| {
            let Content::Disk(real) = &input.content else { return None };
            let depth = input.path.split('/').count();
            real.ends_with(&*input.path).then(|| real.ancestors().nth(depth).map(PathBuf::from))?
        })
    }
}

/// Whether a plugin changes what pages hold (a converter, a hook at their rendering), and speaks of
/// ids or of what ids are made of.
fn changes_pages(plugin: &str) -> bool {
    const CHANGES: [&str; 9] = [
        "< Converter",
        "::Converter\n",
        "Kramdown",
        "Nokogiri",
        "post_render",
        "pre_render",
        "post_convert",
        ".output =",
        ".content =",
    ];
    const IDS: [&str; 6] = ["anchor", "toc", "heading", "<h", "Kramdown", "Nokogiri"];
    let is_word = |word: &str| plugin.split(|one: char| !one.is_alphanumeric()).any(|other| other == word);
    CHANGES.iter().any(|one| plugin.contains(one))
        && (IDS.iter().any(|one| plugin.contains(one)) || is_word("id"))
}

fn extension(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

fn is_foreign(path: &str) -> bool {
    path.split('/').any(|part| matches!(part, "node_modules" | "vendor" | "bower_components" | "test"))
}
