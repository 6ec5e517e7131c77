//! What is drawn: rows of revisions, newest first, and the links between them.

use crate::script::{Lineage, RevisionIndex, RevisionSet, ScriptDirectory};

use super::card::{Card, path_root};
use super::fold::fold;

/// What becomes of long runs of revisions that follow one another and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Runs {
    /// Each revision is drawn.
    #[default]
    Drawn,
    /// A run is one row that says how many they are.
    Folded,
}

/// What is to be seen of a history.
#[derive(Debug, Clone, Copy, Default)]
pub struct PictureOptions<'rows> {
    /// The largest number of revisions, the newest ones.
    pub limit: Option<usize>,
    /// What becomes of long runs.
    pub runs: Runs,
    /// The rows of a version table, where a database was asked: every revision is then marked as
    /// applied or pending.
    pub current: Option<&'rows [RevisionIndex]>,
}

/// A history, or a part of it, ready to be drawn in any format.
#[derive(Debug, Clone)]
pub struct Picture<'scripts> {
    pub(super) rows: Vec<Row<'scripts>>,
    pub(super) summary: Summary,
}

/// How much a picture shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Summary {
    /// Revisions, folded ones too.
    pub(super) revisions: usize,
    /// Heads among them.
    pub(super) heads: usize,
    /// Merge points among them.
    pub(super) merge_points: usize,
    /// Those that a database lacks, where one was asked.
    pub(super) pending: Option<usize>,
    /// Revisions of the range that the limit left out.
    pub(super) left_out: usize,
}

/// One line of a picture.
#[derive(Debug, Clone)]
pub(super) struct Row<'scripts> {
    /// What stands there.
    pub(super) content: Content<'scripts>,
    /// What it comes after: parents first, as written, then what it depends on.
    pub(super) links: Vec<Link<'scripts>>,
    /// What the database has of it, where one was asked.
    pub(super) state: Option<State>,
}

/// What stands in a row.
#[derive(Debug, Clone)]
pub(super) enum Content<'scripts> {
    /// One revision.
    Revision(Card<'scripts>),
    /// Several that follow one another.
    Run(Run<'scripts>),
}

/// A run of revisions that is one row.
#[derive(Debug, Clone)]
pub(super) struct Run<'scripts> {
    /// How many they are.
    pub(super) count: usize,
    /// The identifier of the first one drawn.
    pub(super) newest: &'scripts str,
    /// The identifier of the last one.
    pub(super) oldest: &'scripts str,
}

/// A line from a row down to what it comes after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link<'scripts> {
    /// Why it comes after that.
    pub(super) kind: LinkKind,
    /// Where the line ends.
    pub(super) target: Target<'scripts>,
}

/// Why a revision comes after another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkKind {
    /// By `down_revision`.
    Parent,
    /// By `depends_on`.
    Dependency,
}

/// The end of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target<'scripts> {
    /// A row further down.
    Row(usize),
    /// A revision that is not drawn.
    Outside(&'scripts str),
}

/// What a database has of a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// One of its rows names it.
    Current,
    /// It is applied.
    Applied,
    /// It is not.
    Pending,
}

impl<'scripts> Picture<'scripts> {
    /// A picture of `revisions`, which come in the order of `history`: newest first.
    pub fn new(
        scripts: &'scripts ScriptDirectory,
        revisions: &[RevisionIndex],
        options: &PictureOptions<'_>,
    ) -> Self {
        let map = scripts.map();
        let drawn = options
            .limit
            .map_or(revisions, |limit| &revisions[..limit.min(revisions.len())]);
        let mut row_of = vec![None; map.len()];
        for (row, index) in drawn.iter().enumerate() {
            row_of[index.index()] = Some(row);
        }
        let applied = options
            .current
            .map(|rows| (rows, map.ancestors(rows, Lineage::WithDependencies)));
        let root = path_root(map);
        let rows: Vec<Row<'scripts>> = drawn
            .iter()
            .enumerate()
            .map(|(row, index)| Row {
                content: Content::Revision(Card::new(scripts, *index, &root)),
                links: links(scripts, *index, row, &row_of),
                state: applied
                    .as_ref()
                    .map(|(rows, applied)| state(*index, rows, applied)),
            })
            .collect();
        let summary = Summary::of(&rows, revisions.len() - drawn.len());
        let rows = match options.runs {
            Runs::Drawn => rows,
            Runs::Folded => fold(rows),
        };
        Self { rows, summary }
    }

    /// Number of links that are drawn.
    pub fn link_count(&self) -> usize {
        self.rows.iter().map(|row| row.links.len()).sum()
    }

    /// The links of a row that have no line, in words; `without_lane` are the positions of those
    /// for which there was no place.
    pub(super) fn told_links(
        &self,
        row: &Row<'_>,
        without_lane: &[usize],
    ) -> impl Iterator<Item = String> {
        let links = row.links.iter().enumerate();
        links.filter_map(move |(position, link)| {
            let relation = match link.kind {
                LinkKind::Parent => "parent",
                LinkKind::Dependency => "depends on",
            };
            match link.target {
                Target::Outside(id) => Some(format!("{relation} {id}, not shown")),
                Target::Row(row) => without_lane
                    .contains(&position)
                    .then(|| format!("{relation} {}", self.rows[row].id())),
            }
        })
    }

    /// Whether a database was asked.
    pub(super) fn has_states(&self) -> bool {
        self.summary.pending.is_some()
    }
}

impl<'scripts> Row<'scripts> {
    /// The identifier of the revision, or of the newest one of a run.
    pub(super) fn id(&self) -> &'scripts str {
        match &self.content {
            Content::Revision(card) => card.id,
            Content::Run(run) => run.newest,
        }
    }
}

impl Summary {
    fn of(rows: &[Row<'_>], left_out: usize) -> Self {
        let mut summary = Self {
            revisions: rows.len(),
            left_out,
            ..Self::default()
        };
        for row in rows {
            if let Content::Revision(card) = &row.content {
                summary.heads += usize::from(card.head.is_some());
                summary.merge_points += usize::from(card.is_merge_point);
            }
            if let Some(state) = row.state {
                *summary.pending.get_or_insert(0) += usize::from(state == State::Pending);
            }
        }
        summary
    }
}

/// The lines down from a revision.
///
/// A revision that does not stand further down, which is so only where a range leaves out what
/// lies between, counts as one that is not drawn.
fn links<'scripts>(
    scripts: &'scripts ScriptDirectory,
    index: RevisionIndex,
    row: usize,
    row_of: &[Option<usize>],
) -> Vec<Link<'scripts>> {
    let map = scripts.map();
    let parents = map.down_revisions(index).count();
    map.all_down_revisions(index)
        .enumerate()
        .map(|(position, parent)| Link {
            kind: if position < parents {
                LinkKind::Parent
            } else {
                LinkKind::Dependency
            },
            target: match row_of[parent.index()] {
                Some(below) if below > row => Target::Row(below),
                Some(_) | None => Target::Outside(map.id(parent).as_str()),
            },
        })
        .collect()
}

fn state(index: RevisionIndex, rows: &[RevisionIndex], applied: &RevisionSet) -> State {
    if rows.contains(&index) {
        State::Current
    } else if applied.contains(index) {
        State::Applied
    } else {
        State::Pending
    }
}
