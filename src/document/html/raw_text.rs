//! Elements whose text holds no tags: `script`, `style`, `title` and their like (13.2.5.2 to 20).
//! May not push elements: their end tag is left to the data state.

use crate::document::html::scanner::Scanner;

/// The states of a script's text (13.2.5.4 and 15 to 31).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Plain,
    /// After `<!--`.
    Escaped,
    /// After `<!--` and `<script`: the next `</script>` does not end the element.
    DoubleEscaped,
}

/// Whether what stands in an element of this name (in lower case) is never read as tags.
#[must_use]
pub fn is_raw_text(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noembed" | "noframes" | "plaintext"
    )
}

impl Scanner<'_, '_> {
    /// Steps to the end tag of an element that was just opened, if it is one of these. The rules
    /// for `noscript` are those of a browser that runs no scripts: its images and links count.
    pub(super) fn raw_text(&mut self, name: &str) {
        match name {
            "script" => self.script(),
            "plaintext" => self.at = self.end,
            _ if is_raw_text(name) => {
                while let Some(at) = self.find(b'<') {
                    self.at = at;
                    if self.is_tag("</", name) {
                        return;
                    }
                    self.at += 1;
                }
                self.at = self.end;
            }
            _ => {}
        }
    }

    fn script(&mut self) {
        let mut state = Script::Plain;
        while let Some(at) = self.next_bracket() {
            self.at = at;
            if self.peek(0) == Some(b'>') {
                if at >= 2 && self.bytes.get(at - 2..at) == Some(b"--") {
                    state = Script::Plain;
                }
            } else if self.is_tag("</", "script") {
                if state != Script::DoubleEscaped {
                    return;
                }
                state = Script::Escaped;
            } else if state == Script::Escaped && self.is_tag("<", "script") {
                state = Script::DoubleEscaped;
            } else if state == Script::Plain && self.bytes.get(at..at + 4) == Some(b"<!--") {
                state = Script::Escaped;
            }
            self.at += 1;
        }
        self.at = self.end;
    }

    fn next_bracket(&mut self) -> Option<usize> {
        let mut from = self.at;
        loop {
            let at = memchr::memchr2(b'<', b'>', self.bytes.get(from..)?)? + from;
            match self.hole_at(at) {
                Some(hole) => from = hole.end.max(at + 1),
                None => return Some(at),
            }
        }
    }

    /// Whether `<name` or `</name` stands here, as a whole word.
    fn is_tag(&self, opening: &str, name: &str) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let Some(rest) = rest.strip_prefix(opening.as_bytes()) else { return false };
        let Some((word, rest)) = rest.split_at_checked(name.len()) else { return false };
        word.eq_ignore_ascii_case(name.as_bytes())
            && matches!(rest.first(), Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'>'))
    }
}
