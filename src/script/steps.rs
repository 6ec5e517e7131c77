//! What has to be done to come from one state of the version table to another:
//! `ScriptDirectory._upgrade_revs` and `_stamp_revs`.

use super::error::{ErrorContext, RevisionError, ScriptError};
use super::map::{Lineage, RevisionIndex, RevisionMap};
use super::resolve::{Position, Selector};
use super::revision::RevisionId;
use super::traversal::{ImplicitBase, LowerEnd, Overwalk, definite};

/// Which way a stamp moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampDirection {
    /// To descendants, or to a branch that has no row yet.
    Up,
    /// To ancestors, or to base.
    Down,
}

/// Whether a stamp moves along a branch or begins or ends one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BranchMove {
    /// A row appears or disappears.
    Yes,
    /// Rows are replaced.
    No,
}

/// One change of the version table by `stamp` (`alembic.runtime.migration.StampStep`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampStep {
    /// The rows it starts from.
    pub from: Vec<RevisionId>,
    /// The rows it leads to.
    pub to: Vec<RevisionId>,
    /// Which way it goes.
    pub direction: StampDirection,
    /// Whether a branch begins or ends with it.
    pub branch_move: BranchMove,
}

impl RevisionMap {
    /// The revisions to apply, in order, to bring a database with the rows `current` to
    /// `destination`; none where it is there already or further.
    pub fn upgrade_steps(
        &self,
        destination: &str,
        current: &[RevisionId],
    ) -> Result<Vec<RevisionIndex>, ScriptError> {
        let context = ErrorContext {
            ancestor: Some("Destination {end} is not a valid upgrade target from current head(s)"),
            end: Some(destination.to_owned()),
            ..ErrorContext::default()
        };
        let mut steps = self
            .iterate_revisions(
                Selector::Symbol(destination),
                Selector::Rows(current),
                ImplicitBase::Yes,
                LowerEnd::Excluded,
                Overwalk::Refused,
            )
            .map_err(|fact| context.tell(fact))?;
        steps.reverse();
        Ok(steps)
    }

    /// The changes that make the rows `current` those of `destinations`; no destination is base.
    ///
    /// With several destinations (`heads`, or several identifiers) Alembic lets each of them
    /// replace every row related to any of them, and so loses rows of other branches; here each
    /// replaces only its own ancestors and descendants.
    pub fn stamp_steps(
        &self,
        destinations: &[String],
        current: &[RevisionId],
    ) -> Result<Vec<StampStep>, ScriptError> {
        let plain = ErrorContext::default();
        let context = ErrorContext {
            multiple_heads: Some(
                "Multiple heads are present; please specify a single target revision",
            ),
            ..ErrorContext::default()
        };
        let rows = Selector::Rows(current);
        let heads = self
            .get_revisions_of(rows)
            .and_then(|positions| definite(positions, rows))
            .map_err(|fact| plain.tell(fact))?;
        let base = ["base".to_owned()];
        let destinations = if destinations.is_empty() {
            &base
        } else {
            destinations
        };
        let mut related: Vec<RevisionIndex> = Vec::new();
        for destination in destinations.iter().filter(|text| !text.is_empty()) {
            let heads = self
                .filter_for_lineage(&heads, destination, Lineage::WithDependencies)
                .map_err(|fact| context.tell(fact))?;
            for head in heads {
                if !related.contains(&head) {
                    related.push(head);
                }
            }
        }
        let mut targets = Vec::new();
        for destination in destinations {
            let positions = self
                .get_revisions(destination)
                .map_err(|fact| plain.tell(fact))?;
            for position in positions {
                targets.push(match position {
                    Position::Revision(index) => Some(index),
                    Position::Nowhere => None,
                    Position::Base => {
                        return Err(plain.tell(RevisionError::Assertion(format!(
                            "'{destination}' leads to the base, where there is no revision"
                        ))));
                    }
                });
            }
        }
        if targets.is_empty() {
            targets.push(None);
        }
        let mut steps = Vec::new();
        for target in &targets {
            match target {
                None => steps.extend(related.iter().map(|head| StampStep {
                    from: vec![self.id(*head).clone()],
                    to: Vec::new(),
                    direction: StampDirection::Down,
                    branch_move: BranchMove::Yes,
                })),
                Some(target) => steps.extend(self.stamp_step(*target, &related, &targets)?),
            }
        }
        Ok(steps)
    }

    fn stamp_step(
        &self,
        target: RevisionIndex,
        rows: &[RevisionIndex],
        targets: &[Option<RevisionIndex>],
    ) -> Result<Option<StampStep>, ScriptError> {
        if rows.contains(&target) {
            return Ok(None);
        }
        let descendants = self.descendants(&[target], Lineage::WithDependencies);
        let ancestors = self.ancestors(&[target], Lineage::WithDependencies);
        let above = rows.iter().any(|row| descendants.contains(*row));
        let below = rows.iter().any(|row| ancestors.contains(*row));
        let direction = match (above, below) {
            (true, true) => {
                let fact = RevisionError::Assertion(format!(
                    "The version table holds ancestors and descendants of {} at once",
                    self.id(target)
                ));
                return Err(ErrorContext::default().tell(fact));
            }
            (true, false) => StampDirection::Down,
            (false, true) => StampDirection::Up,
            (false, false) => {
                return Ok(Some(StampStep {
                    from: Vec::new(),
                    to: vec![self.id(target).clone()],
                    direction: StampDirection::Up,
                    branch_move: BranchMove::Yes,
                }));
            }
        };
        let replaced: Vec<RevisionIndex> = rows
            .iter()
            .copied()
            .filter(|row| {
                targets.len() == 1 || descendants.contains(*row) || ancestors.contains(*row)
            })
            .collect();
        Ok(Some(StampStep {
            from: self.ids(&replaced),
            to: vec![self.id(target).clone()],
            direction,
            branch_move: BranchMove::No,
        }))
    }
}
