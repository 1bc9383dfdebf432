//! Pages that plugins and themes add to those of the files: jekyll-feed, -sitemap, -paginate,
//! -redirect-from, -readme-index and -archives as their sources say; of any other plugin nothing is
//! known. May not look at a document.

mod archives;
mod feeds;
mod paginate;

use super::Jekyll;
use super::data::Data;
use super::defaults::Defaults;
use super::pages::{self, expand};
use super::value::{is_false, is_list, is_truthy, to_s};
use super::{plugins, url};
use crate::document::front_matter::Node;
use crate::generator::{Additions, Census, KnownTheme};
use crate::publication::{Answer, Kind, Text};

/// Whether one of these plugins adds pages for the categories and tags of posts.
pub(super) fn ask_for_terms(plugins: &[String]) -> bool {
    plugins.iter().any(|plugin| matches!(plugin.as_str(), "jekyll-archives" | "jekyll-feed"))
}

impl Jekyll {
    /// The files of `redirect_from` (`JekyllRedirectFrom::Redirectable`), if the plugin is on.
    pub(super) fn aliases(&self, data: &Data<'_>) -> Vec<String> {
        if !self.has_plugin("jekyll-redirect-from") {
            return Vec::new();
        }
        let Some(found) = data.get("redirect_from").filter(|found| !found.node.is_null()) else {
            return Vec::new();
        };
        let one = |node: Node<'_>| (!node.is_null()).then(|| alias_output(&to_s(node)));
        if is_list(found.node) {
            return found.node.items().filter_map(one).collect();
        }
        one(found.node).into_iter().collect()
    }

    pub(super) fn has_plugin(&self, name: &str) -> bool {
        self.facts.plugins.iter().any(|plugin| plugin == name)
    }

    /// See [`crate::generator::Generator::additions`].
    pub(super) fn find_additions(&self, census: &Census<'_>) -> Additions {
        let mut all = Additions {
            layouts_dir: self.config.layouts_dir.clone(),
            includes_dir: self.config.includes_dir.clone(),
            collections_dir: self.config.collections_dir.clone(),
            ..Additions::default()
        };
        self.add_known(census, &mut all);
        self.add_open(census, &mut all);
        let whole = all.open.iter().find(|(path, _)| path.is_empty()).map(|(_, why)| why.clone());
        let theme = ["theme", "remote_theme"].iter().any(|key| self.config.flag(key));
        all.layouts_elsewhere = if theme { Some("the theme has layouts of its own".into()) } else { whole };
        if self.config.string("theme").as_deref() == Some("minima") && !self.config.flag("remote_theme") {
            all.known_theme = Some(MINIMA);
        }
        let relative_links = |key: &str| self.config.nested("relative_links", key);
        if self.has_plugin("jekyll-relative-links") && !relative_links("enabled").is_some_and(is_false) {
            all.links_by_source_in_pages = true;
            all.links_by_source_in_documents = relative_links("collections").is_some_and(is_truthy);
        }
        all
    }

    fn add_known(&self, census: &Census<'_>, all: &mut Additions) {
        if self.has_plugin("jekyll-redirect-from")
            && !self.config.nested("redirect_from", "json").is_some_and(is_false)
            && !census.has_file(&self.in_source("redirects.json"))
        {
            all.outputs.push(self.added("redirects.json"));
        }
        if self.has_plugin("jekyll-archives") {
            all.outputs.extend(archives::outputs(self, census));
        }
        if self.has_plugin("jekyll-readme-index") {
            self.add_readmes(census, all);
        }
        if self.has_plugin("jekyll-feed") {
            feeds::add(self, census, all);
        }
        if self.has_plugin("jekyll-paginate") {
            paginate::add(self, census, all);
        }
        if self.has_plugin("jekyll-sitemap") {
            for name in ["sitemap.xml", "robots.txt"] {
                if !census.has_page_at(&format!("/{name}")) {
                    all.outputs.push(self.added(name));
                }
            }
        }
    }

    /// The file of a page that comes from no file, but has a path for the `defaults`.
    fn added(&self, path: &str) -> String {
        let defaults = Defaults::of(&self.config, path, path, "pages");
        let permalink = defaults.found("permalink").filter(|node| is_truthy(*node)).and_then(Node::as_str);
        match pages::address(self, path, permalink) {
            (_, Answer::Known(output)) => output,
            (_, Answer::Undecided(_)) => url::clean(path),
        }
    }

    /// A path below the source as one below the root.
    fn in_source(&self, path: &str) -> String {
        let path = url::clean(path);
        if self.config.source.is_empty() { path } else { format!("{}/{path}", self.config.source) }
    }

    /// `JekyllReadmeIndex::Generator`: a folder's `README.md` is its index, if it has no other.
    fn add_readmes(&self, census: &Census<'_>, all: &mut Additions) {
        let option = |key: &str| self.config.nested("readme_index", key);
        if option("enabled").is_some_and(is_false) {
            return;
        }
        for document in &census.documents {
            let name = document.path.rsplit('/').next().unwrap_or(document.path);
            let extension = url::extension(name);
            let is_readme =
                name.strip_suffix(extension).is_some_and(|base| base.eq_ignore_ascii_case("readme"))
                    && self.config.is_markdown(extension)
                    && *document.kind == Kind::Static;
            let Some(folder) = document.url.and_then(|url| url.strip_suffix(name)).filter(|_| is_readme)
            else {
                continue;
            };
            if !census.has_page_at(folder) {
                all.outputs.push(url::page_output(folder, ".html"));
            }
        }
    }

    /// What cannot be told from the sources.
    fn add_open(&self, census: &Census<'_>, all: &mut Additions) {
        for plugin in &self.facts.plugins {
            if !plugins::is_known(plugin) {
                let why = format!("the plugin {plugin} may write files of its own");
                all.reworked = Some(format!("the plugin {plugin} may change pages").into());
                all.open.push((String::new(), why.into()));
            }
        }
        let folder = self.config.plugins_dir.as_str();
        let is_plugin = |path: &str| {
            path.ends_with(".rb") && path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let from = census.assets.partition_point(|path| &**path < folder);
        let is_below = |path: &&std::sync::Arc<str>| path.starts_with(folder);
        let own = census.assets.iter().skip(from).take_while(is_below);
        if !self.config.safe {
            all.own_plugins = own.filter(|path| is_plugin(path)).map(|path| path.to_string()).collect();
        }
        if !all.own_plugins.is_empty() {
            all.open.push((String::new(), "the site has plugins of its own".into()));
        }
        for key in ["theme", "remote_theme"] {
            if self.config.flag(key) {
                all.open.push(("assets".to_owned(), "the theme has files there".into()));
            }
        }
        let kept = self.config.list("keep_files");
        let why: Text = "`keep_files` keeps what others put there".into();
        all.open.extend(kept.iter().map(|path| (url::clean(path), why.clone())));
    }
}

/// The theme of `jekyll new`, versions 2.5 and 3. Its layout `home` shows excerpts of posts.
const MINIMA: KnownTheme = KnownTheme {
    layouts: &["base", "default", "page", "post"],
    ids: &["disqus_thread", "fa-stylesheet", "main-stylesheet", "nav-trigger"],
};

/// The file of a redirect page (`JekyllRedirectFrom::RedirectPage`).
fn alias_output(alias: &str) -> String {
    let address = expand(&format!("/{}", alias.trim_start_matches('/')), &[]);
    let own = if address.ends_with('/') { "" } else { url::extension(&address) };
    url::page_output(&address, if own.is_empty() { ".html" } else { own })
}
