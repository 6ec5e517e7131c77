//! Cycles: those `RevisionMap._detect_cycles` finds, in its words, and those it overlooks.
//!
//! Alembic looks for revisions that are not both below a head and above a base. A cycle behind a
//! merge is: its revisions have a way to a base through the merge's other parent. The strongly
//! connected components of the graph leave none out.

use petgraph::algo::kosaraju_scc;
use petgraph::visit::EdgeFiltered;

use super::error::RevisionError;
use super::map::{Lineage, Relation, RevisionIndex, RevisionMap};
use super::revision::RevisionId;

impl RevisionMap {
    /// Refuses a graph that cannot be put in order; the heads and bases must be known.
    pub(crate) fn detect_cycles(&self) -> Result<(), RevisionError> {
        if self.is_empty() {
            return Ok(());
        }
        if let Some(revisions) = self.cycle(Lineage::Versioned, &self.heads, &self.bases) {
            return Err(RevisionError::Cycle(revisions));
        }
        let real_bases: Vec<RevisionIndex> = self
            .indices()
            .filter(|index| self.revision(*index).is_real_base())
            .collect();
        if let Some(revisions) =
            self.cycle(Lineage::WithDependencies, &self.real_heads, &real_bases)
        {
            return Err(RevisionError::DependencyCycle(revisions));
        }
        Ok(())
    }

    /// The revisions Alembic would name, or those of the first cycle it would overlook.
    fn cycle(
        &self,
        lineage: Lineage,
        heads: &[RevisionIndex],
        bases: &[RevisionIndex],
    ) -> Option<Vec<RevisionId>> {
        if heads.is_empty() || bases.is_empty() {
            return Some(self.ids(&self.indices().collect::<Vec<_>>()));
        }
        let below = self.ancestors(heads, lineage);
        let above = self.descendants(bases, lineage);
        let outside: Vec<RevisionIndex> = self
            .indices()
            .filter(|index| !below.contains(*index) || !above.contains(*index))
            .collect();
        if !outside.is_empty() {
            return Some(self.sorted_ids(&outside));
        }
        let followed = EdgeFiltered::from_fn(&self.graph, |edge| {
            lineage == Lineage::WithDependencies || *edge.weight() == Relation::DownRevision
        });
        kosaraju_scc(&followed)
            .into_iter()
            .find(|component| component.len() > 1)
            .map(|component| self.sorted_ids(&component))
    }

    fn sorted_ids(&self, indices: &[RevisionIndex]) -> Vec<RevisionId> {
        let mut ids = self.ids(indices);
        ids.sort();
        ids
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::script::fixture::{random, try_map};
    use crate::script::{Revision, RevisionMap};

    fn refused(text: &str) -> Option<String> {
        try_map(text).err().map(|error| error.to_string())
    }

    /// Expected sentences are those of Alembic 1.20.1, but for the cycles behind a merge, which it
    /// does not notice.
    #[test]
    fn every_cycle_is_found() {
        for (graph, sentence) in [
            ("a: a", "Self-loop is detected in revisions (a)"),
            ("a: b \n b: a", "Cycle is detected in revisions (a, b)"),
            (
                "a: \n b: d \n c: b \n d: c",
                "Cycle is detected in revisions (b, c, d)",
            ),
            (
                "a: \n b: a d \n c: b \n d: c \n e: d",
                "Cycle is detected in revisions (b, c, d)",
            ),
            (
                "a: | a",
                "Dependency self-loop is detected in revisions (a)",
            ),
            (
                "a: | b \n b: a",
                "Dependency cycle is detected in revisions (a, b)",
            ),
            (
                "a: \n b: a | d \n c: b \n d: c",
                "Dependency cycle is detected in revisions (a, b, c, d)",
            ),
        ] {
            assert_eq!(refused(graph).as_deref(), Some(sentence), "{graph}");
        }
        assert_eq!(refused("a: \n b: a \n c: a \n d: b c"), None);
        assert_eq!(refused(""), None);
    }

    /// Whether every revision can be taken away, one without parents after the other.
    fn can_be_put_in_order(revisions: &[Revision]) -> bool {
        let mut left: Vec<&Revision> = revisions.iter().collect();
        loop {
            let is_left = |name: &str| {
                left.iter().any(|one| {
                    one.id == name || one.branch_labels.iter().any(|label| label == name)
                })
            };
            let waiting: Vec<&Revision> = left
                .iter()
                .copied()
                .filter(|one| {
                    one.down_revisions.iter().any(|down| is_left(down.as_str()))
                        || one.dependencies.iter().any(|name| is_left(name))
                })
                .collect();
            if waiting.len() == left.len() {
                return left.is_empty();
            }
            left = waiting;
        }
    }

    proptest! {
        /// A graph is refused exactly where it cannot be put in order.
        #[test]
        fn cycles_are_what_cannot_be_put_in_order(revisions in random::any_graph()) {
            let sound = can_be_put_in_order(&revisions);
            prop_assert_eq!(RevisionMap::new(revisions).is_ok(), sound);
        }
    }
}
