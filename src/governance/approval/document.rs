//! What an approver signs: one text, written in one way only.

use std::fmt;

use jiff::Timestamp;

use crate::governance::Digest;

/// What the text begins with; the number is the format's.
const TITLE: &str = "alembic-rs release approval v1";

/// The keys of the lines, in their order.
const KEYS: [&str; 11] = [
    "release",
    "plan",
    "commit",
    "rehearsal",
    "target database",
    "role",
    "approver",
    "not before",
    "not after",
    "window",
    "issued",
];

/// What stands where there is nothing.
const NONE: &str = "none";

/// A span of time in which production may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end, which is not part of it.
    pub to: Timestamp,
}

impl Window {
    /// Whether a moment lies in it.
    pub fn has(&self, moment: Timestamp) -> bool {
        self.from <= moment && moment < self.to
    }
}

impl fmt::Display for Window {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.from, self.to)
    }
}

/// What an approver says by signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalDocument {
    /// The release.
    pub release: String,
    /// The digest of the plan.
    pub plan: Digest,
    /// The commit the plan was made of.
    pub commit: Option<String>,
    /// The seal of the rehearsal it was approved on; where there is one, no other will do.
    pub rehearsal: Option<Digest>,
    /// `current_database()` of what may be changed.
    pub target_database: String,
    /// The role in which it is approved.
    pub role: String,
    /// Who approves, as the allowed signers are named.
    pub approver: String,
    /// From when on it holds.
    pub not_before: Timestamp,
    /// Until when, this moment left out.
    pub not_after: Timestamp,
    /// The maintenance window.
    pub window: Option<Window>,
    /// When it was written.
    pub issued: Timestamp,
}

/// Why a text is no approval.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalDocumentError {
    /// A line is missing, in another place, or not understood.
    #[error("line {line} is not '{expected}: …' as 'release approve' writes it")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What should begin it.
        expected: &'static str,
    },
    /// It says an approval in other bytes, such as with Windows' line ends.
    #[error("it is not byte for byte as 'release approve' writes it")]
    Rewritten,
    /// Its times contradict each other.
    #[error("its times go backwards")]
    Backwards,
}

impl ApprovalDocument {
    /// The text that is signed.
    pub fn to_text(&self) -> String {
        let window = self.window.map(|window| window.to_string());
        let rehearsal = self.rehearsal.map(|seal| seal.to_string());
        let values = [
            self.release.clone(),
            self.plan.to_string(),
            self.commit.clone().unwrap_or(NONE.to_owned()),
            rehearsal.unwrap_or(NONE.to_owned()),
            self.target_database.clone(),
            self.role.clone(),
            self.approver.clone(),
            self.not_before.to_string(),
            self.not_after.to_string(),
            window.unwrap_or(NONE.to_owned()),
            self.issued.to_string(),
        ];
        let mut text = format!("{TITLE}\n");
        for (key, value) in KEYS.iter().zip(values) {
            text.push_str(&format!("{key}: {value}\n"));
        }
        text
    }

    /// Reads a text that [`Self::to_text`] has written.
    ///
    /// # Errors
    /// Any other text, whatever it means.
    pub fn parse(text: &str) -> Result<Self, ApprovalDocumentError> {
        let mut lines = text.lines();
        if lines.next() != Some(TITLE) {
            return Err(ApprovalDocumentError::Line {
                line: 1,
                expected: TITLE,
            });
        }
        let mut values = Vec::with_capacity(KEYS.len());
        for (index, key) in KEYS.iter().enumerate() {
            let line = lines.next().and_then(|line| line.strip_prefix(key));
            let value = line.and_then(|line| line.strip_prefix(": "));
            values.push(value.ok_or(ApprovalDocumentError::Line {
                line: index + 2,
                expected: key,
            })?);
        }
        let wrong = |index: usize| ApprovalDocumentError::Line {
            line: index + 2,
            expected: KEYS[index],
        };
        let moment = |index: usize| -> Result<Timestamp, ApprovalDocumentError> {
            values[index].parse().map_err(|_| wrong(index))
        };
        let rehearsal = match values[3] {
            NONE => None,
            text => Some(Digest::parse(text).ok_or_else(|| wrong(3))?),
        };
        let window = match values[9] {
            NONE => None,
            text => {
                let (from, to) = text.split_once('/').ok_or_else(|| wrong(9))?;
                Some(Window {
                    from: from.parse().map_err(|_| wrong(9))?,
                    to: to.parse().map_err(|_| wrong(9))?,
                })
            }
        };
        let document = Self {
            release: values[0].to_owned(),
            plan: Digest::parse(values[1]).ok_or_else(|| wrong(1))?,
            commit: Some(values[2].to_owned()).filter(|commit| commit != NONE),
            rehearsal,
            target_database: values[4].to_owned(),
            role: values[5].to_owned(),
            approver: values[6].to_owned(),
            not_before: moment(7)?,
            not_after: moment(8)?,
            window,
            issued: moment(10)?,
        };
        if document.to_text() != text {
            return Err(ApprovalDocumentError::Rewritten);
        }
        let is_forward = document.not_before < document.not_after
            && document.window.is_none_or(|window| window.from < window.to);
        match is_forward {
            true => Ok(document),
            false => Err(ApprovalDocumentError::Backwards),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> ApprovalDocument {
        let moment = |text: &str| text.parse().unwrap();
        ApprovalDocument {
            release: "ai".to_owned(),
            plan: Digest::of("plan"),
            commit: Some("0f".repeat(20)),
            rehearsal: Some(Digest::of("seal")),
            target_database: "netzprod".to_owned(),
            role: "governance".to_owned(),
            approver: "governance@example.com".to_owned(),
            not_before: moment("2026-03-01T20:00:00Z"),
            not_after: moment("2026-03-02T02:00:00Z"),
            window: Some(Window {
                from: moment("2026-03-01T22:00:00Z"),
                to: moment("2026-03-02T00:00:00Z"),
            }),
            issued: moment("2026-03-01T12:00:00Z"),
        }
    }

    #[test]
    fn one_text_means_one_approval() {
        let text = document().to_text();
        assert_eq!(ApprovalDocument::parse(&text), Ok(document()));
        let without = ApprovalDocument {
            window: None,
            commit: None,
            rehearsal: None,
            ..document()
        };
        assert_eq!(ApprovalDocument::parse(&without.to_text()), Ok(without));
        for changed in [
            text.replace('\n', "\r\n"),
            text.trim_end().to_owned(),
            format!("{text}\n"),
            format!("{text}role: execution\n"),
            text.replace("20:00:00Z", "21:00:00+01:00"),
            text.replace("role: ", "role:"),
            text.replace("governance\n", "governance\nrole: execution\n"),
            text.replace("v1", "v2"),
            text.replace("2026-03-02T02", "2026-02-02T02"),
            String::new(),
        ] {
            assert!(ApprovalDocument::parse(&changed).is_err(), "{changed}");
        }
    }
}
