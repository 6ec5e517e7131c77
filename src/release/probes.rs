//! Named questions with one answer, asked where nothing can be changed.
//!
//! Counterpart: the baseline invariants of the executor rehearsal (`own=0`, `gap=210`, …). A probe
//! is one query; it is asked in a transaction that is read only, and an answer that cannot be had
//! is a failure. Values are written as `psql -At` writes them, with `NULL` and `(0 rows)` spelled
//! out, so that an absent answer is never taken for an empty one.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::obstacle::Obstacle;
use super::tier::{Fragment, fragments};
use crate::db::{Cell, Connection, Rows, TransactionStatus};
use crate::governance::{Probe, ProbeClass};

/// The answers of probes by their names.
pub type Answers = BTreeMap<String, String>;

/// What a query without rows answers.
const NO_ROWS: &str = "(0 rows)";

/// The texts of values do not hang on the session: neither on its time zone nor on its formats.
const PINNED_FORMATS: &str = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'; \
                              SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; \
                              SET LOCAL bytea_output = 'hex'";

/// Asks all probes in one transaction of its own: repeatable read, read only, rolled back.
///
/// # Errors
/// A probe fails or is no single query, or the server cannot tell at the end that the transaction
/// has changed nothing.
pub fn ask(connection: &mut Connection, probes: &[Probe]) -> Result<Answers, Obstacle> {
    let queries = probes
        .iter()
        .map(|probe| (probe.name.as_str(), probe.sql.as_str()));
    ask_queries(connection, queries)
}

/// As [`ask`], of queries by their names.
///
/// # Errors
/// As [`ask`]; also where a transaction is open already, because its end would be ours.
pub fn ask_queries<'a>(
    connection: &mut Connection,
    queries: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Answers, Obstacle> {
    if connection.transaction_status() != TransactionStatus::Idle {
        return Err(Obstacle::gate(
            "the probes need a transaction of their own, and one is open",
        ));
    }
    let answers = connection
        .execute(&format!(
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {PINNED_FORMATS}"
        ))
        .map_err(|error| Obstacle::database("cannot begin a read-only transaction", &error))
        .and_then(|_| read_all(connection, queries))
        .and_then(|answers| prove_unchanged(connection).map(|()| answers));
    let end = connection
        .rollback()
        .map_err(|error| Obstacle::database("cannot end the read-only transaction", &error));
    let answers = answers?;
    end?;
    Ok(answers)
}

/// Asks probes inside of the transaction that is open, without being able to change it.
///
/// They see what the transaction has done so far. A savepoint makes the questions read only and
/// takes back that they were asked.
///
/// # Errors
/// A probe fails or is no single query, or no transaction is open.
pub fn ask_within<'a>(
    connection: &mut Connection,
    probes: impl IntoIterator<Item = &'a Probe>,
) -> Result<Answers, Obstacle> {
    if connection.transaction_status() != TransactionStatus::InTransaction {
        return Err(Obstacle::gate(
            "the probes are to be asked inside of a transaction, and none is open",
        ));
    }
    let queries = probes
        .into_iter()
        .map(|probe| (probe.name.as_str(), probe.sql.as_str()));
    let database = |error| Obstacle::database("cannot ask inside of the transaction", &error);
    connection
        .execute(&format!(
            "SAVEPOINT alembic_rs_probes; SET LOCAL transaction_read_only = on; {PINNED_FORMATS}"
        ))
        .map_err(database)?;
    let answers = read_all(connection, queries);
    connection
        .execute("ROLLBACK TO SAVEPOINT alembic_rs_probes; RELEASE SAVEPOINT alembic_rs_probes")
        .map_err(database)?;
    answers
}

fn read_all<'a>(
    connection: &mut Connection,
    queries: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Answers, Obstacle> {
    let mut answers = Answers::new();
    for (name, sql) in queries {
        let answer = read_one(connection, name, sql)
            .map_err(|obstacle| obstacle.with_fact("probe", name))?;
        if answers.insert(name.to_owned(), answer).is_some() {
            return Err(Obstacle::gate(format!("there are two probes {name}")));
        }
    }
    Ok(answers)
}

fn read_one(connection: &mut Connection, name: &str, sql: &str) -> Result<String, Obstacle> {
    let pieces = fragments(sql)
        .map_err(|error| Obstacle::gate(format!("the probe {name} cannot be read: {error}")))?;
    let [Fragment::Statement { text, .. }] = pieces.as_slice() else {
        return Err(Obstacle::gate(format!(
            "the probe {name} must be a single query without psql commands"
        )));
    };
    let rows = connection
        .query(text)
        .map_err(|error| Obstacle::database(format!("the probe {name} has no answer"), &error))?;
    if connection.transaction_status() != TransactionStatus::InTransaction {
        return Err(Obstacle::gate(format!(
            "the probe {name} has ended the transaction it was asked in"
        )));
    }
    if rows.columns.is_empty() {
        return Err(Obstacle::gate(format!(
            "the probe {name} is no query: it returns no columns"
        )));
    }
    Ok(text_of(&rows))
}

/// The server's word that the transaction has got no transaction id, without which nothing can be
/// written.
fn prove_unchanged(connection: &mut Connection) -> Result<(), Obstacle> {
    let rows = connection
        .query("SELECT pg_current_xact_id_if_assigned() IS NULL")
        .map_err(|error| {
            Obstacle::database(
                "the server does not tell whether anything was written",
                &error,
            )
        })?;
    match rows.single() {
        Some(Cell::Bool(true)) => Ok(()),
        _ => Err(Obstacle::gate(
            "a transaction id was assigned while the probes were asked: one of them has written",
        )),
    }
}

fn text_of(rows: &Rows) -> String {
    if rows.rows.is_empty() {
        return NO_ROWS.to_owned();
    }
    let line = |row: &Vec<Cell>| row.iter().map(cell_text).collect::<Vec<_>>().join("|");
    rows.rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn cell_text(cell: &Cell) -> String {
    match cell {
        Cell::Null => "NULL".to_owned(),
        Cell::Bool(true) => "t".to_owned(),
        Cell::Bool(false) => "f".to_owned(),
        Cell::Integer(value) => value.to_string(),
        Cell::Float(value) => value.to_string(),
        Cell::Numeric(text)
        | Cell::Text(text)
        | Cell::Uuid(text)
        | Cell::Json(text)
        | Cell::Temporal { text, .. } => text.clone(),
        Cell::Bytes(bytes) => bytes.iter().fold("\\x".to_owned(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        }),
        Cell::Array(cells) => {
            let inner: Vec<String> = cells.iter().map(cell_text).collect();
            format!("{{{}}}", inner.join(","))
        }
    }
}

/// Before or after the release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Before anything is changed.
    Before,
    /// At the end.
    After,
}

impl Moment {
    /// Whether a probe is asked then: one with an expectation of the other moment only is not,
    /// because what it asks about may not be there.
    pub fn asks(self, probe: &Probe) -> bool {
        match self {
            Self::Before => probe.before.is_some() || probe.after.is_none(),
            Self::After => probe.after.is_some() || probe.before.is_none(),
        }
    }

    /// The probes that are asked then.
    pub fn probes(self, probes: &[Probe]) -> Vec<Probe> {
        let asked = probes.iter().filter(|probe| self.asks(probe));
        asked.cloned().collect()
    }
}

/// What an answer comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProbeVerdict {
    /// It is the expected one.
    AsExpected,
    /// Nothing was expected; it is only recorded.
    Recorded,
    /// It is another, and that is explained.
    Explained(String),
    /// It is another, or there is none.
    Differs,
}

/// A line of a [`ProbeReport`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeLine {
    /// The probe.
    pub name: String,
    /// What was expected.
    pub expected: Option<String>,
    /// What was answered; `None` if it was not asked.
    pub found: Option<String>,
    /// What that comes to.
    pub verdict: ProbeVerdict,
}

/// Answers held against what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeReport {
    /// A line for each probe.
    pub lines: Vec<ProbeLine>,
}

impl ProbeReport {
    /// The answers of a moment, against what the probes expect then.
    pub fn of(probes: &[Probe], moment: Moment, answers: &Answers) -> Self {
        let asked = probes.iter().filter(|probe| moment.asks(probe));
        let lines = asked.map(|probe| {
            let expected = match moment {
                Moment::Before => &probe.before,
                Moment::After => &probe.after,
            };
            line(probe, expected.as_ref(), answers)
        });
        Self {
            lines: lines.collect(),
        }
    }

    /// The answers against expectations by name, every one of which is asserted.
    ///
    /// An expectation of a probe that was not asked differs.
    pub fn of_expectations(expected: &BTreeMap<String, String>, answers: &Answers) -> Self {
        let lines = expected.iter().map(|(name, expected)| {
            let found = answers.get(name);
            ProbeLine {
                name: name.clone(),
                expected: Some(expected.clone()),
                found: found.cloned(),
                verdict: if found == Some(expected) {
                    ProbeVerdict::AsExpected
                } else {
                    ProbeVerdict::Differs
                },
            }
        });
        Self {
            lines: lines.collect(),
        }
    }

    /// Whether no answer differs without an explanation.
    pub fn holds(&self) -> bool {
        self.failing().next().is_none()
    }

    /// The lines that differ.
    pub fn failing(&self) -> impl Iterator<Item = &ProbeLine> {
        self.lines
            .iter()
            .filter(|line| line.verdict == ProbeVerdict::Differs)
    }

    /// `own=0 gap=210`, of all answers.
    pub fn summary(&self) -> String {
        let told = self.lines.iter().map(|line| {
            let found = line.found.as_deref().unwrap_or("not asked");
            format!("{}={found}", line.name)
        });
        told.collect::<Vec<_>>().join(" ")
    }

    /// The failing lines in a sentence.
    pub fn failures(&self) -> String {
        let told = self.failing().map(|line| {
            format!(
                "{} is {}, not {}",
                line.name,
                line.found.as_deref().unwrap_or("not asked"),
                line.expected
                    .as_deref()
                    .unwrap_or("what an explanation covers")
            )
        });
        told.collect::<Vec<_>>().join("; ")
    }

    /// One line a probe, for an evidence file.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            let found = line.found.as_deref().unwrap_or("(not asked)");
            let expected = line.expected.as_deref().unwrap_or("(anything)");
            let verdict = match &line.verdict {
                ProbeVerdict::AsExpected => "as expected".to_owned(),
                ProbeVerdict::Recorded => "recorded".to_owned(),
                ProbeVerdict::Explained(reason) => format!("explained: {reason}"),
                ProbeVerdict::Differs => "DIFFERS".to_owned(),
            };
            let indented = |text: &str| text.replace('\n', "\n    ");
            text.push_str(&format!(
                "{}: {} (expected {}): {verdict}\n",
                line.name,
                indented(found),
                indented(expected)
            ));
        }
        text
    }
}

fn line(probe: &Probe, expected: Option<&String>, answers: &Answers) -> ProbeLine {
    let found = answers.get(&probe.name);
    let verdict = match (found, expected) {
        (None, _) => ProbeVerdict::Differs,
        (Some(_), None) => ProbeVerdict::Recorded,
        (Some(found), Some(expected)) if found == expected => ProbeVerdict::AsExpected,
        (Some(_), Some(_)) => match (probe.class, probe.reason.as_deref().map(str::trim)) {
            (ProbeClass::Explained, Some(reason)) if !reason.is_empty() => {
                ProbeVerdict::Explained(reason.to_owned())
            }
            (ProbeClass::Explained | ProbeClass::Asserted, _) => ProbeVerdict::Differs,
        },
    };
    ProbeLine {
        name: probe.name.clone(),
        expected: expected.cloned(),
        found: found.cloned(),
        verdict,
    }
}

#[cfg(test)]
mod tests {
    use super::{Answers, Moment, ProbeReport, ProbeVerdict};
    use crate::governance::{Probe, ProbeClass};

    fn probe(class: ProbeClass, reason: Option<&str>) -> Probe {
        Probe {
            name: "own".to_owned(),
            sql: "SELECT 0".to_owned(),
            before: Some("0".to_owned()),
            after: None,
            class,
            reason: reason.map(str::to_owned),
            isolation: false,
        }
    }

    fn verdict(probe: Probe, answer: Option<&str>) -> ProbeVerdict {
        let answers: Answers = answer
            .map(|answer| ("own".to_owned(), answer.to_owned()))
            .into_iter()
            .collect();
        let report = ProbeReport::of(&[probe], Moment::Before, &answers);
        report.lines[0].verdict.clone()
    }

    #[test]
    fn only_an_explanation_excuses_another_answer_and_nothing_a_missing_one() {
        use ProbeClass::{Asserted, Explained};
        let asserted = || probe(Asserted, Some("a reason"));
        let explained = || probe(Explained, Some("a reason"));
        assert_eq!(verdict(asserted(), Some("0")), ProbeVerdict::AsExpected);
        assert_eq!(verdict(asserted(), Some("1")), ProbeVerdict::Differs);
        assert_eq!(
            verdict(explained(), Some("1")),
            ProbeVerdict::Explained("a reason".to_owned())
        );
        assert_eq!(verdict(explained(), None), ProbeVerdict::Differs);
        assert_eq!(
            verdict(probe(Explained, Some(" ")), Some("1")),
            ProbeVerdict::Differs
        );
    }

    #[test]
    fn an_expectation_of_a_probe_that_was_not_asked_fails() {
        let expected = [("gap".to_owned(), "0".to_owned())].into();
        let report = ProbeReport::of_expectations(&expected, &Answers::new());
        assert!(!report.holds());
        assert_eq!(report.failures(), "gap is not asked, not 0");
    }
}
