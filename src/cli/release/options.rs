//! Options that the commands of a release share.

use std::path::PathBuf;

use clap::Args;

/// Which release.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct ReleaseOptions {
    /// The file that says what the release is; by default release.toml beside the configuration
    /// file.
    #[arg(long, value_name = "FILE")]
    pub release: Option<PathBuf>,
}
