//! Reference definitions, and references to none.
//! May not decide which definition a label means: pulldown-cmark does.

use std::ops::Range;

use pulldown_cmark::{LinkType, RefDefs};

use super::Reader;
use crate::document::body::{Definition, UndefinedReference};
use crate::document::markdown::destination;
use crate::source::Span;

impl Reader<'_, '_> {
    /// Collects the definitions in the order of the file.
    pub(super) fn definitions(&mut self, found: &RefDefs<'_>) {
        let mut spans: Vec<Range<usize>> =
            found.iter().map(|(_, definition)| definition.span.clone()).collect();
        spans.sort_unstable_by_key(|span| span.start);
        for span in spans {
            let label_start = span.start + 1;
            let Some(label_end) = self.label_end(label_start) else { continue };
            let target = destination::read(self.masked, label_end + 2);
            let label = self.in_file(Span::new(label_start, label_end));
            let title = target.title.filter(|title| title.end as usize <= span.end);
            let definition = Definition {
                span: self.in_file(Span::new(span.start, span.end)),
                label: self.body.file_text().get(label.range()).unwrap_or_default(),
                destination: self.in_file(target.destination),
                title: title.map(|title| self.in_file(title)),
            };
            self.body.definitions.push(definition);
        }
    }

    /// The `]` that ends a label.
    fn label_end(&self, from: usize) -> Option<usize> {
        let mut at = from;
        loop {
            match self.masked.get(at)? {
                b'\\' => at += 1,
                b']' => return Some(at),
                _ => {}
            }
            at += 1;
        }
    }

    /// The index of the definition that starts at an offset of the body.
    pub(super) fn definition_at(&self, start: usize) -> Option<u32> {
        let start = Span::at(start + self.base).start;
        let found = self.body.definitions.binary_search_by_key(&start, |definition| definition.span.start);
        found.ok().and_then(|index| u32::try_from(index).ok())
    }

    /// Keeps the references that have no definition; pulldown-cmark may ask for one twice.
    pub(super) fn undefined(&mut self, mut broken: Vec<(Range<usize>, LinkType)>) {
        broken.sort_unstable_by_key(|(span, _)| (span.start, span.end));
        broken.dedup_by_key(|(span, _)| span.start);
        for (range, kind) in broken {
            let bytes = self.masked.get(range.clone()).unwrap_or_default();
            let Some(close) = memchr::memrchr(b']', bytes) else { continue };
            let Some(open) = memchr::memrchr(b'[', bytes.get(..close).unwrap_or_default()) else { continue };
            let label = Span::new(range.start + open + 1, range.start + close);
            // The span given for `[label][]` is that of `[label]`.
            let brackets = if kind == LinkType::Collapsed { 2 } else { 0 };
            let span = Span::new(range.start, range.end + brackets);
            if self.is_hidden(span) {
                continue;
            }
            let (span, label_span) = (self.in_file(span), self.in_file(label));
            let label = self.body.file_text().get(label_span.range()).unwrap_or_default();
            self.body.undefined.push(UndefinedReference { span, label_span, label });
        }
    }
}
