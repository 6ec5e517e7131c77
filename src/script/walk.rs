//! Counting steps: `RevisionMap._walk` and the relative destinations built on it.

use super::error::RevisionError;
use super::identifier::RelativeDestination;
use super::map::{Lineage, RevisionIndex, RevisionMap};
use super::resolve::{Position, Selector};
use super::revision::RevisionId;
use super::traversal::{Overwalk, RevisionSet};

impl RevisionMap {
    /// Goes `steps` parents down; past the base is nowhere.
    pub(crate) fn walk_down(&self, start: Position, steps: u64) -> Result<Position, RevisionError> {
        self.walk(
            start,
            -i64::try_from(steps).unwrap_or(i64::MAX),
            None,
            Overwalk::Refused,
        )
    }

    /// Goes `steps` children up, or parents down where it is negative (`_walk`).
    ///
    /// [`Position::Nowhere`] as the start is the database without a row: up from it lie the
    /// bases, down from it the heads. `branch` chooses among children.
    fn walk(
        &self,
        start: Position,
        steps: i64,
        branch: Option<&str>,
        overwalk: Overwalk,
    ) -> Result<Position, RevisionError> {
        let branch = branch.filter(|branch| !branch.is_empty());
        let mut position = start;
        for _ in 0..steps.unsigned_abs() {
            let next = if steps > 0 {
                let children: Vec<RevisionIndex> = match position {
                    Position::Revision(index) => self.next_revisions(index).collect(),
                    Position::Nowhere => self.bases.clone(),
                    Position::Base => {
                        return Err(RevisionError::Assertion(
                            "There is no way up from 'base'".to_owned(),
                        ));
                    }
                };
                match branch {
                    Some(branch) => {
                        self.filter_for_lineage(&children, branch, Lineage::Versioned)?
                    }
                    None => children,
                }
            } else {
                match position {
                    Position::Revision(index) => self
                        .revision(index)
                        .down_revisions
                        .iter()
                        .filter_map(|parent| self.find(parent.as_str()))
                        .collect(),
                    Position::Nowhere => self.heads.clone(),
                    Position::Base => Vec::new(),
                }
            };
            position = match next[..] {
                [only] => Position::Revision(only),
                [] if steps < 0 && position != Position::Base => Position::Base,
                [] => {
                    return Ok(match overwalk {
                        Overwalk::Refused => Position::Nowhere,
                        Overwalk::Stops => position,
                    });
                }
                _ => return Err(RevisionError::AmbiguousWalk),
            };
        }
        Ok(position)
    }

    /// The revisions to upgrade to (`_parse_upgrade_target`).
    pub(crate) fn parse_upgrade_target(
        &self,
        current: Selector<'_>,
        target: Selector<'_>,
        overwalk: Overwalk,
    ) -> Result<Vec<Position>, RevisionError> {
        let Selector::Symbol(text) = target else {
            return self.get_revisions_of(target);
        };
        let Some(relative) = RelativeDestination::parse(text) else {
            return self.get_revisions(text);
        };
        let position = match (relative.steps > 0, relative.symbol) {
            (true, None) => {
                let start = self.upgrade_start(current, relative.branch)?;
                let reached = self.walk(start, relative.steps, relative.branch, overwalk)?;
                if reached == Position::Nowhere {
                    return Err(RevisionError::RelativeLength {
                        relative: relative.written().to_owned(),
                        count: relative.count().to_owned(),
                    });
                }
                reached
            }
            (true, Some(symbol)) => {
                let start = self.start_at(symbol)?;
                self.walk(start, relative.steps, relative.branch, overwalk)?
            }
            (false, None) => {
                return Err(RevisionError::RelativeLength {
                    relative: relative.number(),
                    count: relative.count().to_owned(),
                });
            }
            (false, Some(symbol)) => {
                let start = self.start_on_branch(symbol, relative.branch)?;
                self.walk(start, relative.steps, None, overwalk)?
            }
        };
        Ok(vec![position])
    }

    /// Where `+N` starts counting: at the one row, or at the tip of the branch within what is
    /// applied, or below the bases.
    fn upgrade_start(
        &self,
        current: Selector<'_>,
        branch: Option<&str>,
    ) -> Result<Position, RevisionError> {
        let Some(branch) = branch else {
            return match current {
                Selector::Symbol(text) => self.start_at(text),
                Selector::Rows([]) => Ok(Position::Nowhere),
                Selector::Rows([row]) => self.start_at(row.as_str()),
                Selector::Rows(_) => Err(RevisionError::AmbiguousUpgrade),
            };
        };
        let positions = self.get_revisions_of(current)?;
        let rows: Vec<RevisionIndex> = positions
            .iter()
            .map_while(|position| position.revision(current).ok())
            .collect();
        let mut starts = self.filter_for_lineage(&rows, branch, Lineage::Versioned)?;
        match positions.get(rows.len()) {
            Some(Position::Base) => {
                // Alembic looks for a revision called 'base' here, and finds none.
                return Err(RevisionError::Resolution {
                    argument: "base".to_owned(),
                    reason: "No such revision or branch 'base'".to_owned(),
                    candidates: Vec::new(),
                });
            }
            Some(beyond) => return beyond.revision(current).map(Position::Revision),
            None => {}
        }
        if starts.is_empty() {
            let applied: Vec<RevisionIndex> = self
                .ancestors(&rows, Lineage::WithDependencies)
                .iter()
                .collect();
            starts = self.filter_for_lineage(&applied, branch, Lineage::Versioned)?;
            let mut parents = RevisionSet::new(self.len());
            for parent in starts
                .iter()
                .flat_map(|active| self.normalized_down_revisions(*active))
            {
                parents.insert(parent);
            }
            starts.retain(|active| !parents.contains(*active));
        }
        match starts[..] {
            [] => Ok(Position::Nowhere),
            [start] => Ok(Position::Revision(start)),
            _ => Err(RevisionError::AmbiguousUpgrade),
        }
    }

    /// The revision that `identifier` names; below the bases where it names none.
    fn start_at(&self, identifier: &str) -> Result<Position, RevisionError> {
        Ok(self
            .get_revision(identifier)?
            .map_or(Position::Nowhere, Position::Revision))
    }

    fn start_on_branch(
        &self,
        symbol: &str,
        branch: Option<&str>,
    ) -> Result<Position, RevisionError> {
        match branch {
            Some(branch) => self.start_at(&format!("{branch}@{symbol}")),
            None => self.start_at(symbol),
        }
    }

    /// Where a relative lower end of a range lies (`_parse_downgrade_target`), counted from
    /// `current` where it names no symbol.
    pub(crate) fn parse_downgrade_target(
        &self,
        current: Selector<'_>,
        target: Selector<'_>,
        overwalk: Overwalk,
    ) -> Result<Position, RevisionError> {
        let Selector::Symbol(text) = target else {
            return Err(RevisionError::Assertion(format!(
                "'{target}' cannot be the lower end of a range"
            )));
        };
        let Some(relative) = RelativeDestination::parse(text) else {
            let symbol = text.rsplit_once('@').map_or(text, |(_, symbol)| symbol);
            return self.start_at(symbol);
        };
        let wrong_length = || RevisionError::RelativeLength {
            relative: relative.written().to_owned(),
            count: relative.count().to_owned(),
        };
        if relative.steps >= 0 {
            let symbol = relative.symbol.ok_or_else(wrong_length)?;
            let start = self.start_at(symbol)?;
            return match self.walk(start, relative.steps, relative.branch, overwalk)? {
                Position::Nowhere => Err(RevisionError::WalkedTooFar),
                reached => Ok(reached),
            };
        }
        let start = match relative.symbol {
            Some(symbol) => self.start_on_branch(symbol, relative.branch)?,
            None => self.downgrade_start(current, relative.branch, &wrong_length)?,
        };
        match self.walk(start, relative.steps, None, overwalk)? {
            Position::Nowhere if relative.symbol.is_some() => Err(RevisionError::WalkedTooFar),
            Position::Nowhere => Err(wrong_length()),
            reached => Ok(reached),
        }
    }

    fn downgrade_start(
        &self,
        current: Selector<'_>,
        branch: Option<&str>,
        wrong_length: &dyn Fn() -> RevisionError,
    ) -> Result<Position, RevisionError> {
        let symbol_rows: [RevisionId; 1];
        let rows: &[RevisionId] = match current {
            Selector::Symbol(text) => {
                symbol_rows = [RevisionId::from(text)];
                &symbol_rows
            }
            Selector::Rows(rows) => rows,
        };
        let Some(branch) = branch else {
            let first = rows.first().ok_or_else(wrong_length)?;
            return self.start_on_branch(first.as_str(), Some(first.as_str()));
        };
        let mut resolved = Vec::with_capacity(rows.len());
        for row in rows {
            resolved.push(self.revision_for_ident(row.as_str(), None)?);
        }
        let mut symbols = self.filter_for_lineage(&resolved, branch, Lineage::Versioned)?;
        if symbols.is_empty() {
            let tips = self.all_current(rows)?;
            symbols = self.filter_for_lineage(&tips, branch, Lineage::Versioned)?;
        }
        match symbols[..] {
            [symbol] => self.start_on_branch(self.id(symbol).as_str(), Some(branch)),
            _ => Err(RevisionError::Assertion(format!(
                "{} of the revisions that are current belong to branch '{branch}', instead of one",
                symbols.len()
            ))),
        }
    }
}
