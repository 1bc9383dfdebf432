//! Which lines of two texts differ. Lines that stand once in both hold the texts together, and what is
//! between them is compared exactly where that is cheap: the time is near to linear on any bytes.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Lines of the old text, and those that stand in their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// How many lines may differ for the shortest change to be looked for.
const MOST: usize = 256;

/// The lines of a text with their ends.
pub(super) fn split(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

/// What differs, in order; no two blocks touch.
pub(super) fn blocks(a: &[&[u8]], b: &[&[u8]]) -> Vec<Block> {
    let mut numbers = FxHashMap::default();
    let (start, end) = common(a, b);
    let old = numbered(&a[start..a.len() - end], &mut numbers);
    let new = numbered(&b[start..b.len() - end], &mut numbers);
    let mut pairs = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (i, j) in anchors(&old, &new, numbers.len()).into_iter().chain([(old.len(), new.len())]) {
        compare(&old[x..i], &new[y..j], (x, y), &mut pairs);
        pairs.push((i, j));
        (x, y) = (i + 1, j + 1);
    }
    between(&pairs, start)
}

/// The same number for the same line.
fn numbered<'l>(lines: &[&'l [u8]], numbers: &mut FxHashMap<&'l [u8], u32>) -> Vec<u32> {
    let mut number = |line: &'l [u8]| {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(line).or_insert(next)
    };
    lines.iter().map(|line| number(line)).collect()
}

/// How many lines two texts share at their start, and at their end.
fn common<T: PartialEq>(a: &[T], b: &[T]) -> (usize, usize) {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (start, end)
}

/// What lies between lines that are equal. The last pair stands behind both texts.
fn between(pairs: &[(usize, usize)], shift: usize) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut x, mut y) = (0, 0);
    for (i, j) in pairs {
        if *i > x || *j > y {
            blocks.push(Block { old: x + shift..i + shift, new: y + shift..j + shift });
        }
        (x, y) = (i + 1, j + 1);
    }
    blocks
}

/// Pairs of lines that stand once in each text: the longest chain of them in the order of both.
fn anchors(a: &[u32], b: &[u32], numbers: usize) -> Vec<(usize, usize)> {
    let mut places = vec![(0_u8, 0_usize, 0_u8, 0_usize); numbers];
    for (at, line) in a.iter().enumerate() {
        let place = &mut places[*line as usize];
        (place.0, place.1) = (place.0.saturating_add(1), at);
    }
    for (at, line) in b.iter().enumerate() {
        let place = &mut places[*line as usize];
        (place.2, place.3) = (place.2.saturating_add(1), at);
    }
    let once = a.iter().map(|line| places[*line as usize]).filter(|place| place.0 == 1 && place.2 == 1);
    let pairs: Vec<(usize, usize)> = once.map(|place| (place.1, place.3)).collect();
    // Patience sorting: the last pair of the best chain of each length, and what stands before each pair.
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = tops.partition_point(|top| pairs[*top].1 < pair.1);
        before.push(length.checked_sub(1).map(|last| tops[last]));
        if length == tops.len() { tops.push(at) } else { tops[length] = at }
    }
    let mut chain = Vec::with_capacity(tops.len());
    let mut at = tops.last().copied();
    while let Some(pair) = at {
        chain.push(pairs[pair]);
        at = before[pair];
    }
    chain.reverse();
    chain
}

/// Adds the pairs of equal lines in two pieces that begin at `from`: those of the shortest change where
/// few lines differ (Myers, "An O(ND) Difference Algorithm", 1986), else those at both ends alone.
fn compare(a: &[u32], b: &[u32], from: (usize, usize), pairs: &mut Vec<(usize, usize)>) {
    let (start, end) = common(a, b);
    pairs.extend((0..start).map(|at| (from.0 + at, from.1 + at)));
    let (old, new) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    if !old.is_empty() && !new.is_empty() {
        let first = pairs.len();
        shortest(old, new, |i, j| pairs.push((from.0 + start + i, from.1 + start + j)));
        pairs[first..].reverse();
    }
    let (x, y) = (from.0 + a.len() - end, from.1 + b.len() - end);
    pairs.extend((0..end).map(|at| (x + at, y + at)));
}

/// Gives the pairs of equal lines from the last to the first.
fn shortest(a: &[u32], b: &[u32], mut pair: impl FnMut(usize, usize)) {
    // For each number of changes, how far each diagonal reaches; `reach[k + d]` is that of diagonal k.
    let mut reaches: Vec<Vec<usize>> = Vec::new();
    for d in 0..=MOST.min(a.len() + b.len()) {
        let mut reach = vec![0; 2 * d + 1];
        for k in (0..=2 * d).step_by(2) {
            let mut x = reaches.last().map_or(0, |last| step(last, d, k).0);
            let mut y = (x + d).wrapping_sub(k);
            while x < a.len() && a.get(x) == b.get(y) {
                (x, y) = (x + 1, y + 1);
            }
            reach[k] = x;
            if (x, y) == (a.len(), b.len()) {
                reaches.push(reach);
                return back(&reaches, (x, y), &mut pair);
            }
        }
        reaches.push(reach);
    }
}

/// From where diagonal `k` of `d` changes is best reached: how far, and from which diagonal.
fn step(last: &[usize], d: usize, k: usize) -> (usize, usize) {
    // Diagonal k of this row is k - 1 of the last one; its neighbours are k - 2 and k there.
    let left = k.checked_sub(2).and_then(|at| last.get(at)).copied();
    let right = last.get(k).copied();
    debug_assert!(d > 0);
    match (left, right) {
        (Some(left), Some(right)) if left < right => (right, k),
        (Some(left), _) => (left + 1, k.saturating_sub(2)),
        (None, right) => (right.unwrap_or_default(), k),
    }
}

fn back(reaches: &[Vec<usize>], end: (usize, usize), pair: &mut impl FnMut(usize, usize)) {
    let (mut x, mut y) = end;
    for d in (1..reaches.len()).rev() {
        let k = (x + d).wrapping_sub(y);
        let (start, from) = step(&reaches[d - 1], d, k);
        let start_y = (start + d).wrapping_sub(k);
        while x > start {
            (x, y) = (x - 1, y - 1);
            pair(x, y);
        }
        debug_assert_eq!(y, start_y);
        x = reaches[d - 1][from];
        y = (x + d - 1).wrapping_sub(from);
    }
    while x > 0 {
        x -= 1;
        pair(x, x);
    }
}
