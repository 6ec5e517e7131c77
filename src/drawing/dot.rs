//! A graph in the DOT language of Graphviz.

use super::box_text::box_lines;
use super::picture::{Content, LinkKind, Picture, Row, State, Target};
use super::width::printable;

/// Draws a picture in DOT: arrows lead from a revision to the one that comes after it, upwards.
///
/// Nodes are named by their revisions, so that a script may go on with them.
pub fn dot(picture: &Picture<'_>) -> String {
    let mut text = String::from(
        "digraph revisions {\n    rankdir=BT\n    node [shape=box, style=rounded, \
         fontname=\"Helvetica\", fontsize=11]\n",
    );
    let mut outside: Vec<&str> = Vec::new();
    let mut edges = String::new();
    for row in &picture.rows {
        let name = quoted(row.id());
        text.push_str(&format!("    {name} [{}]\n", attributes(row)));
        for link in &row.links {
            let style = match link.kind {
                LinkKind::Parent => "",
                LinkKind::Dependency => " [style=dashed]",
            };
            let below = match link.target {
                Target::Row(below) => picture.rows[below].id(),
                Target::Outside(id) => {
                    outside.push(id);
                    id
                }
            };
            edges.push_str(&format!("    {} -> {name}{style}\n", quoted(below)));
        }
    }
    outside.sort_unstable();
    outside.dedup();
    for id in outside {
        let (name, label) = (quoted(id), label_text(id));
        text.push_str(&format!(
            "    {name} [label=\"{label}\", style=\"rounded,dotted\"]\n"
        ));
    }
    text.push_str(&edges);
    text.push_str("}\n");
    text
}

fn attributes(row: &Row<'_>) -> String {
    let lines: Vec<String> = box_lines(row).iter().map(|line| label_text(line)).collect();
    let mut attributes = format!("label=\"{}\"", lines.join("\\n"));
    if let Content::Revision(card) = &row.content {
        attributes.push_str(&format!(", tooltip=\"{}\"", label_text(&card.path)));
        if card.head.is_some() {
            attributes.push_str(", penwidth=2");
        }
    }
    match row.state {
        Some(State::Current) => {
            attributes.push_str(", style=\"rounded,filled\", fillcolor=\"#aceebb\"");
        }
        Some(State::Pending) => attributes.push_str(", style=\"rounded,dashed\""),
        Some(State::Applied) | None => {}
    }
    attributes
}

/// A name in quotes. Within them a backslash stands for itself but before a quote, and two of them
/// stay two: doubling all keeps different names different.
fn quoted(name: &str) -> String {
    format!("\"{}\"", backslashed(name).replace('\0', "\u{fffd}"))
}

/// The text of a label within quotes, where `\N` and `&amp;` would mean something.
fn label_text(text: &str) -> String {
    backslashed(&printable(text)).replace('&', "&amp;")
}

fn backslashed(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::dot;
    use crate::drawing::PictureOptions;
    use crate::drawing::sample::{found, hostile, picture, shop};

    /// The texts were accepted by Graphviz 2.43, which shows the titles as they are.
    #[test]
    fn a_history_and_its_titles() {
        let scripts = shop();
        let current = found(&scripts, &["aaaa3333"]);
        let options = PictureOptions {
            limit: Some(9),
            current: Some(&current),
            ..PictureOptions::default()
        };
        insta::assert_snapshot!("dot", dot(&picture(&scripts, &options)));
        let scripts = hostile();
        let options = PictureOptions::default();
        insta::assert_snapshot!("dot_hostile", dot(&picture(&scripts, &options)));
    }
}
