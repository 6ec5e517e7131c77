//! A signal that asks to stop while connections are at work: statements are cancelled, and the run
//! ends in order.
//!
//! The counterpart of the `KeyboardInterrupt` that Python raises. psycopg2 waits for the statement
//! to end before it lets Python see the signal; here the server is asked to stop it.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::connection::{CancelHandle, event_loop};
use super::error::DbError;

/// A signal by which somebody asks the process to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopSignal {
    /// SIGINT: Ctrl-C.
    Interrupt,
    /// SIGTERM: `kill`, and a machine that shuts down.
    Terminate,
    /// SIGHUP: the terminal is gone.
    Hangup,
}

impl StopSignal {
    const ALL: [Self; 3] = [Self::Interrupt, Self::Terminate, Self::Hangup];

    fn kind(self) -> SignalKind {
        match self {
            Self::Interrupt => SignalKind::interrupt(),
            Self::Terminate => SignalKind::terminate(),
            Self::Hangup => SignalKind::hangup(),
        }
    }

    /// The number under which it is remembered; 0 is none.
    fn number(self) -> u8 {
        match self {
            Self::Interrupt => 1,
            Self::Terminate => 2,
            Self::Hangup => 3,
        }
    }
}

impl fmt::Display for StopSignal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Interrupt => "SIGINT",
            Self::Terminate => "SIGTERM",
            Self::Hangup => "SIGHUP",
        })
    }
}

/// All signals that ask the process to end, taken up for the rest of its life.
///
/// Every session that begins from then on is interrupted by one: its statement is cancelled, and it
/// takes none but `ROLLBACK` any more. Sessions that begin afterwards are for finding out what has
/// become of it all, until another signal comes.
#[derive(Debug, Clone, Copy)]
pub struct StopSignals(());

impl StopSignals {
    /// Takes the signals up.
    ///
    /// # Errors
    /// Where the system has no thread or no signals to give.
    pub fn take_up() -> Result<Self, DbError> {
        let watch = Watch::of_process();
        for one in StopSignal::ALL {
            watch.listen(one)?;
        }
        watch.is_for_all.store(true, Ordering::SeqCst);
        Ok(Self(()))
    }

    /// The last signal that has come.
    pub fn come(self) -> Option<StopSignal> {
        Watch::of_process().last()
    }
}

/// What a signal does, besides being remembered.
type Action = Arc<dyn Fn() + Send + Sync>;

/// Something that is done when a signal comes; no longer when this is dropped.
pub(super) struct OnStop(u64);

impl OnStop {
    /// Has `action` done by each signal from now on, where signals are taken up for all sessions.
    pub(super) fn new(action: impl Fn() + Send + Sync + 'static) -> Option<Self> {
        let watch = Watch::of_process();
        watch
            .is_for_all
            .load(Ordering::SeqCst)
            .then(|| Self(watch.add(Arc::new(action))))
    }
}

impl Drop for OnStop {
    fn drop(&mut self) {
        Watch::of_process().actions().remove(&self.0);
    }
}

/// Whether a session has been asked to stop.
pub(super) struct Interruption {
    action: OnStop,
    /// How many signals had come before.
    before: usize,
    reach: Reach,
}

/// What a signal does to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// It cancels the statement; who executes statements asks between them.
    Statement,
    /// It cancels the statement, and no other one is taken.
    Session,
}

impl Interruption {
    /// Watches for Ctrl-C until the process ends; each one cancels the session's statement.
    ///
    /// # Errors
    /// Where the system has no thread or no signals to give.
    pub(super) fn watch(handle: CancelHandle) -> Result<Self, DbError> {
        Watch::of_process().listen(StopSignal::Interrupt)?;
        Ok(Self::of(handle, Reach::Statement))
    }

    /// As [`StopSignals`] says, where those are taken up.
    pub(super) fn where_taken_up(handle: impl FnOnce() -> CancelHandle) -> Option<Self> {
        let is_for_all = Watch::of_process().is_for_all.load(Ordering::SeqCst);
        is_for_all.then(|| Self::of(handle(), Reach::Session))
    }

    fn of(handle: CancelHandle, reach: Reach) -> Self {
        let watch = Watch::of_process();
        let before = watch.count.load(Ordering::SeqCst);
        let action = watch.add(Arc::new(move || {
            // A server that cannot be reached fails the statement too.
            let _ = handle.cancel();
        }));
        Self {
            action: OnStop(action),
            before,
            reach,
        }
    }

    /// Whether a signal has come since the session is watched.
    pub(super) fn has_come(&self) -> bool {
        Watch::of_process().count.load(Ordering::SeqCst) > self.before
    }

    /// The signal because of which the session takes no further statement.
    pub(super) fn refuses(&self) -> Option<StopSignal> {
        match self.reach {
            Reach::Statement => None,
            Reach::Session if self.has_come() => Watch::of_process().last(),
            Reach::Session => None,
        }
    }

    /// Lets the session go on after the signals that have come, to clear up.
    pub(super) fn disregard(&mut self) {
        self.before = Watch::of_process().count.load(Ordering::SeqCst);
    }
}

impl fmt::Debug for Interruption {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Interruption")
            .field("action", &self.action.0)
            .field("before", &self.before)
            .field("has_come", &self.has_come())
            .field("reach", &self.reach)
            .finish()
    }
}

/// What the process has been asked, and what is done about it.
#[derive(Default)]
struct Watch {
    /// Which signals are listened to, by their numbers.
    heard: Mutex<Vec<u8>>,
    /// How many have come.
    count: AtomicUsize,
    /// The last of them, by its number.
    last: AtomicU8,
    /// Whether every session is meant.
    is_for_all: AtomicBool,
    actions: Mutex<BTreeMap<u64, Action>>,
    next: Mutex<u64>,
}

impl Watch {
    fn of_process() -> &'static Self {
        static WATCH: OnceLock<Watch> = OnceLock::new();
        WATCH.get_or_init(Self::default)
    }

    /// Listens to a signal, once; it no longer ends the process when this returns.
    fn listen(&'static self, one: StopSignal) -> Result<(), DbError> {
        let mut heard = unpoisoned(&self.heard);
        if heard.contains(&one.number()) {
            return Ok(());
        }
        let waiting = event_loop()?;
        let stream = {
            let _inside = waiting.enter();
            signal(one.kind()).map_err(DbError::EventLoop)?
        };
        spawn("signals", move || self.wait(&waiting, stream, one))?;
        heard.push(one.number());
        Ok(())
    }

    /// A second signal asks the server a second time: the first may have met no statement.
    fn wait(&self, waiting: &tokio::runtime::Runtime, mut stream: Signal, one: StopSignal) {
        while waiting.block_on(stream.recv()).is_some() {
            self.last.store(one.number(), Ordering::SeqCst);
            self.count.fetch_add(1, Ordering::SeqCst);
            let actions: Vec<Action> = self.actions().values().cloned().collect();
            for action in actions {
                // One server that does not answer must not keep the others waiting.
                let (done, again) = (Arc::clone(&action), action);
                if spawn("interruption", move || done()).is_err() {
                    again();
                }
            }
        }
    }

    fn last(&self) -> Option<StopSignal> {
        let number = self.last.load(Ordering::SeqCst);
        StopSignal::ALL
            .into_iter()
            .find(|one| one.number() == number)
    }

    fn add(&self, action: Action) -> u64 {
        let mut next = unpoisoned(&self.next);
        *next += 1;
        self.actions().insert(*next, action);
        *next
    }

    fn actions(&self) -> MutexGuard<'_, BTreeMap<u64, Action>> {
        unpoisoned(&self.actions)
    }
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), DbError> {
    let thread: io::Result<_> = thread::Builder::new().name(name.to_owned()).spawn(work);
    thread.map(drop).map_err(DbError::EventLoop)
}

/// What is in a lock, whoever has panicked while holding it: no invariant spans two of them.
fn unpoisoned<Held>(lock: &Mutex<Held>) -> MutexGuard<'_, Held> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
