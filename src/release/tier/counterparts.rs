//! Which approved statement each statement of a clone's copy stands for.
//!
//! The transcript of a rehearsal speaks of the approved statements, because it is those that the
//! cutover repeats; what a clone delta changes is shown in full by the diff of the deltas.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::sql_file::TierStatement;
use crate::release::Obstacle;

/// The text of the approved statement for each that is sent; `None` for one that a delta has added.
///
/// # Errors
/// A delta has taken a statement away: what was rehearsed would not be all that is cut over.
pub fn counterparts(
    approved: &[TierStatement],
    sent: &[TierStatement],
) -> Result<Vec<Option<String>>, Obstacle> {
    let texts = |statements: &[TierStatement]| -> Vec<String> {
        statements.iter().map(|one| one.text.clone()).collect()
    };
    let (approved_texts, sent_texts) = (texts(approved), texts(sent));
    let mut counterparts = vec![None; sent.len()];
    for operation in capture_diff_slices(Algorithm::Myers, &approved_texts, &sent_texts) {
        let (old, new) = (operation.old_range(), operation.new_range());
        if old.len() > new.len() {
            let gone = &approved[old.start];
            return Err(Obstacle::gate(format!(
                "a clone delta takes away the statement of {}, line {}; a delta may change or add \
                 statements only",
                gone.file, gone.line
            )));
        }
        match operation {
            DiffOp::Insert { .. } => {}
            DiffOp::Equal { .. } | DiffOp::Replace { .. } | DiffOp::Delete { .. } => {
                // What a delta adds, it adds in front.
                let first = new.end - old.len();
                for (place, text) in (first..new.end).zip(&approved_texts[old]) {
                    counterparts[place] = Some(text.clone());
                }
            }
        }
    }
    Ok(counterparts)
}

#[cfg(test)]
mod tests {
    use super::{TierStatement, counterparts};

    fn statements(texts: &[&str]) -> Vec<TierStatement> {
        let statement = |text: &&str| TierStatement {
            file: "a.sql".to_owned(),
            line: 1,
            text: (*text).to_owned(),
        };
        texts.iter().map(statement).collect()
    }

    #[test]
    fn changed_statements_stand_for_approved_ones_and_added_ones_for_none() {
        let approved = statements(&["guard 'a'", "SELECT 1", "guard 'a' again"]);
        let sent = statements(&["added", "guard 'b'", "SELECT 1", "guard 'b' again"]);
        let found = counterparts(&approved, &sent).expect("counterparts");
        let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
        assert_eq!(
            found,
            [
                None,
                Some("guard 'a'"),
                Some("SELECT 1"),
                Some("guard 'a' again")
            ]
        );
        assert!(counterparts(&approved, &statements(&["SELECT 1"])).is_err());
    }
}
