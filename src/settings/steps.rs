//! The layers of a configuration in the order in which they count, each with the paths on which it
//! holds. May not know what a rule is.

use std::borrow::Cow;
use std::path::Path;

use crate::config::{Config, Layer, Origin, Override, Place, Problem, RuleConfig};
use crate::walk::PathPatterns;
use std::collections::BTreeMap;

/// One layer: what a file says, or one of its overrides.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) select: Option<Vec<String>>,
    pub(super) enable: Vec<String>,
    pub(super) ignore: Vec<String>,
    pub(super) rules: BTreeMap<String, RuleConfig>,
    /// Nothing below it holds.
    pub(super) is_root: bool,
    /// The number of its file.
    pub(super) file: Option<usize>,
    /// Its place among the overrides of the file.
    pub(super) at: Option<usize>,
    base: Base,
    paths: Option<(PathPatterns, PathPatterns)>,
}

/// What a file leaves out.
#[derive(Debug)]
struct Excluded {
    patterns: PathPatterns,
    texts: Vec<String>,
    file: Option<usize>,
    base: Base,
    is_root: bool,
}

/// All layers.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub(super) all: Vec<Step>,
    excluded: Vec<Excluded>,
}

/// Where patterns start, as seen from the site's root.
#[derive(Clone, Debug)]
pub(super) enum Base {
    /// In a folder above: what to put before a path of the site.
    Above(String),
    /// In a folder of the site: what a path must begin with.
    Below(String),
}

impl Base {
    /// A configuration that lies neither above the site nor in it speaks of paths in the site.
    pub(super) fn of(origin: &Origin, root: Option<&Path>) -> Self {
        let (Some(folder), Some(root)) = (origin.folder.as_deref(), root) else {
            return Self::Above(String::new());
        };
        match (root.strip_prefix(folder), folder.strip_prefix(root)) {
            (Ok(above), _) => Self::Above(slashed(above)),
            (_, Ok(below)) => Self::Below(slashed(below)),
            _ => Self::Above(String::new()),
        }
    }

    /// Says where the site's root lies as seen from a folder that was not known.
    pub(super) fn below(&mut self, prefix: &str) {
        if let Self::Above(above) = self {
            above.insert_str(0, prefix);
        }
    }

    /// A path of the site as its patterns see it; nothing where none of them can match.
    pub(super) fn local<'p>(&self, path: &'p str) -> Option<Cow<'p, str>> {
        match self {
            Self::Above(prefix) if prefix.is_empty() => Some(Cow::Borrowed(path)),
            Self::Above(prefix) => Some(Cow::Owned(format!("{prefix}{path}"))),
            Self::Below(prefix) => path.strip_prefix(prefix.as_str()).map(Cow::Borrowed),
        }
    }
}

fn slashed(folder: &Path) -> String {
    let mut text = String::new();
    for part in folder.components() {
        text.push_str(&part.as_os_str().to_string_lossy());
        text.push('/');
    }
    text
}

impl Step {
    /// Whether it holds on some paths alone.
    pub(super) fn is_scoped(&self) -> bool {
        self.paths.is_some() || matches!(self.base, Base::Below(_))
    }

    /// Whether it holds on a path.
    fn holds(&self, path: &str) -> bool {
        self.base.local(path).is_some_and(|path| {
            self.paths.as_ref().is_none_or(|(paths, except)| paths.matches(&path) && !except.matches(&path))
        })
    }

    /// A place in it.
    pub(super) fn place(&self, steps: &[&str]) -> Place {
        self.within(Place::value(steps))
    }

    /// A key in it.
    pub(super) fn key(&self, steps: &[&str]) -> Place {
        self.within(Place::key(steps))
    }

    fn within(&self, place: Place) -> Place {
        match self.at {
            Some(at) => place.below(&["overrides", &at.to_string()]),
            None => place,
        }
        .in_file(self.file)
    }
}

impl Steps {
    /// The layers of a configuration for a site whose root is known, or not yet.
    pub(super) fn of(config: &Config, root: Option<&Path>, problems: &mut Vec<Problem>) -> Self {
        let mut steps = Self::default();
        for layer in config.layers() {
            let base = Base::of(&layer.origin, root);
            let excluded = patterns(&layer.exclude, &["exclude"], layer.origin.file, problems);
            let is_root = layer.origin.is_root;
            if !layer.exclude.is_empty() || is_root {
                let (texts, file) = (layer.exclude.clone(), layer.origin.file);
                steps.excluded.push(Excluded {
                    patterns: excluded,
                    texts,
                    file,
                    base: base.clone(),
                    is_root,
                });
            }
            steps.layer(layer, &base, problems);
        }
        steps
    }

    fn layer(&mut self, layer: Layer, base: &Base, problems: &mut Vec<Problem>) {
        let Layer { origin: Origin { file, is_root, .. }, select, enable, ignore, rules, overrides, .. } =
            layer;
        let base = base.clone();
        self.all.push(Step {
            select,
            enable,
            ignore,
            rules,
            is_root,
            file,
            at: None,
            base: base.clone(),
            paths: None,
        });
        for (at, one) in overrides.into_iter().enumerate() {
            let number = at.to_string();
            let Override { paths, exclude, select, enable, ignore, rules } = one;
            let paths = patterns(&paths, &["overrides", &number, "paths"], file, problems);
            let except = patterns(&exclude, &["overrides", &number, "exclude"], file, problems);
            let (base, paths) = (base.clone(), Some((paths, except)));
            self.all.push(Step {
                select,
                enable,
                ignore,
                rules,
                is_root: false,
                file,
                at: Some(at),
                base,
                paths,
            });
        }
    }

    /// Those that hold on every path, and the given ones, in their order.
    pub(super) fn holding<'s>(&'s self, scoped: &'s [usize]) -> impl Iterator<Item = &'s Step> {
        let holds = |(at, step): &(usize, &Step)| !step.is_scoped() || scoped.contains(at);
        self.all.iter().enumerate().filter(holds).map(|(_, step)| step)
    }

    /// Those that hold on some paths alone.
    pub(super) fn scoped(&self) -> impl Iterator<Item = usize> {
        self.all.iter().enumerate().filter(|(_, step)| step.is_scoped()).map(|(at, _)| at)
    }

    /// Those of them that hold on a path.
    pub(super) fn on(&self, path: &str) -> Vec<usize> {
        let holds = |at: &usize| self.all.get(*at).is_some_and(|step| step.holds(path));
        self.scoped().filter(holds).collect()
    }

    /// The overrides that hold on a path, none of those below a layer that stops them.
    pub(super) fn overrides_on(&self, path: &str) -> Vec<Place> {
        let mut places = Vec::new();
        for step in self.all.iter().filter(|step| step.holds(path)) {
            if step.is_root {
                places.clear();
            }
            if step.at.is_some() {
                places.push(step.place(&[]));
            }
        }
        places
    }

    /// Whether a path is left out: the last pattern that matches decides.
    pub(super) fn exclude(&self, path: &str) -> bool {
        self.deciding(path).is_some_and(|(_, _, verdict)| verdict)
    }

    /// The pattern that leaves a path out, if one does.
    pub(super) fn excluded_by(&self, path: &str) -> Option<Place> {
        let (one, pattern, _) = self.deciding(path).filter(|(_, _, verdict)| *verdict)?;
        let at = one.texts.iter().rposition(|text| text.trim_end() == pattern.trim_end()).unwrap_or(0);
        Some(Place::value(&["exclude", &at.to_string()]).in_file(one.file))
    }

    fn deciding(&self, path: &str) -> Option<(&Excluded, &str, bool)> {
        for one in self.excluded.iter().rev() {
            let Some(local) = one.base.local(path) else { continue };
            if let Some((pattern, verdict)) = one.patterns.deciding(&local) {
                return Some((one, pattern, verdict));
            }
            if one.is_root {
                break;
            }
        }
        None
    }

    /// Says where the site's root lies as seen from configurations whose folder is not known.
    pub(super) fn below(&mut self, prefix: &str) {
        let bases = self.all.iter_mut().map(|step| &mut step.base);
        for base in bases.chain(self.excluded.iter_mut().map(|one| &mut one.base)) {
            base.below(prefix);
        }
    }
}

pub(super) fn patterns(
    texts: &[String],
    steps: &[&str],
    file: Option<usize>,
    problems: &mut Vec<Problem>,
) -> PathPatterns {
    PathPatterns::new(texts).unwrap_or_else(|wrong| {
        problems.extend(wrong.into_iter().map(|(at, why)| Problem {
            place: Place::value(&[steps, &[&at.to_string()]].concat()).in_file(file),
            message: format!("this is no pattern for paths: {why}"),
            help: None,
        }));
        PathPatterns::default()
    })
}
