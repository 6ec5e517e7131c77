//! FOR UPDATE and its kin.

use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::{
    ForUpdate, FromClause, FromKind, LockStrength, Placement, SelectItem,
};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::scope::NameClass;

/// What stands behind OF.
enum Locked {
    From(FromClause),
    Column(Expression),
}

impl ExpressionCompiler<'_> {
    pub(super) fn for_update(self, for_update: &ForUpdate) -> Result<String, DdlError> {
        let mut text = match for_update.strength {
            LockStrength::Update => " FOR UPDATE",
            LockStrength::NoKeyUpdate => " FOR NO KEY UPDATE",
            LockStrength::Share => " FOR SHARE",
            LockStrength::KeyShare => " FOR KEY SHARE",
        }
        .to_owned();
        let mut seen = std::collections::HashSet::new();
        let mut names = Vec::new();
        for locked in for_update.of.iter().flat_map(surface) {
            let identity = match &locked {
                Locked::From(from) => from.identity(),
                Locked::Column(column) => column.identity(),
            };
            if seen.insert(identity) {
                names.push(self.locked(&locked)?);
            }
        }
        if !names.is_empty() {
            text.extend([" OF ", &names.join(", ")]);
        }
        if for_update.wait.nowait {
            text.push_str(" NOWAIT");
        }
        if for_update.wait.skip_locked {
            text.push_str(" SKIP LOCKED");
        }
        Ok(text)
    }

    /// The bare name of a table or alias.
    fn locked(self, locked: &Locked) -> Result<String, DdlError> {
        let from = match locked {
            Locked::Column(column) => return self.process(column),
            Locked::From(from) => from,
        };
        let lateral = match from.kind() {
            FromKind::Alias { placement, .. } => *placement,
            FromKind::TableFunction(function) => function.placement,
            _ => Placement::Plain,
        };
        match (from.kind(), from.name()) {
            (
                FromKind::Table(_)
                | FromKind::Alias { .. }
                | FromKind::Subquery { .. }
                | FromKind::TableFunction(_),
                Some(name),
            ) => {
                let name = self.label_text(NameClass::Alias, name);
                let name = self.preparer().quote(&name)?;
                // SQLAlchemy writes the word here too, which PostgreSQL does not take.
                Ok(match lateral {
                    Placement::Plain => name,
                    Placement::Lateral => format!("LATERAL {name}"),
                })
            }
            _ => Err(DdlError::Unsupported(
                "with_for_update(of=…) of something that is no table or alias".to_owned(),
            )),
        }
    }
}

/// The tables a part of OF stands for; those of a join come from the right.
fn surface(item: &SelectItem) -> Vec<Locked> {
    match item {
        SelectItem::From(from) => surface_of(from),
        SelectItem::Expression(expression) => match expression.kind() {
            ExpressionKind::Column(column) => match &column.table {
                Some(table) => surface_of(table),
                None => vec![Locked::Column(expression.clone())],
            },
            _ => vec![Locked::Column(expression.clone())],
        },
    }
}

fn surface_of(from: &FromClause) -> Vec<Locked> {
    match from.kind() {
        FromKind::Join(join) => {
            let mut found = surface_of(&join.right);
            found.extend(surface_of(&join.left));
            found
        }
        _ => vec![Locked::From(from.clone())],
    }
}
