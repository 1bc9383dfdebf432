//! What the user wrote under `suppressions:`: what comments that set findings aside must say. May not
//! know how such a comment is read.

/// What comments that set findings aside must say.
#[derive(Clone, Copy, Debug, Default)]
pub struct SuppressionsConfig {
    /// Whether each must say why: this switches the rule `suppression/without-reason` on or off.
    pub require_reason: Option<bool>,
}
