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

    /// Where `destination` leads from the rows `current`; nothing for base.
    pub fn upgrade_destinations(
        &self,
        destination: &str,
        current: &[RevisionId],
    ) -> Result<Vec<Position>, ScriptError> {
        self.parse_upgrade_target(
            Selector::Rows(current),
            Selector::Symbol(destination),
            Overwalk::Refused,
        )
        .map_err(|fact| ErrorContext::default().tell(fact))
    }

    /// The changes that make the rows `current` those of `destinations`; no destination is base.
    ///
    /// Alembic lets each destination replace every row that is related to any of them, or to the
    /// branch it is named with, and so loses rows of other branches; here each replaces only its
    /// own ancestors and descendants, and one that is named twice counts once.
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
            .and_then(|positions| definite(&positions, rows))
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
        let mut positions = Vec::new();
        for destination in destinations {
            let named = self.get_revisions(destination);
            positions.extend(named.map_err(|fact| plain.tell(fact))?);
        }
        let mut targets = Vec::new();
        for position in positions {
            let target = match position {
                Position::Revision(index) => Some(index),
                Position::Nowhere => None,
                Position::Base => {
                    return Err(plain.tell(RevisionError::Assertion(format!(
                        "'{}' leads to the base, where there is no revision",
                        destinations.join(" ")
                    ))));
                }
            };
            if !targets.contains(&target) {
                targets.push(target);
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
                Some(target) => steps.extend(self.stamp_step(*target, &related)?),
            }
        }
        Ok(steps)
    }

    fn stamp_step(
        &self,
        target: RevisionIndex,
        rows: &[RevisionIndex],
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
            .filter(|row| descendants.contains(*row) || ancestors.contains(*row))
            .collect();
        Ok(Some(StampStep {
            from: self.ids(&replaced),
            to: vec![self.id(target).clone()],
            direction,
            branch_move: BranchMove::No,
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::{BranchMove, StampDirection};
    use crate::script::ExitBehaviour;
    use crate::script::fixture::random::{self, closed, rows_of};
    use crate::script::fixture::{SHOP, map, rows, spelled};
    use crate::script::{RevisionId, RevisionMap};

    const MULTIPLE: &str = "Multiple head revisions are present for given argument 'head'; please \
                            specify a specific target revision, '<branchname>@head' to narrow to \
                            a specific head, or 'heads' for all heads";

    fn upgrade(map: &RevisionMap, target: &str, current: &str) -> Result<String, String> {
        match map.upgrade_steps(target, &rows(current)) {
            Ok(steps) => Ok(spelled(map, &steps)),
            Err(error) if error.exit_behaviour() == ExitBehaviour::Command => {
                Err(error.to_string())
            }
            Err(_) => Err("assertion".to_owned()),
        }
    }

    /// Expected values are those of Alembic 1.20.1.
    #[test]
    fn upgrades_run_what_alembic_runs() {
        let map = map(SHOP);
        for (target, current, expected) in [
            (
                "heads",
                "",
                "aaaa1111 aaaa2222 dddd1111 bbbb1111 bbbb3333 bbbb2222 eeee1111 eeee2222 cccc1111",
            ),
            (
                "core@head",
                "",
                "aaaa1111 bbbb1111 bbbb3333 bbbb2222 cccc1111",
            ),
            ("billing@head", "aaaa1111", "aaaa2222 dddd1111"),
            (
                "plug@head",
                "",
                "aaaa1111 aaaa2222 dddd1111 bbbb1111 bbbb2222 eeee1111 eeee2222",
            ),
            (
                "plug@head",
                "cccc1111",
                "aaaa2222 dddd1111 eeee1111 eeee2222",
            ),
            ("cccc", "bbbb2222", "bbbb3333 cccc1111"),
            ("core@+1", "aaaa1111", "bbbb1111"),
            ("billing@+1", "cccc1111", "aaaa2222"),
            ("plug@+1", "", "aaaa1111 bbbb1111 bbbb2222 eeee1111"),
            ("bbbb2222-1", "", "aaaa1111 bbbb1111"),
            ("dddd1111-2", "", "aaaa1111"),
            ("base", "cccc1111", ""),
            ("aaaa1111", "cccc1111", ""),
            ("bill", "", "aaaa1111 aaaa2222 dddd1111"),
            ("eeee2222", "dddd1111 bbbb2222", "eeee1111 eeee2222"),
            ("heads", "eeee2222", "bbbb3333 cccc1111"),
        ] {
            assert_eq!(
                upgrade(&map, target, current).as_deref(),
                Ok(expected),
                "{target} from {current:?}"
            );
        }
    }

    /// Expected values are those of Alembic 1.20.1, "assertion" where it dies of one.
    #[test]
    fn upgrades_fail_as_alembic_fails() {
        let map = map(SHOP);
        for (target, current, expected) in [
            ("head", "", MULTIPLE),
            ("+1", "", "Ambiguous walk"),
            ("+2", "bbbb1111", "Ambiguous walk"),
            (
                "+1",
                "aaaa2222 bbbb1111",
                "Ambiguous upgrade from multiple current revisions",
            ),
            ("cccc1111-1", "", "Ambiguous walk"),
            ("dddd1111-3", "", "assertion"),
            ("dddd1111-4", "", "assertion"),
            ("", "", "assertion"),
            (
                "-1",
                "cccc1111",
                "Relative revision -1 didn't produce 1 migrations",
            ),
            (
                "+5",
                "aaaa2222",
                "Relative revision +5 didn't produce 5 migrations",
            ),
            ("bbbb", "", "Can't locate revision identified by 'bbbb'"),
            (
                "nope@head",
                "",
                "Can't locate revision identified by 'nope'",
            ),
            (
                "core@dddd1111",
                "",
                "Can't locate revision identified by 'dddd1111'",
            ),
            (
                "heads",
                "aaaa1111 cccc1111",
                "Requested revision cccc1111 overlaps with other requested revisions aaaa1111",
            ),
            (
                "heads",
                "ghost",
                "Can't locate revision identified by 'ghost'",
            ),
        ] {
            assert_eq!(
                upgrade(&map, target, current),
                Err(expected.to_owned()),
                "{target} from {current:?}"
            );
        }
    }

    fn stamp(map: &RevisionMap, destination: &str, current: &str) -> Result<String, String> {
        let destinations = [destination.to_owned()];
        let steps = map
            .stamp_steps(&destinations, &rows(current))
            .map_err(|error| error.to_string())?;
        let spelled: Vec<String> = steps
            .iter()
            .map(|step| {
                let direction = match step.direction {
                    StampDirection::Up => "up",
                    StampDirection::Down => "down",
                };
                let branch = match step.branch_move {
                    BranchMove::Yes => " branch",
                    BranchMove::No => "",
                };
                format!("{:?}->{:?} {direction}{branch}", step.from, step.to).replace('"', "")
            })
            .collect();
        Ok(spelled.join("; "))
    }

    /// Expected values are those of Alembic 1.20.1.
    #[test]
    fn stamps_move_rows_as_alembic_moves_them() {
        let map = map(SHOP);
        for (destination, current, expected) in [
            (
                "heads",
                "",
                Ok("[]->[cccc1111] up branch; []->[eeee2222] up branch"),
            ),
            ("cccc1111", "aaaa1111", Ok("[aaaa1111]->[cccc1111] up")),
            (
                "base",
                "cccc1111 dddd1111",
                Ok("[cccc1111]->[] down branch; [dddd1111]->[] down branch"),
            ),
            (
                "aaaa1111",
                "cccc1111 dddd1111",
                Ok("[cccc1111, dddd1111]->[aaaa1111] down"),
            ),
            ("cccc1111", "cccc1111", Ok("")),
            ("billing@head", "cccc1111", Ok("[]->[dddd1111] up branch")),
            (
                "head",
                "",
                Err("Multiple heads are present; please specify a single target revision"),
            ),
            ("+1", "", Err("Can't locate revision identified by '+1'")),
        ] {
            assert_eq!(
                stamp(&map, destination, current),
                expected.map(str::to_owned).map_err(str::to_owned),
                "{destination} from {current:?}"
            );
        }
    }

    /// Alembic would replace both rows by each head in turn, and lose one.
    #[test]
    fn stamping_all_heads_keeps_every_branch() {
        let map = map("a: \n b1: a \n c1: b1 \n b2: a");
        assert_eq!(
            stamp(&map, "heads", "b1 b2").as_deref(),
            Ok("[b1]->[c1] up")
        );
    }

    proptest! {
        /// The steps are what the target needs and the database has not, each of them once and
        /// behind its parents and dependencies.
        #[test]
        fn steps_are_what_is_missing_in_order(
            revisions in random::graph(),
            applied in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            target in any::<prop::sample::Index>(),
        ) {
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let indices: Vec<_> = map.indices().collect();
            let mut done = closed(&map, applied.iter().map(|choice| *choice.get(&indices)));
            let target = *target.get(&indices);
            let missing: HashSet<_> = closed(&map, [target]).difference(&done).copied().collect();
            let steps = map
                .upgrade_steps(map.id(target).as_str(), &rows_of(&map, &done))
                .expect("a revision is a destination");
            prop_assert_eq!(&steps.iter().copied().collect::<HashSet<_>>(), &missing);
            for step in steps {
                for parent in map.all_down_revisions(step) {
                    prop_assert!(done.contains(&parent));
                }
                prop_assert!(done.insert(step));
            }
        }

        /// A stamp leaves what was asked for, and of the other rows those that have nothing to do
        /// with it.
        #[test]
        fn stamps_replace_only_what_is_related(
            revisions in random::graph(),
            applied in prop::collection::vec(any::<prop::sample::Index>(), 0..4),
            target in any::<prop::sample::Index>(),
        ) {
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let indices: Vec<_> = map.indices().collect();
            let target = *target.get(&indices);
            let id = map.id(target);
            let rows = rows_of(&map, &closed(&map, applied.iter().map(|one| *one.get(&indices))));
            let below = closed(&map, [target]);
            let (related, other): (Vec<RevisionId>, Vec<RevisionId>) =
                rows.iter().cloned().partition(|row| {
                    let row = map.find(row.as_str()).expect("rows are revisions");
                    below.contains(&row) || closed(&map, [row]).contains(&target)
                });
            let below_and_above = related.len() > 1
                && related.iter().any(|row| {
                    below.contains(&map.find(row.as_str()).expect("rows are revisions"))
                });
            prop_assume!(!below_and_above);
            let steps = map
                .stamp_steps(&[id.to_string()], &rows)
                .expect("a revision is a destination");
            if related.contains(id) {
                prop_assert!(steps.is_empty());
            } else {
                prop_assert_eq!(steps.len(), 1);
                prop_assert_eq!(&steps[0].from, &related);
                prop_assert_eq!(steps[0].to.as_slice(), std::slice::from_ref(id));
                prop_assert!(!other.iter().any(|row| steps[0].from.contains(row)));
            }
        }
    }
}
