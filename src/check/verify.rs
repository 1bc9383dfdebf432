//! What would be published against what was built: files, ids and links. Says of each difference
//! whether the prediction is wrong, a plugin may have done it, or the sources do not tell.
//! May not print, and compares only what it is given: a built folder is never written to.

mod conditions;
mod ids;
mod links;
mod outputs;
mod page;
mod written;

use std::sync::Arc;

use rayon::prelude::*;

use super::survey::Survey;
use super::{parse, read};
use crate::generator::Generator;
use crate::publication::Text;
use crate::source::{Source, Span};
use crate::walk::{BuiltFile, Inventory};

pub use outputs::is_built;

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The build as a whole: the generator was expected to stop.
    Build,
    /// A file.
    Output,
    /// The id of an element.
    Id,
    /// The address of a link, image or other resource.
    Link,
}

/// On which side it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Predicted, and not built.
    Missing,
    /// Built, and not predicted.
    Unexpected,
}

/// Whose fault a difference is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The prediction is wrong.
    Ours,
    /// A plugin may have done it.
    Plugin(Text),
    /// The sources do not tell.
    Undecided(Text),
}

/// A difference.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What differs.
    pub subject: Subject,
    /// On which side it is missing.
    pub way: Way,
    /// The built file, relative to the built folder.
    pub output: String,
    /// The source, relative to the site's root.
    pub path: Option<Arc<str>>,
    /// The bytes in the source, where it is known which.
    pub span: Option<Span>,
    /// The id or address; empty for a file.
    pub text: String,
    /// Whose fault it is.
    pub verdict: Verdict,
}

/// How many questions of one kind there were, by answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Both sides agree.
    pub agree: usize,
    /// The prediction is wrong.
    pub ours: usize,
    /// A plugin may have made the difference.
    pub plugin: usize,
    /// The sources do not tell.
    pub undecided: usize,
}

impl Tally {
    /// How much of what the sources decide agrees, in hundredths of a per cent, rounded down: all of
    /// it only where nothing differs.
    #[must_use]
    pub fn agreement(&self) -> usize {
        (self.agree * 10_000).checked_div(self.agree + self.ours).unwrap_or(10_000)
    }

    fn count(&mut self, verdict: &Verdict) {
        match verdict {
            Verdict::Ours => self.ours += 1,
            Verdict::Plugin(_) => self.plugin += 1,
            Verdict::Undecided(_) => self.undecided += 1,
        }
    }

    fn add(&mut self, other: Self) {
        self.agree += other.agree;
        self.ours += other.ours;
        self.plugin += other.plugin;
        self.undecided += other.undecided;
    }
}

/// The differences of a site and its built folder.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Those that there are, by built file.
    pub differences: Vec<Difference>,
    /// Files.
    pub outputs: Tally,
    /// Ids.
    pub ids: Tally,
    /// Links.
    pub links: Tally,
    /// How many pages were compared.
    pub pages: usize,
    /// Files that could not be read: path and reason.
    pub unreadable: Vec<(String, String)>,
}

impl Comparison {
    /// Whether a prediction is wrong.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.differences.iter().any(|one| one.verdict == Verdict::Ours)
    }

    fn add(&mut self, difference: Difference) {
        let tally = match difference.subject {
            Subject::Build => None,
            Subject::Output => Some(&mut self.outputs),
            Subject::Id => Some(&mut self.ids),
            Subject::Link => Some(&mut self.links),
        };
        if let Some(tally) = tally {
            tally.count(&difference.verdict);
        }
        self.differences.push(difference);
    }
}

/// Compares a survey with the files of a built folder, which must be sorted by path.
#[must_use]
pub fn verify(
    inventory: &Inventory,
    generator: &dyn Generator,
    survey: &Survey,
    built: &[BuiltFile],
) -> Comparison {
    let mut comparison = Comparison::default();
    let pairs = outputs::compare(survey, built, &mut comparison);
    let has_plugins = outputs::plugins_of(survey).is_some();
    let pages: Vec<_> = pairs
        .par_iter()
        .map(|pair| {
            let input = inventory.inputs.get(pair.file.0 as usize).ok_or((String::new(), String::new()))?;
            let failed = |path: &str| {
                let path = path.to_owned();
                move |error: std::io::Error| (path, error.to_string())
            };
            let source = read(input).map_err(failed(&input.path))?;
            let document = parse(&source, generator);
            let built = Source::read(Arc::from(pair.built.path.as_str()), &pair.built.real)
                .map_err(failed(&pair.built.path))?;
            Ok(page::compare(&page::Pair { survey, pair, document: &document, built: &built, has_plugins }))
        })
        .collect();
    let mut found = Vec::with_capacity(pages.len());
    for page in pages {
        match page {
            Ok(page) => found.push(page),
            Err(failure) => comparison.unreadable.push(failure),
        }
    }
    comparison.pages = found.len();
    links::drop_chrome(&mut found);
    for page in found {
        comparison.ids.add(page.ids);
        comparison.links.add(page.links);
        page.differences.into_iter().for_each(|one| comparison.add(one));
    }
    comparison.differences.sort_by(|one, other| {
        (&one.output, one.subject, one.way, &one.text).cmp(&(
            &other.output,
            other.subject,
            other.way,
            &other.text,
        ))
    });
    comparison
}
