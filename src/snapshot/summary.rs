//! A comparison in one sentence, for a ledger.

use super::difference::Difference;
use super::report::ParityReport;

/// How many differences are named; a report names all of them.
const NAMED: usize = 5;

impl ParityReport {
    /// What came of the comparison in a sentence; the first differences are named.
    pub fn summary(&self) -> String {
        if self.holds() {
            return format!(
                "equal: no unexplained difference, {} explained, {} note(s)",
                self.explained.len(),
                self.notes.len()
            );
        }
        let mut parts: Vec<String> = self.unexplained.iter().take(NAMED).map(named).collect();
        let unnamed = self.unexplained.len().saturating_sub(NAMED);
        if unnamed > 0 {
            parts.push(format!("and {unnamed} more"));
        }
        for explanation in &self.unused_explanations {
            let object = &explanation.object;
            parts.push(format!(
                "nothing is there that the explanation of {object} speaks of"
            ));
        }
        format!(
            "{} unexplained difference(s): {}",
            self.unexplained.len(),
            parts.join("; ")
        )
    }
}

fn named(difference: &Difference) -> String {
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    format!(
        "{}: {} instead of {}",
        difference.object,
        shown(&difference.found),
        shown(&difference.expected)
    )
}
