//! From identifiers to revisions: `RevisionMap.get_revisions` and what stands behind it.

use std::fmt;

use super::error::RevisionError;
use super::identifier::{Symbol, SymbolName, negative_number};
use super::map::{Lineage, RevisionIndex, RevisionMap};
use super::revision::RevisionId;
use super::traversal::RevisionSet;

/// What a caller asks for: an identifier as a user types it, or the rows of a version table.
#[derive(Debug, Clone, Copy)]
pub enum Selector<'text> {
    /// One identifier.
    Symbol(&'text str),
    /// Any number of rows; none is base.
    Rows(&'text [RevisionId]),
}

impl fmt::Display for Selector<'_> {
    /// As Python's `%s` shows a string or a tuple of strings.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Symbol(text) => formatter.write_str(text),
            Self::Rows([]) => Ok(()),
            Self::Rows([row]) => write!(formatter, "('{row}',)"),
            Self::Rows(rows) => {
                let quoted: Vec<String> = rows.iter().map(|row| format!("'{row}'")).collect();
                write!(formatter, "({})", quoted.join(", "))
            }
        }
    }
}

/// Where an identifier leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// To a revision.
    Revision(RevisionIndex),
    /// Below the first revision.
    Base,
    /// Out of the graph: a walk went past its end.
    Nowhere,
}

impl Position {
    /// The revision, where there is one.
    pub fn index(self) -> Option<RevisionIndex> {
        match self {
            Self::Revision(index) => Some(index),
            Self::Base | Self::Nowhere => None,
        }
    }

    /// The revision; base and beyond are none, and asking for them as if they were, with
    /// `asked`, is what Alembic stops at with a failed assertion.
    pub(crate) fn revision(self, asked: Selector<'_>) -> Result<RevisionIndex, RevisionError> {
        match self {
            Self::Revision(index) => Ok(index),
            Self::Base | Self::Nowhere => Err(RevisionError::Assertion(format!(
                "'{asked}' leads to or past the base, where there is no revision"
            ))),
        }
    }
}

/// An identifier whose symbolic names are replaced by identifiers.
struct Resolved<'text> {
    ids: Vec<&'text str>,
    branch: Option<&'text str>,
}

impl RevisionMap {
    /// The revisions an identifier names; none for base, several for `heads` (`get_revisions`).
    pub fn get_revisions(&self, identifier: &str) -> Result<Vec<Position>, RevisionError> {
        let resolved = self.resolve_revision_number(identifier)?;
        if let [id] = resolved.ids[..]
            && let Some(steps) = negative_number(id)
        {
            return self
                .real_heads
                .iter()
                .filter(|head| {
                    let labels = self.branch_labels(**head);
                    resolved
                        .branch
                        .is_none_or(|branch| labels.contains(&branch))
                })
                .map(|head| self.walk_down(Position::Revision(*head), steps.unsigned_abs()))
                .collect();
        }
        resolved
            .ids
            .iter()
            .map(|id| {
                Ok(Position::Revision(
                    self.revision_for_ident(id, resolved.branch)?,
                ))
            })
            .collect()
    }

    /// The revisions a selector names, those of several rows one after the other.
    pub fn get_revisions_of(&self, selector: Selector<'_>) -> Result<Vec<Position>, RevisionError> {
        match selector {
            Selector::Symbol(text) => self.get_revisions(text),
            Selector::Rows(rows) => {
                let mut positions = Vec::with_capacity(rows.len());
                for row in rows {
                    positions.extend(self.get_revisions(row.as_str())?);
                }
                Ok(positions)
            }
        }
    }

    /// The one revision an identifier names; `None` for base (`get_revision`).
    pub fn get_revision(&self, identifier: &str) -> Result<Option<RevisionIndex>, RevisionError> {
        let resolved = self.resolve_revision_number(identifier)?;
        match resolved.ids[..] {
            [] => {
                // `label@base` is base, but the label must exist.
                if let Some(branch) = resolved.branch.filter(|branch| !branch.is_empty()) {
                    self.resolve_branch(branch)?;
                }
                Ok(None)
            }
            [id] => self.revision_for_ident(id, resolved.branch).map(Some),
            _ => Err(RevisionError::MultipleHeads {
                heads: resolved
                    .ids
                    .iter()
                    .map(|id| RevisionId::from(*id))
                    .collect(),
                argument: identifier.to_owned(),
            }),
        }
    }

    /// The single head, of a branch where one is given (`get_current_head`).
    pub fn current_head(
        &self,
        branch: Option<&str>,
    ) -> Result<Option<RevisionIndex>, RevisionError> {
        let branch = branch.filter(|branch| !branch.is_empty());
        let heads = match branch {
            Some(branch) => self.filter_for_lineage(&self.heads, branch, Lineage::Versioned)?,
            None => self.heads.clone(),
        };
        match heads[..] {
            [] => Ok(None),
            [head] => Ok(Some(head)),
            _ => Err(RevisionError::MultipleHeads {
                heads: self.ids(&heads),
                argument: branch
                    .map_or_else(|| "head".to_owned(), |branch| format!("{branch}@head")),
            }),
        }
    }

    /// Those of `targets` that are ancestors or descendants of what `identifier` names, its
    /// branch included (`filter_for_lineage`); all of them for base.
    pub fn filter_for_lineage(
        &self,
        targets: &[RevisionIndex],
        identifier: &str,
        lineage: Lineage,
    ) -> Result<Vec<RevisionIndex>, RevisionError> {
        let related = self.lineage_of(identifier, lineage, targets.is_empty())?;
        Ok(targets
            .iter()
            .copied()
            .filter(|target| {
                related
                    .as_ref()
                    .is_none_or(|related| related.contains(*target))
            })
            .collect())
    }

    /// The ancestors and descendants of what `identifier` names; `None` stands for everything.
    ///
    /// `nothing_asked` keeps Alembic's laziness: with no revision to test, an identifier that
    /// names nothing is no error.
    fn lineage_of(
        &self,
        identifier: &str,
        lineage: Lineage,
        nothing_asked: bool,
    ) -> Result<Option<RevisionSet>, RevisionError> {
        let resolved = self.resolve_revision_number(identifier)?;
        let names: Vec<&str> = resolved
            .branch
            .filter(|branch| !branch.is_empty())
            .into_iter()
            .chain(resolved.ids)
            .collect();
        if names.is_empty() || nothing_asked {
            return Ok(None);
        }
        let mut tested = Vec::with_capacity(names.len());
        for name in names {
            tested.push(self.revision_for_ident(name, None)?);
        }
        let mut related = self.ancestors(&tested, lineage);
        for index in self.descendants(&tested, lineage).iter() {
            related.insert(index);
        }
        Ok(Some(related))
    }

    /// Replaces `heads`, `head` and `base` (`_resolve_revision_number`).
    fn resolve_revision_number<'text>(
        &'text self,
        identifier: &'text str,
    ) -> Result<Resolved<'text>, RevisionError> {
        let Symbol { branch, name } = Symbol::parse(identifier);
        let ids = match name {
            SymbolName::Heads => {
                let heads = match branch.filter(|branch| !branch.is_empty()) {
                    Some(branch) => {
                        self.filter_for_lineage(&self.heads, branch, Lineage::Versioned)?
                    }
                    None => self.real_heads.clone(),
                };
                heads.iter().map(|head| self.id(*head).as_str()).collect()
            }
            SymbolName::Head => self
                .current_head(branch)?
                .map(|head| self.id(head).as_str())
                .into_iter()
                .collect(),
            SymbolName::Base => Vec::new(),
            SymbolName::Identifier(identifier) => vec![identifier],
        };
        Ok(Resolved { ids, branch })
    }

    /// The revision with this identifier or label, or with the only one of more than three
    /// characters that begins so, on the branch where one is given (`_revision_for_ident`).
    pub(crate) fn revision_for_ident(
        &self,
        identifier: &str,
        branch: Option<&str>,
    ) -> Result<RevisionIndex, RevisionError> {
        let branch = branch.filter(|branch| !branch.is_empty());
        let branch_revision = match branch {
            Some(branch) => Some(self.resolve_branch(branch)?),
            None => None,
        };
        let found = match self.names.get(identifier) {
            Some(found) => *found,
            None => self.partial_identifier(identifier, branch)?,
        };
        if let (Some(branch), Some(branch_revision)) = (branch, branch_revision) {
            let member = self
                .ancestors(&[branch_revision], Lineage::Versioned)
                .contains(found)
                || self
                    .descendants(&[branch_revision], Lineage::Versioned)
                    .contains(found);
            if !member {
                return Err(RevisionError::Resolution {
                    argument: identifier.to_owned(),
                    reason: format!(
                        "Revision {} is not a member of branch '{branch}'",
                        self.id(found)
                    ),
                    candidates: Vec::new(),
                });
            }
        }
        Ok(found)
    }

    fn resolve_branch(&self, branch: &str) -> Result<RevisionIndex, RevisionError> {
        if let Some(found) = self.names.get(branch) {
            return Ok(*found);
        }
        self.revision_for_ident(branch, None)
            .map_err(|error| match error {
                RevisionError::Resolution { candidates, .. } => RevisionError::Resolution {
                    argument: branch.to_owned(),
                    reason: format!("No such branch: '{branch}'"),
                    candidates,
                },
                other => other,
            })
    }

    fn partial_identifier(
        &self,
        beginning: &str,
        branch: Option<&str>,
    ) -> Result<RevisionIndex, RevisionError> {
        if beginning.is_empty() {
            return Err(RevisionError::Assertion(
                "A revision identifier is empty".to_owned(),
            ));
        }
        let ids = self.indices().map(|index| (self.id(index).as_str(), index));
        let labels = self
            .labels
            .iter()
            .map(|(label, index)| (label.as_str(), *index));
        let mut matches: Vec<(&str, RevisionIndex)> = ids
            .chain(labels)
            .filter(|(name, _)| name.starts_with(beginning) && name.chars().nth(3).is_some())
            .collect();
        if let Some(branch) = branch
            && let Some(related) =
                self.lineage_of(branch, Lineage::Versioned, matches.is_empty())?
        {
            matches.retain(|(_, index)| related.contains(*index));
        }
        match matches[..] {
            [(_, index)] => Ok(index),
            [] => Err(RevisionError::Resolution {
                argument: beginning.to_owned(),
                reason: format!(
                    "No such revision or branch '{beginning}'{}",
                    if beginning.chars().count() < 4 {
                        "; please ensure at least four characters are present for partial \
                         revision identifier matches"
                    } else {
                        ""
                    }
                ),
                candidates: Vec::new(),
            }),
            _ => {
                let first: Vec<String> = matches
                    .iter()
                    .take(3)
                    .map(|(name, _)| format!("'{name}'"))
                    .collect();
                Err(RevisionError::Resolution {
                    argument: beginning.to_owned(),
                    reason: format!(
                        "Multiple revisions start with '{beginning}': {}...",
                        first.join(", ")
                    ),
                    candidates: matches.iter().map(|(name, _)| (*name).to_owned()).collect(),
                })
            }
        }
    }
}
