//! `list_templates`, the counterpart of `alembic.command.list_templates`.

use clap::Args;

/// List what `init` can set up.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct ListTemplatesArgs {}
