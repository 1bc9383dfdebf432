//! Searches that failed are not made again, so that hostile input costs no more than its length.

/// Remembers the stretch in which something was sought in vain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Miss {
    from: usize,
    limit: usize,
}

impl Miss {
    pub(super) fn new(from: usize, limit: usize) -> Self {
        Self { from, limit }
    }

    /// Whether a search of `from..limit` lies within one that failed.
    pub(super) fn covers(self, from: usize, limit: usize) -> bool {
        self.from <= from && limit <= self.limit
    }

    /// Runs a search unless it is known to fail; `find` gets the stretch and returns an offset in it.
    pub(super) fn find(
        &mut self,
        bytes: &[u8],
        from: usize,
        limit: usize,
        find: impl FnOnce(&[u8]) -> Option<usize>,
    ) -> Option<usize> {
        if self.covers(from, limit) {
            return None;
        }
        let found = find(bytes.get(from..limit)?);
        if found.is_none() {
            *self = Self { from, limit };
        }
        found.map(|at| from + at)
    }
}

/// The end of kramdown's braces: the next `}` that no backslash escapes (`ALD_ANY_CHARS`, extensions.rb).
/// At least one byte must stand before it.
pub(super) fn closing_brace(miss: &mut Miss, bytes: &[u8], from: usize, limit: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let found = miss.find(bytes, at, limit, |rest| memchr::memchr(b'}', rest))?;
        if found > from && bytes.get(found - 1) != Some(&b'\\') {
            return Some(found);
        }
        if found == from {
            return None;
        }
        at = found + 1;
    }
}
