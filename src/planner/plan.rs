//! A plan as data: what the reports are made of.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::bookkeeping::Bookkeeping;
use super::reason::Reason;
use crate::findings::{Allowances, Finding, Place};
use crate::runtime::TransactionMode;
use crate::safety::{JudgedStatement, TransactionRecord};
use crate::script::RevisionId;
use crate::source::SourceFile;

/// Where a plan begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// At the rows of a database.
    Database {
        /// Its URL, without the password.
        url: String,
        /// The rows of its version table.
        rows: Vec<RevisionId>,
    },
    /// At revisions that were named.
    Given {
        /// As they were named.
        text: String,
        /// The revisions.
        rows: Vec<RevisionId>,
    },
    /// At the base, because nothing else was asked for.
    Base,
}

impl Start {
    /// The rows of the version table that the plan starts from.
    pub fn rows(&self) -> &[RevisionId] {
        match self {
            Self::Database { rows, .. } | Self::Given { rows, .. } => rows,
            Self::Base => &[],
        }
    }
}

/// How much of a step is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completeness {
    /// Every statement.
    Complete,
    /// What comes before a place; from there on only the database can tell.
    NeedsDatabase {
        /// What is asked.
        reason: String,
        /// Where.
        place: Option<Place>,
    },
    /// An upgrade would refuse it.
    Refused {
        /// Why.
        reason: String,
        /// Where.
        place: Option<Place>,
    },
}

/// One revision of the plan.
#[derive(Debug, Clone)]
pub struct PlannedStep {
    /// Its number, from 1.
    pub number: usize,
    /// Its id.
    pub revision: RevisionId,
    /// Its parents by `down_revision`.
    pub down_revisions: Vec<RevisionId>,
    /// Its dependencies, as written.
    pub depends_on: Vec<String>,
    /// The branch labels it brings.
    pub branch_labels: Vec<String>,
    /// The title: the docstring up to its first blank line, in one line.
    pub title: String,
    /// Its file.
    pub path: PathBuf,
    /// Why it is there.
    pub reasons: Vec<Reason>,
    /// Its statements, as far as they are known.
    pub statements: Vec<JudgedStatement>,
    /// Whether they are all.
    pub completeness: Completeness,
    /// What happens to the version table.
    pub bookkeeping: Vec<Bookkeeping>,
}

/// A whole plan.
#[derive(Debug)]
pub struct Plan {
    /// Where it begins.
    pub start: Start,
    /// Where it leads, as asked for.
    pub destination: String,
    /// The name of the version table.
    pub version_table: String,
    /// How the steps are divided into transactions.
    pub transaction_mode: TransactionMode,
    /// What `env.py` executes in the transaction before the steps.
    pub setup: Vec<String>,
    /// What happens to the version table before the first step.
    pub before: Vec<Bookkeeping>,
    /// The steps in order.
    pub steps: Vec<PlannedStep>,
    /// The transactions that statements of migrations run in.
    pub transactions: Vec<TransactionRecord>,
    /// The rows of the version table afterwards.
    pub heads: Vec<RevisionId>,
    /// What the rules say, before anybody accepts anything.
    pub findings: Vec<Finding>,
    /// What the comments of the planned files accept.
    pub allowances: Allowances,
    /// The planned files, for excerpts.
    pub sources: HashMap<PathBuf, Arc<SourceFile>>,
}

impl Plan {
    /// How many statements are known.
    pub fn statement_count(&self) -> usize {
        self.steps.iter().map(|step| step.statements.len()).sum()
    }

    /// The steps an upgrade would refuse.
    pub fn refused(&self) -> impl Iterator<Item = &PlannedStep> {
        self.steps
            .iter()
            .filter(|step| matches!(step.completeness, Completeness::Refused { .. }))
    }

    /// The steps of which only the database knows the rest.
    pub fn incomplete(&self) -> impl Iterator<Item = &PlannedStep> {
        self.steps
            .iter()
            .filter(|step| matches!(step.completeness, Completeness::NeedsDatabase { .. }))
    }
}
