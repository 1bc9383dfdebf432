//! Liquid as Jekyll runs it: what stops a build, and what becomes of the pieces whose values can be
//! known from the sources. May not run anything that depends on other files.

mod conditions;
mod dates;
mod errors;
mod evaluate;
mod filters;
mod scope;
mod values;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::data::Data;
use super::defaults::Defaults;
use super::reader::{Place, has_header};
use super::{Jekyll, header, reader};
use crate::document::Document;
use crate::document::liquid::LiquidMap;
use crate::publication::given::Given;
use crate::publication::rendering::Rendering;
use crate::publication::{Kind, Publication};
use crate::source::Span;
use scope::{Page, Scope};

impl Jekyll {
    /// What becomes of the Liquid in a document.
    pub(super) fn rendering(&self, document: &Document<'_>, publication: &Publication) -> Rendering {
        if document.body.liquid.pieces().is_empty() {
            return Rendering::default();
        }
        let mut scope = self.scope();
        match publication.kind {
            Kind::Include => scope.unset = Some("those who include this file may set it".into()),
            Kind::Layout => {}
            _ => match self.page(document, publication) {
                Some(page) => scope.page = Some(page),
                None => return Rendering::default(),
            },
        }
        evaluate::evaluate(scope, document.source.text(), &document.body.liquid, document.body.span)
    }

    /// The same of the text of an include with the parameters of one use.
    pub(super) fn rendering_of_include(
        &self,
        text: &str,
        liquid: &LiquidMap,
        given: &[(Box<str>, Given)],
    ) -> Rendering {
        let unset = Some(Cow::Borrowed("those who include this file may set it"));
        let scope = Scope { given: Some(given), unset, ..self.scope() };
        evaluate::evaluate(scope, text, liquid, Span::new(0, text.len()))
    }

    fn scope(&self) -> Scope<'_> {
        Scope { jekyll: self, page: None, unset: None, given: None, variables: FxHashMap::default() }
    }

    fn page<'v>(&'v self, document: &'v Document<'_>, publication: &'v Publication) -> Option<Page<'v>> {
        let path = document.path();
        let takes = has_header(document.source.text()) || self.takes_bare(path);
        let tree = header::read(document).ok()?;
        match reader::place(&self.config, path, takes) {
            Place::Document(place) => {
                let label = &*self.config.collections.get(place.collection)?.label;
                let defaults = Defaults::of(&self.config, place.path, place.in_source, label);
                let data = Data::of_document(tree, defaults);
                Some(Page { data, publication, path: place.path, collection: Some(label) })
            }
            Place::Page(path) => {
                let data = Data::of_page(tree, Defaults::of(&self.config, path, path, "pages"));
                Some(Page { data, publication, path, collection: None })
            }
            _ => None,
        }
    }
}
