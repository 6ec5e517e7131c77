//! How long each table stays locked: from the statement that takes the lock to the COMMIT.

use crate::safety::{Hold, LockMode, TransactionKind, TransactionRecord};

/// The longest time one relation is held in one transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LongestHold<'a> {
    /// The lock.
    pub hold: &'a Hold,
    /// The transaction that holds it.
    pub transaction: &'a TransactionRecord,
}

/// For each relation that was there before the plan and that others wait for: its strongest lock,
/// where that is held longest; the strongest and longest first.
pub fn longest_holds(transactions: &[TransactionRecord]) -> Vec<LongestHold<'_>> {
    let mut longest: Vec<LongestHold<'_>> = Vec::new();
    let weight = |hold: &Hold| (hold.mode, hold.rewrites, hold.scans, hold.statements);
    for transaction in transactions {
        if transaction.kind == TransactionKind::Autocommit {
            continue;
        }
        for hold in &transaction.holds {
            if hold.is_new || hold.mode < LockMode::Share {
                continue;
            }
            let candidate = LongestHold { hold, transaction };
            match longest
                .iter_mut()
                .find(|known| known.hold.relation == hold.relation)
            {
                Some(known) if weight(known.hold) >= weight(hold) => {}
                Some(known) => *known = candidate,
                None => longest.push(candidate),
            }
        }
    }
    longest.sort_by(|one, other| {
        weight(other.hold)
            .cmp(&weight(one.hold))
            .then_with(|| one.hold.relation.cmp(&other.hold.relation))
    });
    longest
}
