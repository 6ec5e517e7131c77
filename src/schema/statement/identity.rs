//! Which object something is, where SQLAlchemy compares by `is` or `id()`.

use std::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(SINGLETONS);

/// How many identities are taken by objects there is one of.
const SINGLETONS: u64 = 3;

/// The identity of an expression or of an object behind FROM.
///
/// Numbers are never used twice, unlike Python's addresses; nothing that is written depends on which
/// number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity(u64);

impl Identity {
    /// That of `null()`, of which there is one.
    pub const NULL: Self = Self(0);
    /// That of `true()`.
    pub const TRUE: Self = Self(1);
    /// That of `false()`.
    pub const FALSE: Self = Self(2);

    /// A fresh one.
    pub fn new() -> Self {
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }

    /// A fresh one, and `followers` more behind it, which [`Self::follower`] gives.
    pub fn with_followers(followers: usize) -> Self {
        Self(NEXT.fetch_add(1 + followers as u64, Ordering::Relaxed))
    }

    /// The follower at `index`, counted from zero.
    #[must_use]
    pub fn follower(self, index: usize) -> Self {
        Self(self.0 + 1 + index as u64)
    }
}

impl Default for Identity {
    fn default() -> Self {
        Self::new()
    }
}
