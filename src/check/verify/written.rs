//! The addresses that a source writes into its page, each as known text or with the reason why it
//! is not known. The one place that asks how Liquid comes out. May not look at a built page.

use std::borrow::Cow;

use super::conditions::Conditions;
use crate::document::Document;
use crate::publication::{Answer, Text};
use crate::source::Span;

/// An address of a source.
#[derive(Clone, Debug)]
pub(super) struct Written<'d> {
    /// Its bytes.
    pub(super) span: Span,
    /// Its text as it will stand on the page, character references resolved.
    pub(super) text: Answer<Cow<'d, str>>,
    /// Why the page may lack it all the same, if it may.
    pub(super) may_lack: Option<Text>,
}

/// The addresses of a document in the order of its elements.
pub(super) fn addresses<'d>(document: &'d Document<'_>, conditions: &Conditions<'_>) -> Vec<Written<'d>> {
    let mut all = Vec::new();
    for address in document.addresses() {
        let Some(element) = document.body.elements.get(address.element) else { continue };
        if element.is_text {
            continue;
        }
        let text = if address.is_liquid {
            Answer::Undecided("Liquid writes the address".into())
        } else {
            Answer::Known(Cow::Borrowed(address.text))
        };
        let may_lack = conditions
            .around(element.span.start)
            .map(|name| Text::from(format!("it stands between `{name}` and `end{name}`")));
        all.push(Written { span: address.span, text, may_lack });
    }
    all
}
