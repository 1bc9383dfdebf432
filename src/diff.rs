//! Unified diffs that `git apply` takes, of bytes and not of text: line ends, a missing final newline,
//! invalid UTF-8 and any name stay as they are. May not read files or decide what changes.

mod lines;

use std::io::{self, Write};
use std::ops::Range;

use lines::{Block, split};

/// How many unchanged lines stand around what changed.
const CONTEXT: usize = 3;

/// A file before or after a change.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its path as the diff names it, with `/`; any bytes.
    pub path: &'a [u8],
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What becomes of one file.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// How it was; `None` for a new file.
    pub old: Option<Side<'a>>,
    /// How it is to be; `None` for one that is taken away.
    pub new: Option<Side<'a>>,
}

impl<'a> Change<'a> {
    /// Other bytes for a file that stays where it is.
    #[must_use]
    pub fn edited(path: &'a [u8], old: &'a [u8], new: &'a [u8]) -> Self {
        Self { old: Some(Side { path, bytes: old }), new: Some(Side { path, bytes: new }) }
    }
}

/// Writes the diff of one file: nothing where nothing changes.
///
/// # Errors
/// The error of the writer.
pub fn write(out: &mut dyn Write, change: &Change<'_>) -> io::Result<()> {
    let Some(any) = change.old.or(change.new) else { return Ok(()) };
    let (old, new) = (change.old.unwrap_or(any), change.new.unwrap_or(any));
    let is_moved = old.path != new.path;
    let (is_new, is_gone) = (change.old.is_none(), change.new.is_none());
    if !is_new && !is_gone && !is_moved && old.bytes == new.bytes {
        return Ok(());
    }
    writeln_bytes(out, &[b"diff --git ", &name(b"a/", old.path), b" ", &name(b"b/", new.path)])?;
    if is_new {
        out.write_all(b"new file mode 100644\n")?;
    } else if is_gone {
        out.write_all(b"deleted file mode 100644\n")?;
    } else if is_moved {
        writeln_bytes(out, &[b"rename from ", &name(b"", old.path)])?;
        writeln_bytes(out, &[b"rename to ", &name(b"", new.path)])?;
    }
    let before = if is_new { &[][..] } else { old.bytes };
    let after = if is_gone { &[][..] } else { new.bytes };
    let (a, b) = (split(before), split(after));
    let blocks = lines::blocks(&a, &b);
    if blocks.is_empty() {
        return Ok(());
    }
    let from = if is_new { b"/dev/null".to_vec() } else { marked(name(b"a/", old.path)) };
    let to = if is_gone { b"/dev/null".to_vec() } else { marked(name(b"b/", new.path)) };
    writeln_bytes(out, &[b"--- ", &from])?;
    writeln_bytes(out, &[b"+++ ", &to])?;
    for hunk in hunks(&blocks) {
        write_hunk(out, &a, &b, hunk)?;
    }
    Ok(())
}

/// Blocks so near to each other that their context meets.
fn hunks(blocks: &[Block]) -> impl Iterator<Item = &[Block]> {
    blocks.chunk_by(|one, next| next.old.start - one.old.end <= 2 * CONTEXT)
}

fn write_hunk(out: &mut dyn Write, a: &[&[u8]], b: &[&[u8]], blocks: &[Block]) -> io::Result<()> {
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return Ok(()) };
    let before = first.old.start.min(CONTEXT);
    let after = (a.len() - last.old.end).min(CONTEXT);
    let old = first.old.start - before..last.old.end + after;
    let new = first.new.start - before..last.new.end + after;
    writeln!(out, "@@ -{} +{} @@", counted(&old), counted(&new))?;
    let mut at = old.start;
    for block in blocks {
        put(out, b' ', a.get(at..block.old.start))?;
        put(out, b'-', a.get(block.old.clone()))?;
        put(out, b'+', b.get(block.new.clone()))?;
        at = block.old.end;
    }
    put(out, b' ', a.get(at..old.end))
}

/// A range as `@@` lines count: from 1, but the line before where there is none.
fn counted(range: &Range<usize>) -> String {
    match range.len() {
        0 => format!("{},0", range.start),
        1 => (range.start + 1).to_string(),
        many => format!("{},{many}", range.start + 1),
    }
}

fn put(out: &mut dyn Write, mark: u8, lines: Option<&[&[u8]]>) -> io::Result<()> {
    for line in lines.unwrap_or_default() {
        out.write_all(&[mark])?;
        out.write_all(line)?;
        if !line.ends_with(b"\n") {
            out.write_all(b"\n\\ No newline at end of file\n")?;
        }
    }
    Ok(())
}

fn writeln_bytes(out: &mut dyn Write, parts: &[&[u8]]) -> io::Result<()> {
    for part in parts {
        out.write_all(part)?;
    }
    out.write_all(b"\n")
}

/// A path as git writes it: in quotes with C escapes where a character needs them (`quote.c`,
/// `quote_c_style`).
fn name(prefix: &[u8], path: &[u8]) -> Vec<u8> {
    let is_plain = |byte: &u8| (b' '..0x7f).contains(byte) && !matches!(byte, b'"' | b'\\');
    if path.iter().all(is_plain) {
        return [prefix, path].concat();
    }
    let mut quoted = [b"\"", prefix].concat();
    for byte in path {
        match byte {
            b'"' | b'\\' => quoted.extend([b'\\', *byte]),
            b'\t' => quoted.extend(b"\\t"),
            b'\n' => quoted.extend(b"\\n"),
            b'\r' => quoted.extend(b"\\r"),
            byte if is_plain(byte) => quoted.push(*byte),
            byte => quoted.extend(format!("\\{byte:03o}").bytes()),
        }
    }
    quoted.push(b'"');
    quoted
}

/// A name with blanks ends with a tab in the two lines that old tools read, as git writes it.
fn marked(mut name: Vec<u8>) -> Vec<u8> {
    if name.contains(&b' ') && !name.starts_with(b"\"") {
        name.push(b'\t');
    }
    name
}
