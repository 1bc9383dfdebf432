//! What the generator would publish, without checking anything: the pipeline up to the index.

use std::sync::Arc;

use rayon::prelude::*;

use super::{file_id, read};
use crate::document::Document;
use crate::entry::Entry;
use crate::generator::{Failure, Generator};
use crate::publication::{Kind, Publication, Status};
use crate::site::{DocumentFacts, Site};
use crate::walk::Inventory;

/// A site as it would be published.
#[derive(Debug)]
pub struct Survey {
    /// The index.
    pub site: Site,
    /// What becomes of each file of the run, in the order of their ids; none of a file that could
    /// not be read.
    pub publications: Vec<Option<Publication>>,
    /// Files that could not be read: path and reason.
    pub unreadable: Vec<(Arc<str>, String)>,
    /// What stops the generator, if anything does.
    pub fatal: Option<Failure>,
}

/// Surveys the files of a site, which must be sorted by path.
#[must_use]
pub fn survey(inventory: &Inventory, generator: &dyn Generator) -> Survey {
    let results: Vec<_> = inventory
        .inputs
        .par_iter()
        .enumerate()
        .map(|(at, input)| {
            let source = read(input).map_err(|error| error.to_string())?;
            let dialect = generator.dialect(source.path());
            let document =
                Document::parse_with(&source, dialect, |header| generator.dialect_of(source.path(), header));
            let publication = generator.publication(&document);
            let facts = DocumentFacts::of(&Entry {
                file: file_id(at),
                document: &document,
                publication: &publication,
                site: generator.facts(),
            });
            Ok::<_, String>((publication, facts))
        })
        .collect();
    let mut publications = Vec::with_capacity(results.len());
    let mut documents = Vec::with_capacity(results.len());
    let mut unreadable = Vec::new();
    for ((at, input), result) in inventory.inputs.iter().enumerate().zip(results) {
        match result {
            Ok((publication, facts)) => {
                publications.push(Some(publication));
                documents.push(facts);
            }
            Err(reason) => {
                publications.push(None);
                documents.push(DocumentFacts::unread(file_id(at), &input.path));
                unreadable.push((Arc::clone(&input.path), reason));
            }
        }
    }
    let fatal = generator.failure().or_else(|| first_stop(inventory, &publications));
    let site = Site::build(generator, documents, &inventory.assets);
    Survey { site, publications, unreadable, fatal }
}

/// The document at which the generator stops: posts are read before pages, and pages before other
/// documents (`Reader#read`).
fn first_stop(inventory: &Inventory, publications: &[Option<Publication>]) -> Option<Failure> {
    let order = |kind: &Kind| match kind {
        Kind::Post => 0,
        Kind::Draft => 1,
        Kind::Page => 2,
        _ => 3,
    };
    let known = inventory.inputs.iter().zip(publications);
    let stops = known.filter_map(|(input, publication)| {
        let publication = publication.as_ref().filter(|one| one.status == Status::Fatal)?;
        Some((order(&publication.kind), input, publication))
    });
    let (_, input, publication) = stops.min_by_key(|(order, ..)| *order)?;
    let fatal = publication.fatal.as_deref();
    Some(Failure {
        path: Arc::clone(&input.path),
        span: fatal.map(|fatal| fatal.span).unwrap_or_default(),
        message: fatal.map(|fatal| fatal.message.to_string()).unwrap_or_default(),
    })
}
