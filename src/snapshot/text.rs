//! The report for people: which dimensions were compared, and what differs, line by line.

use super::difference::{Difference, Dimension};
use super::report::{NOTHING, ParityReport};

impl ParityReport {
    /// The report as text, fit for a file of evidence. It ends with a line break.
    pub fn to_text(&self) -> String {
        let mut text = format!("{}\n\n", self.verdict());
        text.push_str("dimension           expected  found  unexplained  explained  notes\n");
        for dimension in Dimension::ALL {
            text.push_str(&self.row(dimension));
        }
        section(
            &mut text,
            "Unexplained differences",
            self.unexplained.iter().map(|difference| (difference, None)),
        );
        section(
            &mut text,
            "Explained differences",
            self.explained
                .iter()
                .map(|explained| (&explained.difference, Some(explained.reason.as_str()))),
        );
        section(
            &mut text,
            "Notes",
            self.notes.iter().map(|difference| (difference, None)),
        );
        if !self.unused_explanations.is_empty() {
            text.push_str("\nExplanations of what is not there\n");
            for explanation in &self.unused_explanations {
                let found = explanation.found.as_deref().unwrap_or("anything");
                text.push_str(&format!("  {}\n", plain(&explanation.object)));
                value(&mut text, "found", found);
                value(&mut text, "reason", &explanation.reason);
            }
        }
        text
    }

    /// The report as JSON, with whether it holds.
    pub fn to_json(&self) -> String {
        let mut report =
            serde_json::to_value(self).expect("a report holds nothing that JSON cannot write");
        if let Some(report) = report.as_object_mut() {
            report.shift_insert(0, "holds".to_owned(), self.holds().into());
        }
        format!("{report:#}\n")
    }

    /// The first line: whether it holds, and in which numbers.
    pub fn verdict(&self) -> String {
        let number = |count: usize, one: &str, several: &str| match count {
            1 => format!("1 {one}"),
            count => format!("{count} {several}"),
        };
        let unexplained = self.unexplained.len();
        let mut parts = vec![number(
            unexplained,
            "unexplained difference",
            "unexplained differences",
        )];
        if !self.explained.is_empty() {
            parts.push(format!("{} explained", self.explained.len()));
        }
        if !self.notes.is_empty() {
            parts.push(number(self.notes.len(), "note", "notes"));
        }
        let unused = self.unused_explanations.len();
        if unused > 0 {
            parts.push(number(
                unused,
                "explanation of what is not there",
                "explanations of what is not there",
            ));
        }
        let word = if self.holds() {
            "holds"
        } else {
            "does not hold"
        };
        format!("parity {word}: {}", parts.join(", "))
    }

    fn row(&self, dimension: Dimension) -> String {
        let name = format!("{dimension:<18}");
        let Some(compared) = self.compared.get(&dimension) else {
            return format!("{name}  not compared\n");
        };
        let of = |difference: &&Difference| difference.dimension == dimension;
        let explained = self.explained.iter().map(|explained| &explained.difference);
        format!(
            "{name}  {:>8}  {:>5}  {:>11}  {:>9}  {:>5}\n",
            compared.expected,
            compared.found,
            self.unexplained.iter().filter(of).count(),
            explained.filter(of).count(),
            self.notes.iter().filter(of).count(),
        )
    }
}

fn section<'a>(
    text: &mut String,
    title: &str,
    differences: impl Iterator<Item = (&'a Difference, Option<&'a str>)>,
) {
    let mut is_first = true;
    for (difference, reason) in differences {
        if is_first {
            text.push_str(&format!("\n{title}\n"));
            is_first = false;
        }
        let object = plain(&difference.object);
        text.push_str(&format!("  {object}: {}\n", difference.aspect));
        value(
            text,
            "expected",
            difference.expected.as_deref().unwrap_or(NOTHING),
        );
        value(
            text,
            "found",
            difference.found.as_deref().unwrap_or(NOTHING),
        );
        if let Some(reason) = reason {
            value(text, "reason", reason);
        }
    }
}

/// A value under its name; further lines of it stand under the first.
fn value(text: &mut String, name: &str, value: &str) {
    for (place, line) in value.trim_end().lines().enumerate() {
        let name = if place == 0 { name } else { "" };
        text.push_str(&format!("    {name:<8}  {}\n", plain(line)));
    }
    if value.trim_end().is_empty() {
        text.push_str(&format!("    {name:<8}  ''\n"));
    }
}

/// What stands in a database, on one line: nothing in it commands a terminal, turns the direction of
/// what follows, or begins a line that could be taken for one of the report's own.
fn plain(text: &str) -> String {
    text.replace(
        |letter: char| {
            letter != '\t' && letter.is_control()
                || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        },
        "\u{fffd}",
    )
}

#[cfg(test)]
mod tests {
    use crate::snapshot::difference::{Difference, Dimension, Weight};
    use crate::snapshot::report::ParityReport;

    #[test]
    fn a_name_adds_no_line_and_commands_no_terminal() {
        let difference = Difference {
            object: "table \"a\u{1b}[31m\u{202e}\nparity holds: 0\"".to_owned(),
            dimension: Dimension::Tables,
            aspect: "existence".to_owned(),
            expected: Some("one\n\u{1b}two".to_owned()),
            found: None,
            weight: Weight::Difference,
        };
        let text = ParityReport {
            unexplained: vec![difference],
            ..ParityReport::default()
        }
        .to_text();
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text}"
        );
        assert!(
            text.lines().all(|line| !line.starts_with("parity holds")),
            "{text}"
        );
        assert!(text.contains("one\n              \u{fffd}two\n"), "{text}");
    }
}
