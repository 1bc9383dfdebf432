//! Which plugins a build loads, and what is known of them: `plugin_manager.rb`, and the defaults of
//! the gem `github-pages` (`lib/github-pages/plugins.rb`). May not run or read a plugin.

use super::config::Config;

/// Plugins that the gem `github-pages` switches on whatever the configuration says.
const GITHUB_PAGES: [&str; 10] = [
    "jekyll-coffeescript",
    "jekyll-commonmark-ghpages",
    "jekyll-default-layout",
    "jekyll-gist",
    "jekyll-github-metadata",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-relative-links",
    "jekyll-titles-from-headings",
];

/// The plugins of a build: those of `plugins:`, those in the group `jekyll_plugins` of the
/// `Gemfile`, and those that one of them switches on.
pub(super) fn of_build(config: &Config, gemfile: &str) -> Vec<String> {
    let mut plugins: Vec<String> = config.list("plugins").into_iter().map(String::from).collect();
    for name in of_gemfile(gemfile) {
        add(&mut plugins, name);
    }
    if plugins.iter().any(|plugin| plugin == "github-pages") {
        GITHUB_PAGES.into_iter().for_each(|name| add(&mut plugins, name));
    }
    plugins
}

fn add(plugins: &mut Vec<String>, name: &str) {
    if !plugins.iter().any(|plugin| plugin == name) {
        plugins.push(name.to_owned());
    }
}

/// Gems that Bundler requires for Jekyll (`PluginManager.require_from_bundler`): those in a block
/// `group :jekyll_plugins do`, or with that group on their own line.
fn of_gemfile(gemfile: &str) -> Vec<&str> {
    let mut gems = Vec::new();
    let mut depth = 0_usize;
    for line in gemfile.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let in_group = line.contains("jekyll_plugins");
        if let Some(rest) = line.strip_prefix("gem ").or_else(|| line.strip_prefix("gem(")) {
            if in_group || depth > 0 {
                gems.extend(quoted(rest));
            }
        } else if line.ends_with(" do") && (depth > 0 || (line.starts_with("group") && in_group)) {
            depth += 1;
        } else if line == "end" {
            depth = depth.saturating_sub(1);
        }
    }
    gems
}

fn quoted(text: &str) -> Option<&str> {
    let start = text.find(['"', '\''])?;
    let rest = text.get(start + 1..)?;
    rest.get(..rest.find(['"', '\''])?)
}
/// Plugins of which postlint knows every page that they add, or that they add none.
const KNOWN: [&str; 29] = [
    "github-pages",
    "jekyll-archives",
    "jekyll-avatar",
    "jekyll-coffeescript",
    "jekyll-commonmark",
    "jekyll-commonmark-ghpages",
    "jekyll-compose",
    "jekyll-default-layout",
    "jekyll-feed",
    "jekyll-gist",
    "jekyll-github-metadata",
    "jekyll-include-cache",
    "jekyll-last-modified-at",
    "jekyll-mentions",
    "jekyll-optional-front-matter",
    "jekyll-paginate",
    "jekyll-readme-index",
    "jekyll-redirect-from",
    "jekyll-relative-links",
    "jekyll-remote-theme",
    "jekyll-sass-converter",
    "jekyll-seo-tag",
    "jekyll-sitemap",
    "jekyll-swiss",
    "jekyll-titles-from-headings",
    "jekyll-toc",
    "jekyll-twitter-plugin",
    "jekyll_picture_tag",
    "jemoji",
];

/// Whether every page that a plugin adds is known.
pub(super) fn is_known(plugin: &str) -> bool {
    KNOWN.contains(&plugin) || plugin.starts_with("jekyll-theme-")
}
