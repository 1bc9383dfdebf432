//! Fingerprints of findings: the same for the same finding in the next run, whatever lines came
//! before it in the meantime. May use no hash whose function can change with a dependency.

use std::collections::HashMap;

use crate::fingerprint::Fnv;

/// Makes fingerprints, and counts equal ones.
#[derive(Debug, Default)]
pub(crate) struct Fingerprints {
    seen: HashMap<u64, u32>,
}

impl Fingerprints {
    /// The fingerprint of the next finding of a rule in a file, on a text: a hash of the three,
    /// with blanks made equal, and how often it came before.
    pub(crate) fn next(&mut self, rule: &str, path: &str, text: &str) -> String {
        let mut hash = Fnv::default();
        hash.write(rule.as_bytes());
        hash.write(b"\0");
        hash.write(path.as_bytes());
        for word in text.split_whitespace() {
            hash.write(b"\0");
            hash.write(word.as_bytes());
        }
        let count = self.seen.entry(hash.0).or_default();
        *count += 1;
        format!("{:016x}:{count}", hash.0)
    }
}
