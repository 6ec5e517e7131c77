//! What the user's configuration means: `alembic.ini`, `pyproject.toml` and the environment.
//!
//! The counterpart of `alembic.config.Config` and of what `ScriptDirectory.from_config` reads from
//! it. Nothing here connects, evaluates Python or looks into a revision file.

mod alembic_config;
mod database_url;
mod environment;
mod error;
mod files;
mod ini;
mod ini_reader;
mod interpolation;
mod locations;
mod log_format;
mod logging;
mod native_settings;
mod percent_format;
mod post_write_hooks;
mod pyproject;
mod python_text;
mod resource;
mod settings;
mod url_choice;

pub use alembic_config::{Config, OptionValue};
pub use database_url::{DatabaseUrl, DatabaseUrlError, Driver, Secret};
pub use environment::{Environment, program_file, working_directory};
pub use error::{ConfigError, FailureKind};
pub use files::ConfigFiles;
pub use ini::Ini;
pub use log_format::{LogFormat, LogLevel, LogRecord};
pub use logging::{ExistingLoggers, LogStream, Logging};
pub use native_settings::NativeSettings;
pub use post_write_hooks::PostWriteHookConfig;
pub use pyproject::Pyproject;
pub use settings::Settings;
pub use url_choice::{ChosenUrl, EnvironmentUrl, UrlSources, choose_url, is_placeholder};
