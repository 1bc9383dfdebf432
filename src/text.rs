//! Small questions about words that several stages ask. May not know of files or rules.

/// The candidate most like a name, if any is like it: "did you mean".
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let scored = candidates.into_iter().map(|one| (strsim::damerau_levenshtein(name, one), one));
    let (distance, near) = scored.min()?;
    (distance <= name.chars().count().max(3) / 3).then_some(near)
}
