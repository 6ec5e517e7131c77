//! A Mermaid flowchart, for README files and merge requests that render it.
//!
//! `gitGraph` knows neither dependencies nor several bases, so this is a `flowchart`, drawn from
//! the bottom to the top: arrows lead from a revision to the one that comes after it.

use super::box_text::box_lines;
use super::picture::{Content, LinkKind, Picture, Row, State, Target};
use super::width::printable;

/// Draws a picture as a Mermaid flowchart.
///
/// Revisions have made-up names (`r0` is the newest), because identifiers may be words that mean
/// something to Mermaid, such as `end`; what they are called stands in their boxes. Mermaid itself
/// refuses more than 500 links and 50,000 characters unless its `maxEdges` and `maxTextSize` are
/// raised.
pub fn mermaid(picture: &Picture<'_>) -> String {
    let mut text = String::from("flowchart BT\n");
    for (place, row) in picture.rows.iter().enumerate() {
        let class = class(row);
        let lines: Vec<String> = box_lines(row).iter().map(|line| escaped(line)).collect();
        let label = lines.join("<br/>");
        text.push_str(&format!("    r{place}(\"{label}\"){class}\n"));
    }
    let mut outside = 0;
    for (place, row) in picture.rows.iter().enumerate() {
        for link in &row.links {
            let arrow = match link.kind {
                LinkKind::Parent => "-->",
                LinkKind::Dependency => "-.->",
            };
            match link.target {
                Target::Row(below) => text.push_str(&format!("    r{below} {arrow} r{place}\n")),
                Target::Outside(id) => {
                    let id = escaped(id);
                    text.push_str(&format!(
                        "    x{outside}[\"{id}\"]:::outside {arrow} r{place}\n"
                    ));
                    outside += 1;
                }
            }
        }
    }
    text.push_str("    classDef head stroke-width:3px\n");
    text.push_str("    classDef outside stroke-dasharray:3 3,opacity:0.6\n");
    if picture.has_states() {
        text.push_str("    classDef pending stroke-dasharray:5 4\n");
        text.push_str("    classDef current fill:#1a7f37,color:#ffffff,stroke-width:3px\n");
    }
    text
}

fn class(row: &Row<'_>) -> &'static str {
    let is_head = matches!(&row.content, Content::Revision(card) if card.head.is_some());
    match row.state {
        Some(State::Current) => ":::current",
        Some(State::Pending) => ":::pending",
        Some(State::Applied) | None if is_head => ":::head",
        Some(State::Applied) | None => "",
    }
}

/// Text that means nothing to Mermaid, to its Markdown and to HTML: all ASCII but letters, digits
/// and blanks becomes a numbered entity.
fn escaped(text: &str) -> String {
    printable(text)
        .chars()
        .map(|character| {
            if character.is_ascii() && !character.is_ascii_alphanumeric() && character != ' ' {
                format!("#{};", u32::from(character))
            } else {
                character.to_string()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::mermaid;
    use crate::drawing::PictureOptions;
    use crate::drawing::sample::{found, hostile, picture, shop};

    /// The texts were accepted by Mermaid 11, which shows the titles as they are.
    #[test]
    fn a_history_and_its_titles() {
        let scripts = shop();
        let current = found(&scripts, &["aaaa3333"]);
        let options = PictureOptions {
            limit: Some(9),
            current: Some(&current),
            ..PictureOptions::default()
        };
        insta::assert_snapshot!("mermaid", mermaid(&picture(&scripts, &options)));
        let scripts = hostile();
        let options = PictureOptions::default();
        insta::assert_snapshot!("mermaid_hostile", mermaid(&picture(&scripts, &options)));
    }
}
