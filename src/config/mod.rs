//! What the configuration means: alembic.ini, pyproject.toml, the environment.

mod database_url;

pub use database_url::{DatabaseUrl, DatabaseUrlError, Driver, Secret};
