//! Findings drawn in parallel, in parts, and written in order. May not know a format.

use std::fmt;
use std::io::{self, Write};

use rayon::prelude::*;

use crate::finding::Finding;

/// Findings drawn by one thread at a time, and how many such parts wait to be written.
const PART: usize = 128;
const PARTS: usize = 32;

/// Writes what `draw` makes of each part of the findings, in their order.
pub(crate) fn write(
    out: &mut dyn Write,
    findings: &[Finding],
    draw: impl Fn(&[Finding]) -> Result<String, fmt::Error> + Sync,
) -> io::Result<()> {
    for waiting in findings.chunks(PART * PARTS) {
        let drawn: Result<Vec<String>, fmt::Error> = waiting.par_chunks(PART).map(&draw).collect();
        for text in drawn.map_err(|_| io::ErrorKind::Other)? {
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}
