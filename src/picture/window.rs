//! Bytes of a file by their place, of which the first ones are at hand.
//! May not read a file as a whole unless it is asked for.

use std::io::{Read, Result, Seek, SeekFrom};

/// How many bytes are read at once: headers of all formats but JPEG fit in.
const HEAD: u64 = 4096;
/// The longest stretch that is read for one question, in bytes.
const MOST: u64 = 64 << 20;

/// A file that is read in pieces.
pub(super) struct Window<R> {
    reader: R,
    len: u64,
    head: Vec<u8>,
    failure: Option<std::io::Error>,
}

impl<R: Read + Seek> Window<R> {
    pub(super) fn new(mut reader: R) -> Result<Self> {
        let mut head = Vec::new();
        reader.by_ref().take(HEAD).read_to_end(&mut head)?;
        let mut len = head.len() as u64;
        if len == HEAD {
            len = reader.seek(SeekFrom::End(0))?;
        }
        Ok(Self { reader, len, head, failure: None })
    }

    /// Length of the file in bytes.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// The first bytes.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// So many bytes at a place, if the file has them.
    pub(super) fn get<const N: usize>(&mut self, at: u64) -> Option<[u8; N]> {
        let end = at.checked_add(N as u64).filter(|end| *end <= self.len)?;
        if end <= self.head.len() as u64 {
            let at = usize::try_from(at).ok()?;
            return self.head.get(at..at + N)?.try_into().ok();
        }
        let mut bytes = [0; N];
        let read = self.reader.seek(SeekFrom::Start(at)).and_then(|_| self.reader.read_exact(&mut bytes));
        match read {
            Ok(()) => Some(bytes),
            Err(error) => {
                self.failure = Some(error);
                None
            }
        }
    }

    /// The bytes from one place to another; none where that is too much.
    pub(super) fn stretch(&mut self, from: u64, to: u64) -> Option<Vec<u8>> {
        let length = to.min(self.len).checked_sub(from).filter(|length| *length <= MOST)?;
        let mut bytes = Vec::new();
        let read = self
            .reader
            .seek(SeekFrom::Start(from))
            .and_then(|_| self.reader.by_ref().take(length).read_to_end(&mut bytes));
        match read {
            Ok(_) => Some(bytes),
            Err(error) => {
                self.failure = Some(error);
                None
            }
        }
    }

    /// The last bytes, so many at most.
    pub(super) fn tail(&mut self, most: u64) -> Option<Vec<u8>> {
        self.stretch(self.len.saturating_sub(most), self.len)
    }

    /// The error of the reader, if there was one: then nothing that was said holds.
    pub(super) fn finish(self) -> Result<()> {
        self.failure.map_or(Ok(()), Err)
    }
}
