//! From an order to a plan: the steps in their order. May not decide anything by itself.

use super::work::Work;
use super::world::World;
use super::{Change, Ground, MoveError, Order, Plan, follow, mentions, redirects, sheets, tags, verify};

/// Plans what an order takes.
///
/// # Errors
/// Where a file that is to be changed cannot be read.
pub fn plan(ground: &Ground<'_>, order: &Order, with_redirects: bool) -> Result<Plan, MoveError> {
    let mut work = Work::new(ground, order);
    follow::references(&mut work);
    tags::names(&mut work);
    sheets::follow(&mut work);
    mentions::follow(&mut work);
    let rewritten = follow::count(&work.edits, &order.edits);
    let redirects = if with_redirects { redirects::add(&mut work) } else { 0 };
    let new = World::see(&ground.after(order, &work.edits), ground.generator(&work.edits).as_ref());
    verify::publication(&mut work, &new);
    verify::references(&mut work, &new);
    let mut paths: Vec<&str> = order.moves.keys().map(String::as_str).chain(work.edits.paths()).collect();
    paths.sort_unstable();
    paths.dedup();
    let changes = paths.into_iter().map(|path| {
        let before = ground.bytes(path);
        let before = before.map_err(|error| MoveError::Words(format!("cannot read {path}: {error}")))?;
        let after = work.edits.apply(path, &before);
        Ok(Change { old: path.to_owned(), new: order.after(path).to_owned(), before, after })
    });
    let changes = changes.collect::<Result<Vec<Change>, MoveError>>()?;
    work.blocked.sort();
    work.blocked.dedup();
    Ok(Plan { changes, blocked: work.blocked, notes: work.notes, rewritten, redirects, edits: work.edits })
}
