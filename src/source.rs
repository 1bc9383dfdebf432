//! One file as it lies on disk: its bytes, and a text whose byte offsets are those of the file.
//! The only place that reads a file; it may know nothing of front matter or markup.

use std::borrow::Cow;
use std::cell::Cell;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHasher;

/// Opens a file that is no text, to read a few bytes of it.
///
/// # Errors
/// The error of the file system.
pub fn open(on_disk: &Path) -> std::io::Result<std::fs::File> {
    std::fs::File::open(on_disk)
}

/// The bytes of a file as they are on disk, to edit them.
///
/// # Errors
/// The error of the file system.
pub fn bytes(on_disk: &Path) -> std::io::Result<Vec<u8>> {
    std::fs::read(on_disk)
}

/// The path without `.` and `..`, which are taken back by name: it need not exist, and links count for
/// nothing.
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    clean
}

/// A range of bytes in a [`Source`], from `start` up to and without `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte, counted from 0.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// A span from two byte offsets. Offsets beyond 4 GiB cannot occur: such files are not read.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The empty span at one offset.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span moved `by` bytes towards the end of the file.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

/// A place in a file as people and editors count it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Bytes from the start of the file, from 0.
    pub offset: u32,
    /// Line, from 1. A line ends with LF, CR LF or a lone CR, as in YAML, CommonMark and LSP.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values; an invalid byte counts as one.
    pub column: u32,
}

/// How the bytes of a file were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, perhaps with a byte order mark or invalid bytes.
    Utf8,
    /// A UTF-16 byte order mark stands first: nothing in the file can be read as UTF-8.
    Utf16,
}

/// A file that was read: never fails on any bytes.
#[derive(Debug)]
pub struct Source {
    path: Arc<str>,
    text: String,
    invalid: Vec<Span>,
    encoding: Encoding,
}

/// The UTF-8 byte order mark.
const BYTE_ORDER_MARK: &str = "\u{feff}";

impl Source {
    /// Reads a file from disk. `path` is how the site names it: relative to the root, with `/`.
    ///
    /// # Errors
    /// The error of the file system, or `FileTooLarge` from 4 GiB on.
    pub fn read(path: Arc<str>, on_disk: &Path) -> std::io::Result<Self> {
        let bytes = std::fs::read(on_disk)?;
        if u32::try_from(bytes.len()).is_err() {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        Ok(Self::from_bytes(path, bytes))
    }

    /// Reads a file of which only the front matter counts: the text stays empty unless the file
    /// begins with `---`.
    ///
    /// # Errors
    /// As [`Source::read`].
    pub fn read_if_headed(path: Arc<str>, on_disk: &Path) -> std::io::Result<Self> {
        let mut start = Vec::new();
        std::fs::File::open(on_disk)?.take(3).read_to_end(&mut start)?;
        if start == b"---" { Self::read(path, on_disk) } else { Ok(Self::from_bytes(path, Vec::new())) }
    }

    /// Takes bytes as they are. Bytes that are not UTF-8 are replaced one for one by `?` in the
    /// text, so that every offset stays true, and are listed in [`Source::invalid`].
    #[must_use]
    pub fn from_bytes(path: Arc<str>, bytes: Vec<u8>) -> Self {
        let encoding = match bytes.as_slice() {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Encoding::Utf16,
            _ => Encoding::Utf8,
        };
        match String::from_utf8(bytes) {
            Ok(text) => Self { path, text, invalid: Vec::new(), encoding },
            Err(error) => {
                let (text, invalid) = mask_invalid(error.into_bytes());
                Self { path, text, invalid, encoding }
            }
        }
    }

    /// The path relative to the site's root, with `/`.
    #[must_use]
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The whole text; its byte offsets are those of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A number by which the text is known again in this run.
    #[must_use]
    pub fn digest(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.text.hash(&mut hasher);
        hasher.finish()
    }

    /// How the file was read.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Runs of bytes that are not UTF-8, in order.
    #[must_use]
    pub fn invalid(&self) -> &[Span] {
        &self.invalid
    }

    /// Length in bytes of the byte order mark: 3, or 0 without one.
    #[must_use]
    pub fn bom_len(&self) -> usize {
        if self.text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 }
    }

    /// The text at a span, or `""` where the span does not fit the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// A table of the lines; built when first needed, since most files have no finding.
    #[must_use]
    pub fn lines(&self) -> Lines<'_> {
        Lines::new(&self.text)
    }
}

fn mask_invalid(mut bytes: Vec<u8>) -> (String, Vec<Span>) {
    let mut invalid: Vec<Span> = Vec::new();
    let mut from = 0;
    while let Err(error) = std::str::from_utf8(&bytes[from..]) {
        let start = from + error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |len| start + len);
        bytes[start..end].fill(b'?');
        match invalid.last_mut() {
            Some(last) if last.end as usize == start => *last = Span::new(last.start as usize, end),
            _ => invalid.push(Span::new(start, end)),
        }
        from = end;
    }
    let text = match String::from_utf8_lossy(&bytes) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    };
    (text, invalid)
}

/// The line starts of one text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<u32>,
    /// The last answer: start of its line, offset and column. Many findings on one long line are
    /// counted from it, not each from the start of the line.
    last: Cell<(usize, usize, usize)>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
        Self { text, starts, last: Cell::new((0, 0, 1)) }
    }

    /// Line and column of a byte offset; an offset inside a character counts as its start.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts[line - 1] as usize;
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let start = start.min(end);
        let column = self.column(start, end);
        self.last.set((start, end, column));
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { offset, line: narrow(line), column: narrow(column) }
    }

    /// Column of `end` in the line that starts at `start`, counted from the nearest known place.
    fn column(&self, start: usize, end: usize) -> usize {
        let count = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default().chars().count();
        let (line, known, column) = self.last.get();
        if line != start || known.abs_diff(end) > end - start {
            count(start, end) + 1
        } else if known <= end {
            column + count(known, end)
        } else {
            column.saturating_sub(count(end, known))
        }
    }

    /// The line of a byte offset, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    /// How many lines there are; an empty text has one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Byte offset at which a line starts, the first line being 1.
    #[must_use]
    pub fn start_of(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }
}
