//! The addresses that a source writes into its page, each as known text or with the reason why it
//! is not known. The one place that asks how Liquid comes out. May not look at a built page.

use std::borrow::Cow;

use super::conditions::Conditions;
use crate::document::reference::LocalPath;
use crate::document::{Document, Origin};
use crate::publication::rendering::Rendering;
use crate::publication::{Answer, Text};
use crate::resolve::{resolve, text_of_parts};
use crate::site::{DocumentFacts, Resolution, Route, Site, SiteReference};
use crate::source::Span;

/// An address of a source.
#[derive(Clone, Debug)]
pub(super) struct Written<'d> {
    /// Its bytes.
    pub(super) span: Span,
    /// Its text as it will stand on the page, character references resolved.
    pub(super) text: Answer<Cow<'d, str>>,
    /// What a plugin writes in its place, if one does.
    pub(super) rewritten: Option<String>,
    /// Why the page may lack it all the same, if it may.
    pub(super) may_lack: Option<Text>,
}

/// The addresses of a document in the order of its elements.
pub(super) fn addresses<'d>(
    site: &Site,
    from: Option<&DocumentFacts>,
    document: &'d Document<'_>,
    rendering: &Rendering,
    conditions: &Conditions<'_>,
) -> Vec<Written<'d>> {
    let mut all = Vec::new();
    for address in document.addresses() {
        let Some(element) = document.body.elements.get(address.element) else { continue };
        if element.is_text {
            continue;
        }
        let text = if address.is_liquid {
            by_liquid(site, document, rendering, address.element, address.span)
        } else {
            Answer::Known(Cow::Borrowed(address.text))
        };
        let may_lack = conditions
            .around(element.span.start)
            .map(|name| Text::from(format!("it stands between `{name}` and `end{name}`")));
        let rewritten = text
            .known()
            .and_then(|text| by_source(site, from?, text, address.span, element.origin == Origin::Markdown));
        all.push(Written { span: address.span, text, rewritten, may_lack });
    }
    all
}

/// What Liquid makes of an address.
fn by_liquid<'d>(
    site: &Site,
    document: &Document<'_>,
    rendering: &Rendering,
    element: usize,
    span: Span,
) -> Answer<Cow<'d, str>> {
    let escapes = document.body.elements.get(element).and_then(|element| {
        let mut attributes = document.body.attributes_of(element).iter();
        attributes.find(|one| one.value == Some(span)).map(|one| one.escapes)
    });
    let (Some(escapes), Answer::Known(parts)) =
        (escapes, rendering.address(document.source.text(), &document.body.liquid, span))
    else {
        return Answer::Undecided("Liquid writes the address".into());
    };
    match text_of_parts(site, &parts) {
        Answer::Known(text) => Answer::Known(Cow::Owned(escapes.resolve(&text).into_owned())),
        Answer::Undecided(why) => Answer::Undecided(why),
    }
}

/// jekyll-relative-links writes the address of the page where a link of Markdown names its source.
fn by_source(site: &Site, from: &DocumentFacts, text: &str, span: Span, markdown: bool) -> Option<String> {
    let is_on = site.additions.links_by_source_in_pages || site.additions.links_by_source_in_documents;
    let local = LocalPath::split(text);
    let name = local.path.rsplit('/').next().filter(|name| name.contains('.'))?;
    if !is_on || !markdown {
        return None;
    }
    let reference =
        SiteReference { span, target: text.into(), image: false, markdown, loose: false, liquid: None };
    let Resolution::Found(Route::Document(target)) = resolve(site, from, &reference) else { return None };
    let target = site.document(target)?;
    let url = target.url.as_ref().filter(|_| target.path.ends_with(name))?;
    let fragment = local.fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    Some(format!("{}{url}{fragment}", site.facts.baseurl))
}
