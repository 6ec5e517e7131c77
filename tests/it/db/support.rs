//! A database of its own for every test.

use std::sync::atomic::{AtomicU32, Ordering};

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{Connection, DbError, Environment, Parameters, Sandbox};

/// A new, empty database on the server of this test run.
pub(crate) fn new_database() -> DatabaseUrl {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let name = format!("test_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let sandbox = Sandbox::shared().expect("a private server");
    sandbox.create_database(&name).expect("a new database")
}

/// Connects with nothing but what the URL says.
pub(crate) fn connect(url: &DatabaseUrl) -> Result<Connection, DbError> {
    Connection::connect(&Parameters::resolve(url, &Environment::default())?)
}
