//! `html/event-handler`: `onclick` and its like in a text.
//! Decides on the attribute's name alone.

use crate::rules::prelude::*;

struct EventHandler;

pub(crate) fn build(_: &Options) -> Built {
    Ok(Box::new(EventHandler))
}

impl Check for EventHandler {
    fn document(&self, entry: &Entry<'_>, sink: &mut Sink) {
        if !entry.is_text() {
            return;
        }
        for element in entry.body.starts() {
            for attribute in entry.body.attributes_of(element) {
                if names::is_event_handler(attribute.name) {
                    sink.report(handler(element, attribute));
                }
            }
        }
    }
}

fn handler(element: &Element<'_>, attribute: &Attribute<'_>) -> Report {
    let (name, owner) = (attribute.name, element.name);
    Report::new(
        attribute.span,
        format!("`{name}` on `<{owner}>` is a script in the text: feeds and readers drop it"),
    )
    .help("remove it, or attach the handler in the site's own script")
}
