//! A release file for tests: the one that the documents of a governed release speak of.

use super::content::ReleaseFile;
use super::reading::parse;

/// Its text.
pub(in crate::governance) const EXAMPLE: &str = r#"
name = "ai-portfolio"
anchor = "0019_nav_snapshots_and_investor_statements"
target = "70a79686336c"
path = [
    "0020_ai_engine_wave_ai1",
    "0021_ai_engine_wave_ai2",
    "0022_ai_engine_wave_ai3_pipeline_intelligence",
    "0023_ai_engine_wave_ai4_portfolio_intelligence",
    "0009b_expand_alembic_version",
    "70a79686336c",
]
working_directory = "backend"
foreign_keys = ["monthly_report_packs"]
not_covered = ["the application's behaviour after the release"]

[source]
url_environment = "SOURCE_URL"
database = "netzprod"

[clone]
url_environment = "CLONE_URL"
database = "netzprod_clone_rehearsal"
method = "dump"
no_backup = "the clone is made anew for every rehearsal"

[production]
url_environment = "DATABASE_URL"
dsn_environment = "PG_DSN"
database = "netzprod"
host = "db.example.com"
role = "netzadmin"
require_ssl = true

[row_counts]
tables = ["funds", "users", "nav_snapshots", "monthly_report_packs"]

[objects]
name = "ai4"
tables = [
    "active_investments",
    "performance_drift_flags",
    "covenant_status_register",
    "cash_impact_flags",
    "investment_risk_registry",
    "board_monitoring_briefs",
]

[[backfill]]
revision = "0021_ai_engine_wave_ai2"
table = "document_registry"
minimum = 0
maximum = 500

[attestations.preflight_approval]
file = "attestations/preflight_approval.toml"
maximal_age = "24h"

[attestations.write_freeze]
file = "attestations/write_freeze.toml"
maximal_age = "2h"

[attestations.pitr_window]
file = "attestations/pitr_window.toml"
maximal_age = "24h"

[approvals]
allowed_signers = "approvals/allowed_signers"
folder = "approvals"
roles = ["execution", "governance"]
maximal_age = "72h"
"#;

/// What it says.
pub(in crate::governance) fn example() -> ReleaseFile {
    parse(EXAMPLE).expect("the example has no fault")
}
