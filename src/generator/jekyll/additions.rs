//! Pages that plugins and themes add to those of the files: jekyll-feed, -sitemap, -paginate,
//! -redirect-from and -archives as their sources say; of any other plugin nothing is known.
//! May not look at a document.

use super::Jekyll;
use super::data::Data;
use super::pages::expand;
use super::value::{is_false, is_list, is_truthy, to_s};
use super::{plugins, url};
use crate::document::front_matter::Node;
use crate::generator::{Additions, Census};
use crate::publication::Text;

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
        let relative_links = |key: &str| self.config.nested("relative_links", key);
        if self.has_plugin("jekyll-relative-links") && !relative_links("enabled").is_some_and(is_false) {
            all.links_by_source_in_pages = true;
            all.links_by_source_in_documents = relative_links("collections").is_some_and(is_truthy);
        }
        all
    }

    fn add_known(&self, census: &Census<'_>, all: &mut Additions) {
        if self.has_plugin("jekyll-feed") {
            self.add_feeds(all);
        }
        if self.has_plugin("jekyll-sitemap") {
            all.outputs.extend(["sitemap.xml", "robots.txt"].map(str::to_owned));
        }
        if self.has_plugin("jekyll-redirect-from")
            && !self.config.nested("redirect_from", "json").is_some_and(is_false)
        {
            all.outputs.push("redirects.json".to_owned());
        }
        if self.has_plugin("jekyll-paginate") {
            self.add_pagination(census, all);
        }
        if self.has_plugin("jekyll-archives") {
            self.add_archives(all);
        }
    }

    /// `JekyllFeed::Generator`
    fn add_feeds(&self, all: &mut Additions) {
        let path = self.config.nested("feed", "path").map(|node| to_s(node).into_owned());
        all.outputs.push(url::clean(path.as_deref().unwrap_or("feed.xml")));
        if let Some(categories) = self.config.nested("feed", "categories") {
            all.outputs.extend(categories.items().map(|name| format!("feed/{}.xml", to_s(name))));
        }
        for key in ["collections", "tags"] {
            if self.config.nested("feed", key).is_some_and(is_truthy) {
                all.open.push(("feed".to_owned(), "jekyll-feed writes feeds there".into()));
            }
        }
    }

    /// `Jekyll::Paginate`: only where a page is called `index.html`.
    fn add_pagination(&self, census: &Census<'_>, all: &mut Additions) {
        let Some(per_page) = self.config.string("paginate").and_then(|text| text.parse::<usize>().ok())
        else {
            return;
        };
        if census.indexes.is_empty() || per_page == 0 {
            return;
        }
        let format = self.config.string("paginate_path").unwrap_or_else(|| "/page:num".to_owned());
        for number in 2..=census.posts.div_ceil(per_page) {
            let folder = format.replacen(":num", &number.to_string(), 1);
            all.outputs.push(url::page_output(&format!("{folder}/"), ".html"));
        }
    }

    /// `Jekyll::Archives`: below the fixed part of each template.
    fn add_archives(&self, all: &mut Additions) {
        for (kind, default) in [("year", "/:year/"), ("tag", "/tag/:name/"), ("category", "/category/:name/")]
        {
            let layers = self.config.layers("jekyll-archives");
            let own = layers.iter().rev().find_map(|layer| layer.get("permalinks")?.value.get(kind));
            let template = own.map_or_else(|| default.to_owned(), |pair| to_s(pair.value).into_owned());
            let fixed = template.split(':').next().unwrap_or_default();
            all.open.push((url::clean(fixed), "jekyll-archives writes pages there".into()));
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

/// The file of a redirect page (`JekyllRedirectFrom::RedirectPage`).
fn alias_output(alias: &str) -> String {
    let address = expand(&format!("/{}", alias.trim_start_matches('/')), &[]);
    let own = if address.ends_with('/') { "" } else { url::extension(&address) };
    url::page_output(&address, if own.is_empty() { ".html" } else { own })
}
