//! Long runs become one row: `graph --collapse`.

use super::picture::{Content, LinkKind, Row, Run, State, Target};

/// Fewer than this many rows are not worth folding.
const SHORTEST_RUN: usize = 3;

/// Replaces every run of revisions that have one parent, one child and nothing else to show.
pub(super) fn fold(rows: Vec<Row<'_>>) -> Vec<Row<'_>> {
    let mut children = vec![0_usize; rows.len()];
    for link in rows.iter().flat_map(|row| &row.links) {
        if let Target::Row(target) = link.target {
            children[target] += 1;
        }
    }
    let mut folded: Vec<Row<'_>> = Vec::new();
    let mut new_place = Vec::with_capacity(rows.len());
    let mut rest = rows.into_iter().enumerate().peekable();
    let mut run: Vec<Row<'_>> = Vec::new();
    while let Some((place, row)) = rest.next() {
        if is_plain(&row, children[place]) {
            let goes_on = row.links[0].target == Target::Row(place + 1)
                && rest.peek().is_some_and(|(next, below)| {
                    below.state == row.state && is_plain(below, children[*next])
                });
            run.push(row);
            if !goes_on {
                close(&mut run, &mut folded, &mut new_place);
            }
        } else {
            new_place.push(folded.len());
            folded.push(row);
        }
    }
    for link in folded.iter_mut().flat_map(|row| &mut row.links) {
        if let Target::Row(target) = &mut link.target {
            *target = new_place[*target];
        }
    }
    folded
}

/// Whether a row shows nothing but a revision between two others.
fn is_plain(row: &Row<'_>, children: usize) -> bool {
    let Content::Revision(card) = &row.content else {
        return false;
    };
    let [link] = row.links[..] else {
        return false;
    };
    children == 1
        && link.kind == LinkKind::Parent
        && matches!(link.target, Target::Row(_))
        && row.state != Some(State::Current)
        && card.labels.is_empty()
        && card.head.is_none()
        && !card.is_branch_point
}

/// Moves a run to the folded rows, as one row where it is long enough.
fn close<'scripts>(
    run: &mut Vec<Row<'scripts>>,
    folded: &mut Vec<Row<'scripts>>,
    new_place: &mut Vec<usize>,
) {
    let ends = (run.first().and_then(id), run.last().and_then(id));
    if let (Some(newest), Some(oldest)) = ends
        && run.len() >= SHORTEST_RUN
    {
        let count = run.len();
        new_place.extend(std::iter::repeat_n(folded.len(), count));
        if let Some(last) = run.pop() {
            folded.push(Row {
                content: Content::Run(Run {
                    count,
                    newest,
                    oldest,
                }),
                ..last
            });
        }
        run.clear();
    } else {
        for row in run.drain(..) {
            new_place.push(folded.len());
            folded.push(row);
        }
    }
}

fn id<'scripts>(row: &Row<'scripts>) -> Option<&'scripts str> {
    match &row.content {
        Content::Revision(card) => Some(card.id),
        Content::Run(_) => None,
    }
}
