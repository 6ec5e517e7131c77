//! What stands above the rows: the title, how much there is, and what the marks mean.

use crate::drawing::picture::{Content, LinkKind, Picture, State};

use super::style::{EDGE, RADIUS};

/// Height of everything above the rows, in pixels.
pub(super) const HEIGHT: usize = 92;
/// About the pixels of one character of the legend.
const CHARACTER: usize = 7;

/// The header and its right end in pixels.
pub(super) fn legend(picture: &Picture<'_>) -> (String, usize) {
    let mut markup = format!(
        "<text class=\"big\" x=\"16\" y=\"32\">Revision history</text>\n\
         <text class=\"soft\" x=\"16\" y=\"54\">{}</text>\n",
        sentence(picture)
    );
    let mut at = EDGE;
    for (mark, meaning) in marks(picture) {
        markup.push_str(&mark_markup(mark, at));
        markup.push_str(&format!(
            "<text class=\"soft\" x=\"{}\" y=\"78\">{meaning}</text>\n",
            at + 16
        ));
        at += 16 + meaning.len() * CHARACTER + 24;
    }
    (markup, at)
}

/// How much the picture shows, as a sentence.
pub(super) fn sentence(picture: &Picture<'_>) -> String {
    let summary = picture.summary;
    if summary.revisions == 0 {
        return "No revisions".to_owned();
    }
    let counted = |count: usize, noun: &str| {
        let plural = if count == 1 { "" } else { "s" };
        format!("{count} {noun}{plural}")
    };
    let mut parts = vec![
        counted(summary.revisions, "revision"),
        counted(summary.heads, "head"),
    ];
    if summary.merge_points > 0 {
        parts.push(counted(summary.merge_points, "merge point"));
    }
    if let Some(pending) = summary.pending {
        parts.push(format!("{pending} pending"));
    }
    if summary.left_out > 0 {
        parts.push(format!("{} older not shown", summary.left_out));
    }
    parts.push("newest first".to_owned());
    parts.join(" · ")
}

/// What a mark of the legend looks like.
#[derive(Clone, Copy)]
enum Mark {
    Revision,
    Head,
    Merge,
    Pending,
    Run,
    Dependency,
}

/// The marks that occur, with their meanings.
fn marks(picture: &Picture<'_>) -> Vec<(Mark, &'static str)> {
    let summary = picture.summary;
    let has_links = |kind| {
        let mut links = picture.rows.iter().flat_map(|row| &row.links);
        links.any(|link| link.kind == kind)
    };
    let mut marks = Vec::new();
    let mut add = |occurs: bool, mark, meaning| {
        if occurs {
            marks.push((mark, meaning));
        }
    };
    let has_state = |wanted| picture.rows.iter().any(|row| row.state == Some(wanted));
    add(
        summary.revisions > 0,
        Mark::Revision,
        if picture.has_states() {
            "applied"
        } else {
            "revision"
        },
    );
    add(has_state(State::Pending), Mark::Pending, "pending");
    let ringed = if has_state(State::Current) {
        "head or current"
    } else {
        "head"
    };
    add(summary.heads > 0, Mark::Head, ringed);
    add(summary.merge_points > 0, Mark::Merge, "merge point");
    let has_runs = picture
        .rows
        .iter()
        .any(|row| matches!(row.content, Content::Run(_)));
    add(has_runs, Mark::Run, "folded run");
    add(
        has_links(LinkKind::Dependency),
        Mark::Dependency,
        "depends_on",
    );
    marks
}

fn mark_markup(mark: Mark, at: usize) -> String {
    let circle = |class: &str, radius: usize| {
        format!("<circle class=\"{class}\" cx=\"{at}\" cy=\"74\" r=\"{radius}\"/>")
    };
    match mark {
        Mark::Revision => circle("n f0", RADIUS),
        Mark::Head => circle("n f0", RADIUS) + &circle("halo k0", RADIUS + 3),
        Mark::Pending => circle("hole k0", RADIUS),
        Mark::Merge => {
            format!("<path class=\"n f0\" d=\"M{at} 68l6 6-6 6-6-6z\"/>")
        }
        Mark::Run => [69, 74, 79]
            .map(|y| format!("<circle class=\"f0\" cx=\"{at}\" cy=\"{y}\" r=\"2\"/>"))
            .concat(),
        Mark::Dependency => {
            format!("<path class=\"s k0 dep\" d=\"M{} 74h16\"/>", at - 6)
        }
    }
}
