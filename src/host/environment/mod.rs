//! `env.py`, evaluated to learn what it would have told Alembic.
//!
//! The counterpart of `alembic.runtime.environment` and of the parts of SQLAlchemy that an
//! `env.py` makes its connection with.

mod calls;
mod configuration;
mod configure;
mod connection;
mod context;
mod declarative;
mod dotenv;
mod dotenv_file;
mod engine;
mod evaluate;
mod facts;
mod modules;
mod native;
mod no_operations;
mod reading;
mod recorder;
mod template;
mod url;
mod url_object;
mod variable_files;

pub use configuration::{
    AlembicOption, CommandOption, CommandOptions, ConfigurationFault, EnvironmentConfiguration,
};
pub use evaluate::{
    EnvironmentError, EnvironmentRequest, evaluate_environment, evaluate_for_template,
};
pub use facts::{
    ConfigurationFacts, ConfigureFacts, Ending, EnvironmentFacts, Fact, Keyword, LoggingFact, Run,
    SessionAction, SessionEvent, Stop, StopKind, Unknown, UrlFact,
};
pub use recorder::EnvironmentMode;
pub use template::{Directives, TemplateFacts, template_configuration};
