//! Walks over the graph: ancestors, descendants, and the revisions between two states.
//!
//! Mirrors `RevisionMap.iterate_revisions` and what it collects. Nothing here recurses: a chain of
//! a hundred thousand revisions needs no deeper stack than one of three.

use super::error::RevisionError;
use super::map::{Lineage, RevisionIndex, RevisionMap};
use super::resolve::{Position, Selector};
use super::revision::RevisionId;

/// A set of revisions of one map.
#[derive(Debug, Clone)]
pub struct RevisionSet {
    members: Vec<bool>,
}

impl RevisionSet {
    /// An empty set for a map of `count` revisions.
    pub fn new(count: usize) -> Self {
        Self {
            members: vec![false; count],
        }
    }

    /// Adds a revision; false where it was a member already.
    pub fn insert(&mut self, index: RevisionIndex) -> bool {
        !std::mem::replace(&mut self.members[index.index()], true)
    }

    /// Takes a revision out.
    pub fn remove(&mut self, index: RevisionIndex) {
        self.members[index.index()] = false;
    }

    /// Whether a revision is a member.
    pub fn contains(&self, index: RevisionIndex) -> bool {
        self.members[index.index()]
    }

    /// The members in load order.
    pub fn iter(&self) -> impl Iterator<Item = RevisionIndex> + '_ {
        self.members
            .iter()
            .enumerate()
            .filter(|(_, member)| **member)
            .map(|(index, _)| RevisionIndex::new(index))
    }

    /// Keeps the members for which `keep` holds.
    fn retain(&mut self, keep: impl Fn(RevisionIndex) -> bool) {
        for (index, member) in self.members.iter_mut().enumerate() {
            *member = *member && keep(RevisionIndex::new(index));
        }
    }
}

/// The direction of a walk and the edges it follows.
#[derive(Debug, Clone, Copy)]
enum Walk {
    Ancestors(Lineage),
    Descendants(Lineage),
}

/// Whether the lower end of a range belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LowerEnd {
    /// It does, as in `history`.
    Included,
    /// It is applied already, as in `upgrade`.
    Excluded,
}

/// Whether everything still missing for the upper end is wanted, or only what lies above the
/// lower end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImplicitBase {
    /// All of it: other branches and dependencies too, as in `upgrade`.
    Yes,
    /// Only descendants of the lower end, as in `history`.
    No,
}

/// What becomes of a relative identifier that counts past the end of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwalk {
    /// An error, as in `upgrade`.
    Refused,
    /// The walk ends at the end, as in `history`.
    Stops,
}

impl RevisionMap {
    /// The revisions themselves and all they come after.
    pub fn ancestors(&self, targets: &[RevisionIndex], lineage: Lineage) -> RevisionSet {
        self.reachable(targets, Walk::Ancestors(lineage))
    }

    /// The revisions themselves and all that come after them.
    pub fn descendants(&self, targets: &[RevisionIndex], lineage: Lineage) -> RevisionSet {
        self.reachable(targets, Walk::Descendants(lineage))
    }

    fn reachable(&self, targets: &[RevisionIndex], walk: Walk) -> RevisionSet {
        let mut seen = RevisionSet::new(self.len());
        let mut todo = targets.to_vec();
        while let Some(index) = todo.pop() {
            if seen.insert(index) {
                self.push_related(index, walk, &mut todo);
            }
        }
        seen
    }

    /// As [`reachable`](Self::reachable), but refuses targets of which one lies on the way from
    /// another (`_iterate_related_revisions` with `check`).
    ///
    /// A target met on a way that an earlier target has gone already stays unnoticed, as in
    /// Alembic; so does the same revision asked for twice. Targets are looked at in turn, and one
    /// that is no revision is an error only when its turn comes.
    fn reachable_without_overlap(
        &self,
        targets: &[Position],
        walk: Walk,
        selector: Selector<'_>,
    ) -> Result<RevisionSet, RevisionError> {
        let mut asked = RevisionSet::new(self.len());
        for target in targets {
            if let Position::Revision(index) = target {
                asked.insert(*index);
            }
        }
        let mut seen = RevisionSet::new(self.len());
        for target in targets {
            let target = target.revision(selector)?;
            let mut others: Vec<RevisionIndex> = Vec::new();
            let mut todo = vec![target];
            while let Some(index) = todo.pop() {
                if index != target && asked.contains(index) && !others.contains(&index) {
                    others.push(index);
                }
                if seen.insert(index) {
                    self.push_related(index, walk, &mut todo);
                }
            }
            if !others.is_empty() {
                others.sort();
                return Err(RevisionError::Overlap {
                    revision: self.id(target).clone(),
                    others: self.ids(&others),
                });
            }
        }
        Ok(seen)
    }

    fn push_related(&self, index: RevisionIndex, walk: Walk, todo: &mut Vec<RevisionIndex>) {
        match walk {
            Walk::Ancestors(Lineage::Versioned) => todo.extend(self.down_revisions(index)),
            Walk::Ancestors(Lineage::WithDependencies) => {
                todo.extend(self.normalized_down_revisions(index));
            }
            Walk::Descendants(Lineage::Versioned) => todo.extend(self.next_revisions(index)),
            Walk::Descendants(Lineage::WithDependencies) => {
                todo.extend(self.all_next_revisions(index));
            }
        }
    }

    /// The revisions from `upper` down to `lower`, newest first (`iterate_revisions`).
    pub fn iterate_revisions(
        &self,
        upper: Selector<'_>,
        lower: Selector<'_>,
        implicit_base: ImplicitBase,
        lower_end: LowerEnd,
        overwalk: Overwalk,
    ) -> Result<Vec<RevisionIndex>, RevisionError> {
        let (revisions, targets) =
            self.collect_upgrade_revisions(upper, lower, implicit_base, lower_end, overwalk)?;
        Ok(self.topological_sort(&revisions, &targets))
    }

    /// The revisions needed for `upper` where `lower` is applied, and the revisions `upper` names
    /// (`_collect_upgrade_revisions`).
    fn collect_upgrade_revisions(
        &self,
        upper: Selector<'_>,
        lower: Selector<'_>,
        implicit_base: ImplicitBase,
        lower_end: LowerEnd,
        overwalk: Overwalk,
    ) -> Result<(RevisionSet, Vec<RevisionIndex>), RevisionError> {
        let with_dependencies = Walk::Ancestors(Lineage::WithDependencies);
        let mut targets = self.parse_upgrade_target(lower, upper, overwalk)?;
        let mut target_indices = definite(&targets, upper)?;
        if let Selector::Symbol(text) = lower
            && let Some((branch, _)) = text.split_once('@')
        {
            let label = self.branch_of_range(branch)?;
            target_indices.retain(|index| self.branch_labels(*index).contains(&label.as_str()));
            targets = target_indices
                .iter()
                .copied()
                .map(Position::Revision)
                .collect();
        }
        let required = self.reachable_without_overlap(&targets, with_dependencies, upper)?;

        let mut lower = lower;
        let mut current = self.get_revisions_of(lower)?;
        if implicit_base == ImplicitBase::No {
            let unrelated = current.iter().any(|position| match position {
                Position::Revision(index) => !required.contains(*index),
                Position::Base => true,
                Position::Nowhere => false,
            });
            if unrelated {
                return Err(RevisionError::RangeNotAncestor {
                    lower: lower.to_string(),
                    upper: upper.to_string(),
                });
            }
        }
        let relative_lower: RevisionId;
        let rows: [RevisionId; 1];
        if current.first() == Some(&Position::Nowhere) {
            // Counting down from the heads led out of the graph; count down from `upper` instead.
            match self.parse_downgrade_target(upper, lower, overwalk)? {
                Position::Revision(index) => {
                    relative_lower = self.id(index).clone();
                    rows = [relative_lower];
                    lower = Selector::Rows(&rows);
                    current = vec![Position::Revision(index)];
                }
                Position::Base => {
                    lower = Selector::Rows(&[]);
                    current = Vec::new();
                }
                Position::Nowhere => {}
            }
        }
        let applied = self.reachable_without_overlap(&current, with_dependencies, lower)?;

        let mut needs = required;
        needs.retain(|index| !applied.contains(index));
        if lower_end == LowerEnd::Included {
            for index in definite(&self.get_revisions_of(lower)?, lower)? {
                needs.insert(index);
            }
        }
        if !current.is_empty() && implicit_base == ImplicitBase::No {
            let upwards = Walk::Descendants(Lineage::Versioned);
            let above = self.reachable_without_overlap(&current, upwards, lower)?;
            needs.retain(|index| above.contains(index));
        }
        Ok((needs, target_indices))
    }

    /// The label that `branch@…` as the lower end of a range restricts the upper end to.
    fn branch_of_range(&self, branch: &str) -> Result<String, RevisionError> {
        match self.get_revision(branch)? {
            Some(index) if *self.id(index) == branch => match self.branch_labels(index)[..] {
                [label] => Ok(label.to_owned()),
                ref labels => Err(RevisionError::Assertion(format!(
                    "Revision {branch} stands for its branch in a range, but it has {} branch \
                     labels instead of one",
                    labels.len()
                ))),
            },
            Some(_) | None => Ok(branch.to_owned()),
        }
    }

    /// Whether a database with these rows has everything: each row is a head, and each head has a
    /// row or is what another row depends on.
    ///
    /// Alembic wants a row of every head, and so misses those that are depended on.
    pub fn is_at_heads(&self, rows: &[RevisionId]) -> bool {
        let found: Option<Vec<RevisionIndex>> =
            rows.iter().map(|row| self.find(row.as_str())).collect();
        found.is_some_and(|rows| {
            let applied = self.ancestors(&rows, Lineage::WithDependencies);
            rows.iter().all(|row| self.is_head(*row))
                && self.heads.iter().all(|head| applied.contains(*head))
        })
    }

    /// Every branch tip that the given rows imply: rows and their ancestors, without those that
    /// have a descendant among them (`_get_all_current`); in load order.
    pub fn all_current(&self, rows: &[RevisionId]) -> Result<Vec<RevisionIndex>, RevisionError> {
        let selector = Selector::Rows(rows);
        let tops = definite(&self.get_revisions_of(selector)?, selector)?;
        let applied = self.ancestors(&tops, Lineage::WithDependencies);
        Ok(applied
            .iter()
            .filter(|index| {
                !self
                    .next_revisions(*index)
                    .any(|next| applied.contains(next))
            })
            .collect())
    }
}

/// The revisions behind positions, all of which must be revisions.
pub(crate) fn definite(
    positions: &[Position],
    asked: Selector<'_>,
) -> Result<Vec<RevisionIndex>, RevisionError> {
    positions
        .iter()
        .map(|position| position.revision(asked))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::script::fixture::{SHOP, map, rows};

    #[test]
    fn heads_are_reached_by_rows_or_by_what_they_depend_on() {
        let map = map(SHOP);
        for (held, expected) in [
            ("cccc1111 eeee2222", true),
            ("cccc1111 dddd1111 eeee2222", true),
            ("cccc1111 dddd1111", false),
            ("cccc1111 eeee2222 aaaa1111", false),
            ("cccc1111 eeee2222 ghost", false),
            ("", false),
        ] {
            assert_eq!(map.is_at_heads(&rows(held)), expected, "{held}");
        }
    }
}
