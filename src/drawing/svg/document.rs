//! The whole SVG file.

use crate::drawing::lanes::Lanes;
use crate::drawing::picture::Picture;

use super::legend::{HEIGHT, legend, sentence};
use super::row::{WordColumns, draw};
use super::strands::{Strands, x};
use super::style::{EDGE, ROW, SHEET};

/// The words of all rows begin in one place as long as there are no more columns than this.
const WIDEST_MARGIN: usize = 20;
/// The least width of a picture in pixels.
const LEAST_WIDTH: usize = 560;

/// Draws a picture as one SVG file without scripts, fonts or references.
///
/// Colours follow the reader's light or dark scheme; what is cut short stands in full in a tooltip.
pub fn svg(picture: &Picture<'_>) -> String {
    let top = HEIGHT + ROW / 2;
    let mut lanes = Lanes::default();
    let mut strands = Strands::new(top);
    let mut placements = Vec::with_capacity(picture.rows.len());
    let mut columns_above = 0;
    for (place, row) in picture.rows.iter().enumerate() {
        let placement = lanes.place(place, &row.links);
        strands.row(place, &placement);
        let columns_below = lanes.columns().len();
        let columns = columns_above.max(columns_below).max(placement.column + 1);
        columns_above = columns_below;
        placements.push((placement, columns));
    }
    let widest = placements.iter().map(|(_, columns)| *columns).max();
    let margin = widest.unwrap_or_default().min(WIDEST_MARGIN);
    let word_columns = WordColumns::new(&picture.rows);

    let (legend, legend_right) = legend(picture);
    let mut right = legend_right.max(LEAST_WIDTH);
    let mut rows = String::new();
    for (place, (row, (placement, columns))) in picture.rows.iter().zip(&placements).enumerate() {
        let left = x(margin.max(*columns));
        let told: Vec<String> = picture.told_links(row, &placement.without_lane).collect();
        let y = top + place * ROW;
        let drawn = draw(row, placement, y, left, word_columns, &told);
        right = right.max(drawn.right);
        rows.push_str(&drawn.markup);
    }
    let width = right + EDGE;
    let height = HEIGHT + picture.rows.len() * ROW + EDGE;
    let sentence = sentence(picture);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"graphics-document\" \
         aria-labelledby=\"title description\">\n\
         <title id=\"title\">Revision history</title>\n\
         <desc id=\"description\">{sentence}. Each row is a revision; lines lead down to what it \
         comes after.</desc>\n\
         <style>{SHEET}</style>\n\
         <rect class=\"bg\" width=\"100%\" height=\"100%\"/>\n\
         {legend}{}{rows}</svg>\n",
        strands.into_paths()
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::svg;
    use crate::drawing::sample::{HOSTILE, everything, found, hostile, picture, shop};
    use crate::drawing::{Picture, PictureOptions, Runs};
    use crate::script::fixture::{map, random};
    use crate::script::{RevisionMap, ScriptDirectory};

    #[test]
    fn a_history() {
        let scripts = shop();
        let current = found(&scripts, &["aaaa3333"]);
        let options = PictureOptions {
            current: Some(&current),
            ..PictureOptions::default()
        };
        insta::assert_snapshot!("svg", svg(&picture(&scripts, &options)));
    }

    #[test]
    fn nothing_is_a_picture_too() {
        let scripts = ScriptDirectory::new(map(""), Vec::new());
        let drawn = svg(&picture(&scripts, &PictureOptions::default()));
        assert!(drawn.contains("No revisions"));
        roxmltree::Document::parse(&drawn).expect("it is well-formed");
    }

    #[test]
    fn hostile_titles_are_text() {
        let scripts = hostile();
        let drawn = svg(&picture(&scripts, &PictureOptions::default()));
        let document = roxmltree::Document::parse(&drawn).expect("it is well-formed");
        let has_tag = |name| document.descendants().any(|node| node.has_tag_name(name));
        assert!(!has_tag("script") && !has_tag("b"));
        let texts: Vec<&str> = document
            .descendants()
            .filter_map(|node| node.text())
            .collect();
        assert!(texts.contains(&HOSTILE[0]), "{texts:?}");
        assert!(texts.contains(&"two lines"));
        assert!(texts.contains(&"a\"b<c>&'d"));
    }

    proptest! {
        /// Any docstring leaves the file well-formed, with one row for each revision.
        #[test]
        fn any_history_is_well_formed(revisions in random::graph(), title in any::<String>()) {
            let map = RevisionMap::new(revisions).expect("the strategy makes sound graphs");
            let docstrings = vec![title; map.len()];
            let scripts = ScriptDirectory::new(map, docstrings);
            let all = everything(&scripts);
            for runs in [Runs::Drawn, Runs::Folded] {
                let options = PictureOptions { runs, ..PictureOptions::default() };
                let picture = Picture::new(&scripts, &all, &options);
                let drawn = svg(&picture);
                let document = roxmltree::Document::parse(&drawn);
                prop_assert!(document.is_ok(), "{drawn}");
                let rows = drawn.matches("<g class=\"r\">").count();
                prop_assert_eq!(rows, picture.rows.len());
            }
        }
    }
}
