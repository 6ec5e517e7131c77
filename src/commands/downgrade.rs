//! `downgrade`: refused, because this program goes forward only.

use crate::cli::DowngradeArgs;

use super::error::CommandError;

/// Refuses.
pub(super) fn downgrade(args: &DowngradeArgs) -> Result<(), CommandError> {
    Err(CommandError::command(format!(
        "alembic-rs goes forward only and will not downgrade to '{}'; write a new revision that \
         undoes the change, restore a backup, or run Alembic itself",
        args.revision
    )))
}
