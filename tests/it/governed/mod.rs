//! The governed release as a user runs it: each gate is tripped, and nothing may come of it.
//!
//! Every test has databases of its own on the shared private server, and a copy of the fixture.

mod abort_gates;
mod anchor;
mod approved;
mod autocommit;
mod cutover;
mod golden;
mod killed;
mod lineage;
mod mutations;
mod preconditions;
mod provision;
mod rehearsal;
mod requirements;
mod resolve;
mod rollback;
mod sandbox;
mod seclusion;
mod stage;
mod verification;
mod walk;
