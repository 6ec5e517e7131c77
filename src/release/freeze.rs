//! Whether nobody writes to a database: the probe behind a person's word that writes are frozen.
//!
//! Counterpart: "write freeze confirmed" of the cutover's preconditions (row 58). Three things are
//! looked at for a while: the sessions of others, the rows the database counts, and the next
//! transaction id of the server. The first is seen only while it lasts; the second may lag ten
//! seconds behind; the third never lies, but is that of all databases of the server together. So
//! where the third has moved, the second is waited for.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::obstacle::Obstacle;
use super::targets::{Target, refused};
use crate::db::{
    Connection, Counters, DbError, ServerSession, other_sessions, prepared_transactions,
};

/// How long the database is watched where nothing else is said.
pub const QUIET: Duration = Duration::from_secs(5);

/// How long a session may keep its counts to itself (`PGSTAT_IDLE_INTERVAL`), and a second.
const LAG: Duration = Duration::from_secs(11);

/// The time between two looks at the sessions.
const PAUSE: Duration = Duration::from_millis(200);

/// Watches `target` for the time `quiet`; returns what was seen, for the evidence.
///
/// `own` are the processes of our other sessions there.
///
/// # Errors
/// Somebody writes, or might; or it cannot be found out.
pub fn write_freeze(target: &Target, own: &[i32], quiet: Duration) -> Result<String, Obstacle> {
    let mut connection = target.connect()?;
    let failed = |error: DbError| refused("cannot watch the database", &error);
    connection
        .execute("SET default_transaction_read_only = on")
        .map_err(failed)?;
    let before = Counters::read(&mut connection).map_err(failed)?;
    let mut looks = watch(&mut connection, own, quiet)?;
    let mut after = Counters::read(&mut connection).map_err(failed)?;
    let mut watched = quiet;
    if after.next_transaction_id != before.next_transaction_id {
        looks += watch(&mut connection, own, LAG)?;
        after = Counters::read(&mut connection).map_err(failed)?;
        watched += LAG;
    }
    if after.counts_other_rows_than(&before) {
        return Err(Obstacle::gate(format!(
            "rows were written during the write freeze\nbefore: {before}\nafter:  {after}\n\
             Remedy: stop what writes, and begin again"
        )));
    }
    let others = other_sessions(&mut connection, own).map_err(failed)?;
    let mut text = format!(
        "watched for {} s, the sessions {looks} times\nbefore: {before}\nafter:  {after}\n",
        watched.as_secs()
    );
    text.push_str(if after.next_transaction_id == before.next_transaction_id {
        "no transaction id was assigned on the whole server: nobody has written anything\n"
    } else {
        "transaction ids were assigned on the server, and no row was written in this database\n"
    });
    text.push_str(&format!(
        "default_transaction_read_only of the database and the role: {}\n",
        if target.seen().default_read_only {
            "on"
        } else {
            "off"
        }
    ));
    text.push_str(&format!("other sessions, all idle: {}\n", others.len()));
    for session in others {
        text.push_str(&format!("  {session}\n"));
    }
    Ok(text)
}

/// Looks at the sessions again and again; returns how often.
fn watch(connection: &mut Connection, own: &[i32], time: Duration) -> Result<usize, Obstacle> {
    let failed = |error: DbError| refused("cannot watch the sessions", &error);
    let deadline = Instant::now() + time;
    let mut looks = 0;
    loop {
        let writing: Vec<ServerSession> = other_sessions(connection, own)
            .map_err(failed)?
            .into_iter()
            .filter(ServerSession::may_write)
            .collect();
        if !writing.is_empty() {
            return Err(Obstacle::gate(format!(
                "other sessions are at work during the write freeze:\n{}\nRemedy: end them, and \
                 begin again",
                listed(&writing)
            )));
        }
        let prepared = prepared_transactions(connection).map_err(failed)?;
        if !prepared.is_empty() {
            return Err(Obstacle::gate(format!(
                "prepared transactions wait for their end: {}\nRemedy: COMMIT PREPARED or ROLLBACK \
                 PREPARED",
                prepared.join(", ")
            )));
        }
        looks += 1;
        if Instant::now() >= deadline {
            return Ok(looks);
        }
        sleep(PAUSE);
    }
}

/// Each session in a line of its own.
pub(super) fn listed(sessions: &[ServerSession]) -> String {
    let lines: Vec<String> = sessions
        .iter()
        .map(|session| format!("  {session}"))
        .collect();
    lines.join("\n")
}
