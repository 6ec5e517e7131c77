//! The order in which revisions are listed and applied: `RevisionMap._topological_sort`.
//!
//! Alembic keeps a list of branches, each at the revision it has come down to, and goes down one
//! of them for as long as no other branch still has a descendant of the revision it is at; then it
//! goes on with the first such branch. The order that results is part of what users see, so it is
//! reproduced exactly. What differs is how "has a descendant" is found: Alembic computes the
//! ancestors of every branch anew at each merge; here a count of the children still to come says
//! that nothing is in the way, which is nearly always so, and otherwise a search looks upwards.

use super::map::{Lineage, RevisionIndex, RevisionMap};
use super::traversal::RevisionSet;

impl RevisionMap {
    /// Puts `revisions` in order, descendants first, beginning at `targets`.
    ///
    /// A range may hold revisions above which there is nothing but revisions outside of it, such
    /// as what a head of another branch depends on. Alembic ends with an assertion then; here the
    /// walk begins at those revisions too, which changes nothing where there are none.
    pub(crate) fn topological_sort(
        &self,
        revisions: &RevisionSet,
        targets: &[RevisionIndex],
    ) -> Vec<RevisionIndex> {
        let is_top = |index: &RevisionIndex| {
            let mut children = self.all_next_revisions(*index);
            !children.any(|child| revisions.contains(child))
        };
        let asked = targets
            .iter()
            .copied()
            .filter(|target| revisions.contains(*target));
        let mut starts: Vec<RevisionIndex> = revisions.iter().filter(is_top).chain(asked).collect();
        starts.sort();
        starts.dedup();
        Descent::new(self, revisions.clone(), starts).run()
    }
}

struct Descent<'map> {
    map: &'map RevisionMap,
    /// What is still to be put out.
    todo: RevisionSet,
    /// The revision each branch has come down to.
    branches: Vec<RevisionIndex>,
    /// Membership of `branches`.
    at_branch: RevisionSet,
    /// The ancestors of the starting points that are not put out: only they can be in the way.
    pending: RevisionSet,
    /// Number of children in `pending`.
    pending_children: Vec<u32>,
    /// The last revision that had to wait; a wide fork waits many times for the same.
    waiting: Option<RevisionIndex>,
    /// How many searches there have been.
    searches: u32,
    /// The last search that found a revision above the one that had to wait.
    found_in: Vec<u32>,
}

impl<'map> Descent<'map> {
    fn new(map: &'map RevisionMap, todo: RevisionSet, starts: Vec<RevisionIndex>) -> Self {
        let pending = map.ancestors(&starts, Lineage::WithDependencies);
        let mut pending_children = vec![0; map.len()];
        for index in pending.iter() {
            for parent in map.normalized_down_revisions(index) {
                pending_children[parent.index()] += 1;
            }
        }
        let mut at_branch = RevisionSet::new(map.len());
        for start in &starts {
            at_branch.insert(*start);
        }
        Self {
            map,
            todo,
            branches: starts,
            at_branch,
            pending,
            pending_children,
            waiting: None,
            searches: 0,
            found_in: vec![0; map.len()],
        }
    }

    fn run(mut self) -> Vec<RevisionIndex> {
        let mut output = Vec::new();
        let mut current = 0;
        while let Some(candidate) = self.branches.get(current).copied() {
            if let Some(other) = self.branch_above(candidate) {
                current = other;
                continue;
            }
            if self.todo.contains(candidate) {
                output.push(candidate);
                self.todo.remove(candidate);
            }
            self.leave(candidate);
            let mut parents = self
                .map
                .normalized_down_revisions(candidate)
                .filter(|parent| self.todo.contains(*parent) && !self.at_branch.contains(*parent))
                .collect::<Vec<_>>()
                .into_iter();
            if let Some(first) = parents.next() {
                self.branches[current] = first;
                self.at_branch.insert(first);
                for parent in parents {
                    self.branches.push(parent);
                    self.at_branch.insert(parent);
                }
            } else {
                self.branches.remove(current);
                current = current.saturating_sub(1);
            }
        }
        output
    }

    fn leave(&mut self, candidate: RevisionIndex) {
        self.at_branch.remove(candidate);
        self.pending.remove(candidate);
        for parent in self.map.normalized_down_revisions(candidate) {
            self.pending_children[parent.index()] -= 1;
        }
    }

    /// The first branch that still has a descendant of `candidate`.
    fn branch_above(&mut self, candidate: RevisionIndex) -> Option<usize> {
        if self.pending_children[candidate.index()] == 0 {
            return None;
        }
        if self.waiting != Some(candidate) {
            self.waiting = Some(candidate);
            self.find_pending_descendants(candidate);
        }
        self.branches
            .iter()
            .position(|branch| self.found_in[branch.index()] == self.searches)
    }

    fn find_pending_descendants(&mut self, candidate: RevisionIndex) {
        self.searches += 1;
        let mut todo = vec![candidate];
        while let Some(index) = todo.pop() {
            for child in self.map.all_next_revisions(index) {
                let found_in = &mut self.found_in[child.index()];
                if *found_in != self.searches && self.pending.contains(child) {
                    *found_in = self.searches;
                    todo.push(child);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::script::fixture::random;
    use crate::script::{ImplicitBase, LowerEnd, Overwalk, RevisionMap, Selector};

    proptest! {
        /// Every revision is listed once, before its parents and what it depends on.
        #[test]
        fn the_order_is_topological(revisions in random::graph()) {
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let order = map
                .iterate_revisions(
                    Selector::Symbol("heads"),
                    Selector::Symbol("base"),
                    ImplicitBase::No,
                    LowerEnd::Included,
                    Overwalk::Stops,
                )
                .expect("everything is a range");
            prop_assert_eq!(order.len(), map.len());
            let mut rank = vec![0; map.len()];
            for (position, index) in order.iter().enumerate() {
                rank[index.index()] = position;
            }
            for index in map.indices() {
                for parent in map.all_down_revisions(index) {
                    prop_assert!(rank[index.index()] < rank[parent.index()]);
                }
            }
        }
    }

    /// What a head of another branch depends on has nothing above it in a range of its branch.
    #[test]
    fn a_range_may_end_below_what_depends_on_it() {
        let map = crate::script::fixture::map("a1:\nb1:\nb2: b1\na2: a1 | b2");
        let order = map.iterate_revisions(
            Selector::Symbol("heads"),
            Selector::Symbol("b1"),
            ImplicitBase::No,
            LowerEnd::Included,
            Overwalk::Stops,
        );
        let order = order.expect("b1 is below a head");
        let order: Vec<&str> = order.iter().map(|index| map.id(*index).as_str()).collect();
        assert_eq!(order, ["b2", "b1"]);
    }

    /// A chain is walked without recursion, and in linear time.
    #[test]
    fn a_long_chain_is_no_deep_stack() {
        let lines: Vec<String> = (1..100_000)
            .map(|number| format!("r{number}: r{}", number - 1))
            .collect();
        let map = crate::script::fixture::map(&format!("r0:\n{}", lines.join("\n")));
        let steps = map.upgrade_steps("head", &[]).expect("there is one head");
        assert_eq!(steps.len(), 100_000);
        assert_eq!(*map.id(steps[0]), "r0");
    }
}
