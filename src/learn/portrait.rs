//! The portrait of a site: what is kept of all its documents. Made piece by piece, beside each other,
//! and the same in whatever order.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::Keys;
use super::sample::{Sample, Tally};
use super::sources::Sources;
use crate::document::{Markup, Origin, Role, Shape};
use crate::entry::Entry;
use crate::finding::FileId;
use crate::publication::{Cause, Kind, Term};
use crate::site::{Absence, Missing, Resolution, Site};
use crate::walk::Inventory;

/// What is asked of the site while its documents are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// Its files.
    pub inventory: &'c Inventory,
    /// The folder that its addresses begin with, empty or with a slash in front.
    pub baseurl: &'c str,
}

impl Context<'_> {
    /// Whether a value that names a picture by its path names one of the site; none of other values.
    fn picture(&self, value: &str) -> Option<bool> {
        const EXTENSIONS: [&str; 8] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico"];
        let (stem, extension) = value.rsplit_once('.')?;
        let is_known = EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension));
        if !is_known || stem.contains([':', '{', '<', '\n']) || !stem.contains('/') {
            return None;
        }
        let path = value.strip_prefix(self.baseurl).filter(|rest| rest.starts_with('/')).unwrap_or(value);
        let path = path.trim_start_matches('/');
        Some(self.inventory.assets.binary_search_by(|one| (**one).cmp(path)).is_ok())
    }
}

/// Documents that share a schema.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// Posts, wherever their folder is.
    Posts,
    /// The documents of a collection, and the folder.
    Collection(String, String),
    /// The pages below a folder.
    Pages(String),
}

/// How many documents there are of which a rule can find something.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Subjects {
    pub(super) documents: usize,
    pub(super) texts: usize,
    pub(super) posts: usize,
    pub(super) headed: usize,
    pub(super) dated: usize,
    pub(super) categorised: usize,
    pub(super) with_links: usize,
    pub(super) with_images: usize,
    pub(super) with_html: usize,
}

/// What is kept of all documents.
#[derive(Clone, Debug, Default)]
pub struct Portrait {
    pub(super) subjects: Subjects,
    pub(super) groups: BTreeMap<Group, Keys>,
    pub(super) categories: Tally,
    pub(super) tags: Tally,
    pub(super) sources: Sources,
    /// Hosts that are linked to over http, each once a document.
    pub(super) insecure: Tally,
    /// Hosts that scripts in texts come from.
    pub(super) scripts: Tally,
    /// Folders of which nothing is published here and to which links lead, each once a document.
    pub(super) linked_elsewhere: Tally,
    /// The same of images.
    pub(super) shown_elsewhere: Tally,
    /// Folders of files that nobody here wrote, and the files in them that are checked.
    pub(super) vendored: BTreeMap<String, Sample>,
    /// Files in such folders that are documents of the site all the same.
    pub(super) own: BTreeMap<String, usize>,
}

impl Portrait {
    /// Looks at one document.
    pub fn see(&mut self, entry: &Entry<'_>, context: &Context<'_>) {
        let path = entry.source.path();
        let kind = &entry.publication.kind;
        if matches!(kind, Kind::Data) {
            return;
        }
        if let Some(folder) = vendored(path) {
            let is_own = entry.front_matter().is_some() && !matches!(kind, Kind::Static | Kind::Ignored);
            if is_own && kind != &Kind::Unknown {
                *self.own.entry(folder.to_owned()).or_default() += 1;
            } else {
                return self.vendored.entry(folder.to_owned()).or_default().add(path);
            }
        }
        self.see_subjects(entry);
        if let Some(group) = group_of(path, kind)
            && let Some(tree) =
                entry.front_matter().filter(|tree| tree.root().is_mapping() || tree.root().is_null())
        {
            self.groups.entry(group).or_default().see(tree, path, &|value| context.picture(value));
        }
        if entry.publication.is_post() {
            self.see_post(entry);
        }
    }

    fn see_subjects(&mut self, entry: &Entry<'_>) {
        let counts = &mut self.subjects;
        let publication = entry.publication;
        let add = |counter: &mut usize, holds: bool| *counter += usize::from(holds);
        add(&mut counts.documents, entry.markup != Markup::Plain);
        add(&mut counts.texts, entry.markup == Markup::Markdown);
        add(&mut counts.posts, publication.is_post());
        add(&mut counts.headed, entry.front_matter().is_some());
        add(&mut counts.dated, entry.front_matter().is_some_and(|tree| tree.get("date").is_some()));
        add(&mut counts.categorised, !publication.categories.is_empty());
        let mut roles = (false, false);
        let mut hosts: Vec<(&str, bool)> = Vec::new();
        let addresses: Vec<_> = entry.addresses().collect();
        for address in &addresses {
            roles.0 |= address.role == Role::Link;
            roles.1 |= address.role == Role::Image;
            let is_plain = address.shape == Shape::Absolute && address.has_scheme("http");
            let element = entry.body.elements.get(address.element);
            let is_script = element.is_some_and(|element| element.name == "script");
            if let Some(host) = address.host().filter(|_| is_plain && address.role == Role::Link || is_script)
            {
                hosts.push((host, is_script));
            }
        }
        add(&mut counts.with_links, roles.0);
        add(&mut counts.with_images, roles.1);
        add(&mut counts.with_html, entry.body.elements.iter().any(|one| one.origin == Origin::Html));
        hosts.sort_unstable();
        hosts.dedup();
        for (host, is_script) in hosts {
            let tally = if is_script { &mut self.scripts } else { &mut self.insecure };
            tally.add(&host.to_ascii_lowercase(), entry.source.path());
        }
    }

    fn see_post(&mut self, entry: &Entry<'_>) {
        let path = entry.source.path();
        let written = |terms: &[Term]| -> Vec<String> {
            let mut names: Vec<String> = terms
                .iter()
                .filter(|term| matches!(term.cause, Cause::FrontMatter(_)) && !term.name.trim().is_empty())
                .map(|term| term.name.clone())
                .collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        for name in written(&entry.publication.categories) {
            self.categories.add(&name, path);
        }
        for name in written(&entry.publication.tags) {
            self.tags.add(&name, path);
        }
        self.sources.see(entry);
    }

    /// Looks at the site as a whole.
    pub fn see_site(&mut self, site: &Site) {
        let mut seen: BTreeSet<(FileId, bool, String)> = BTreeSet::new();
        for one in &site.unresolved {
            let Resolution::Missing(Missing { path, absence: Absence::Elsewhere, .. }) = &one.resolution
            else {
                continue;
            };
            let document = site.document(one.file);
            let reference = document.and_then(|document| document.references.get(one.reference));
            let base = site.facts.baseurl.as_str();
            let inner = path.strip_prefix(base).unwrap_or(path).trim_start_matches('/');
            if let (Some(reference), Some((top, _))) = (reference, inner.split_once('/')) {
                seen.insert((one.file, reference.image, format!("{base}/{top}/")));
            }
        }
        for (file, image, folder) in seen {
            let Some(document) = site.document(file) else { continue };
            let tally = if image { &mut self.shown_elsewhere } else { &mut self.linked_elsewhere };
            tally.add(&folder, &document.path);
        }
    }

    /// Takes over what another has seen.
    pub fn merge(&mut self, other: &Self) {
        self.subjects.merge(other.subjects);
        for (group, keys) in &other.groups {
            self.groups.entry(group.clone()).or_default().merge(keys);
        }
        self.categories.merge(&other.categories);
        self.tags.merge(&other.tags);
        self.sources.merge(&other.sources);
        self.insecure.merge(&other.insecure);
        self.scripts.merge(&other.scripts);
        for (folder, sample) in &other.vendored {
            self.vendored.entry(folder.clone()).or_default().merge(sample);
        }
        for (folder, count) in &other.own {
            *self.own.entry(folder.clone()).or_default() += count;
        }
    }

    /// Whether there is anything to learn from.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects.documents == 0
    }
}

impl Subjects {
    fn merge(&mut self, other: Self) {
        self.documents += other.documents;
        self.texts += other.texts;
        self.posts += other.posts;
        self.headed += other.headed;
        self.dated += other.dated;
        self.categorised += other.categorised;
        self.with_links += other.with_links;
        self.with_images += other.with_images;
        self.with_html += other.with_html;
    }
}

/// The folder of foreign files that a path lies in, by the names that such folders have.
fn vendored(path: &str) -> Option<&str> {
    const NAMES: [&str; 8] = [
        "vendor",
        "vendors",
        "third_party",
        "third-party",
        "thirdparty",
        "bower_components",
        "node_modules",
        "external",
    ];
    let mut end = 0;
    for part in path.split('/') {
        let start = end;
        end = start + part.len() + 1;
        if end > path.len() {
            return None;
        }
        if NAMES.iter().any(|name| name.eq_ignore_ascii_case(part)) {
            return path.get(..end - 1);
        }
    }
    None
}

/// The group that shares a schema with a document.
fn group_of(path: &str, kind: &Kind) -> Option<Group> {
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    if folders.split('/').any(|folder| folder == "_posts") {
        return Some(Group::Posts);
    }
    match kind {
        Kind::Collection(label) => {
            let name = format!("_{label}");
            let mut end = 0;
            for part in folders.split('/') {
                end += part.len();
                if part == name {
                    return Some(Group::Collection(label.clone(), path.get(..end)?.to_owned()));
                }
                end += 1;
            }
            None
        }
        Kind::Page => {
            let top = folders.split('/').next().filter(|top| !top.is_empty())?;
            Some(Group::Pages(top.to_owned()))
        }
        Kind::Unknown => {
            let mut parts = folders.splitn(3, '/');
            let top = parts.next().filter(|top| !top.is_empty())?;
            let end = top.len() + parts.next().map_or(0, |inner| inner.len() + 1);
            Some(Group::Pages(folders.get(..end)?.to_owned()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    //! Which folder a file belongs to.

    use super::{Group, group_of, vendored};
    use crate::publication::Kind;

    #[test]
    fn folders_are_told_from_files() {
        assert_eq!(vendored("assets/vendor/x/readme.md"), Some("assets/vendor"));
        assert_eq!(vendored("vendor"), None);
        assert_eq!(vendored("docs/vendor.md"), None);
        let notes = Group::Collection("notes".to_owned(), "all/_notes".to_owned());
        assert_eq!(group_of("all/_notes/x/a.md", &Kind::Collection("notes".to_owned())), Some(notes));
        assert_eq!(group_of("a.md", &Kind::Page), None);
        assert_eq!(
            group_of("content/posts/a/b.md", &Kind::Unknown),
            Some(Group::Pages("content/posts".to_owned()))
        );
    }
}
