//! Whether a server archives what point-in-time recovery needs.
//!
//! Counterpart: chapter "Continuous Archiving and Point-in-Time Recovery" of PostgreSQL's manual;
//! `pg_stat_archiver`.

use std::fmt;
use std::time::Duration;

use super::Cell;
use super::connection::Connection;
use super::error::DbError;

/// What the server tells about its archiving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archiving {
    /// `archive_mode`: `off`, `on` or `always`.
    pub mode: String,
    /// `wal_level`: `minimal` cannot be recovered from.
    pub wal_level: String,
    /// The last segment that was archived.
    pub last_archived: Option<String>,
    /// When it was.
    pub last_archived_at: Option<String>,
    /// How long ago that is.
    pub age: Option<Duration>,
    /// Segments that could not be archived, since the statistics were reset.
    pub failures: i64,
    /// Whether the last attempt failed: it is younger than the last success.
    pub is_failing: bool,
    /// The position in the log, to name the moment by.
    pub position: Option<String>,
}

impl Archiving {
    /// Asks the server.
    ///
    /// # Errors
    /// The server's.
    pub fn read(connection: &mut Connection) -> Result<Self, DbError> {
        let answer = connection.query(
            "SELECT pg_catalog.current_setting('archive_mode'),
                    pg_catalog.current_setting('wal_level'),
                    last_archived_wal, last_archived_time::text,
                    pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()
                                                  - last_archived_time)::bigint,
                    failed_count,
                    COALESCE(last_failed_time > last_archived_time,
                             last_failed_time IS NOT NULL),
                    CASE WHEN NOT pg_catalog.pg_is_in_recovery()
                         THEN pg_catalog.pg_current_wal_lsn()::text END
               FROM pg_catalog.pg_stat_archiver",
        )?;
        let text = |cell: &Cell| cell.as_text().map(str::to_owned);
        match answer.rows.first().map(Vec::as_slice) {
            Some(
                [
                    Cell::Text(mode),
                    Cell::Text(wal_level),
                    last_archived,
                    last_archived_at,
                    age,
                    Cell::Integer(failures),
                    Cell::Bool(is_failing),
                    position,
                ],
            ) => Ok(Self {
                mode: mode.clone(),
                wal_level: wal_level.clone(),
                last_archived: text(last_archived),
                last_archived_at: text(last_archived_at),
                age: age
                    .as_integer()
                    .map(|seconds| Duration::from_secs(seconds.max(0).unsigned_abs())),
                failures: *failures,
                is_failing: *is_failing,
                position: text(position),
            }),
            _ => Err(DbError::Unsupported {
                reason: "the server's answer about pg_stat_archiver cannot be read".to_owned(),
            }),
        }
    }

    /// Why this archive is nothing to recover from; `None` where nothing speaks against it.
    ///
    /// `maximal_age` is how long ago the last segment may have been archived.
    pub fn objection(&self, maximal_age: Duration) -> Option<String> {
        if self.mode == "off" {
            return Some(
                "archive_mode is off: this server archives nothing that a point in time could be \
                 recovered from"
                    .to_owned(),
            );
        }
        if self.wal_level == "minimal" {
            return Some("wal_level is minimal, from which nothing can be recovered".to_owned());
        }
        if self.is_failing {
            return Some(format!(
                "the server's last attempt to archive has failed ({} failure(s) in all); see \
                 pg_stat_archiver and the server's log",
                self.failures
            ));
        }
        match self.age {
            None => Some(
                "no segment has been archived yet; SELECT pg_switch_wal() begins a new one"
                    .to_owned(),
            ),
            Some(age) if age > maximal_age => Some(format!(
                "the last segment was archived {} s ago, {} s are allowed",
                age.as_secs(),
                maximal_age.as_secs()
            )),
            Some(_) => None,
        }
    }
}

impl fmt::Display for Archiving {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
        writeln!(formatter, "archive_mode: {}", self.mode)?;
        writeln!(formatter, "wal_level: {}", self.wal_level)?;
        writeln!(
            formatter,
            "last archived segment: {}",
            shown(&self.last_archived)
        )?;
        writeln!(
            formatter,
            "archived at: {}{}",
            shown(&self.last_archived_at),
            self.age
                .map(|age| format!(" ({} s ago)", age.as_secs()))
                .unwrap_or_default()
        )?;
        writeln!(formatter, "failures: {}", self.failures)?;
        writeln!(formatter, "last attempt failed: {}", self.is_failing)?;
        writeln!(formatter, "log position: {}", shown(&self.position))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Archiving;

    #[test]
    fn an_archive_is_believed_only_where_it_works() {
        let working = Archiving {
            mode: "on".to_owned(),
            wal_level: "replica".to_owned(),
            last_archived: Some("000000010000000000000001".to_owned()),
            last_archived_at: None,
            age: Some(Duration::from_secs(60)),
            failures: 3,
            is_failing: false,
            position: None,
        };
        let minute = Duration::from_secs(60);
        assert_eq!(working.objection(minute), None);
        let broken: [(fn(&mut Archiving), &str); 5] = [
            (|archiving| archiving.mode = "off".to_owned(), "off"),
            (
                |archiving| archiving.wal_level = "minimal".to_owned(),
                "minimal",
            ),
            (|archiving| archiving.is_failing = true, "3 failure(s)"),
            (|archiving| archiving.age = None, "no segment"),
            (
                |archiving| archiving.age = Some(Duration::from_secs(61)),
                "61 s",
            ),
        ];
        for (change, expected) in broken {
            let mut archiving = working.clone();
            change(&mut archiving);
            let objection = archiving.objection(minute).expect(expected);
            assert!(objection.contains(expected), "{objection}");
        }
    }
}
