//! The governed release on real servers.

mod golden;
mod guard_and_probes;
mod provisioning;
mod rollback;
mod targets;
mod tiers;
mod watching;
