//! `report.html`: one page without anything outside of it, for a manager and for an auditor.
//!
//! The page is made of the plan, the ledger and the decision, and shows the evidence files' own
//! texts. It decides nothing, and needs neither a network nor a script.

mod conditions;
mod evidence;
mod facts;
mod gates;
mod html;
mod moments;
mod page;
mod path;
mod phases;
mod transcript;
mod verdict;

pub use facts::{EvidenceText, ReportFacts};
pub use page::report;
