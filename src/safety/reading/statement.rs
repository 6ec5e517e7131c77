//! A parsed statement as an action.

use sqlparser::ast::{
    AlterIndexOperation, AlterTypeOperation, CommentObject, CreateIndex, DropBehavior, Expr,
    LockTableMode, ObjectType, Reset, Statement, TriggerEvent, UserDefinedTypeRepresentation,
};

use super::alter_table::alter_table;
use super::create_table::new_table;
use super::definition;
use super::expression::columns;
use super::names::{folded, parts, relation};
use super::queries;
use crate::safety::action::{
    Action, Concurrency, Hook, NewIndex, RowEvent, Touch, TransactionControl,
};
use crate::safety::column_type::ColumnType;
use crate::safety::effect::Work;
use crate::safety::lock_mode::LockMode;

/// What a statement asks for.
pub(super) fn action(statement: &Statement, default_schema: &str) -> Action {
    let named = |name| relation(name, default_schema);
    let touch = |name, mode, work| Action::Touch(Touch::one(named(name), mode, work));
    match statement {
        Statement::CreateTable(table) => match new_table(table, default_schema) {
            Ok(table) => Action::CreateTable(table),
            Err(reason) => Action::Unknown(reason),
        },
        Statement::AlterTable(alteration) => alter_table(alteration, default_schema),
        Statement::CreateIndex(index) => Action::CreateIndex(NewIndex {
            table: named(&index.table_name),
            // An index lives in its table's schema.
            name: index
                .name
                .as_ref()
                .and_then(|name| parts(name).pop())
                .map(|name| named(&index.table_name).sibling(name)),
            concurrency: if index.concurrently {
                Concurrency::Concurrent
            } else {
                Concurrency::Blocking
            },
            unique: index.unique,
            computed_from: computed_from(index),
        }),
        Statement::AlterIndex { name, operation } => {
            let AlterIndexOperation::RenameIndex { index_name } = operation;
            match parts(index_name).pop() {
                Some(new_name) => Action::RenameIndex {
                    index: named(name),
                    new_name,
                },
                None => Action::Unknown("an index without a name".to_owned()),
            }
        }
        Statement::Drop {
            object_type,
            names,
            cascade,
            if_exists,
            ..
        } => {
            let relations = names.iter().map(named).collect();
            match object_type {
                ObjectType::Table => Action::DropTables {
                    tables: relations,
                    cascade: *cascade,
                },
                ObjectType::View | ObjectType::MaterializedView => Action::DropViews {
                    views: relations,
                    cascade: *cascade,
                },
                ObjectType::Index => Action::DropIndexes {
                    indexes: relations,
                    concurrency: Concurrency::Blocking,
                },
                ObjectType::Type => Action::DropTypes {
                    names: relations,
                    if_exists: *if_exists,
                    cascade: *cascade,
                },
                ObjectType::Schema => Action::DropSchemas(
                    relations
                        .iter()
                        .map(|name| name.name().to_owned())
                        .collect(),
                ),
                ObjectType::Sequence => {
                    let touch = Touch {
                        locks: relations
                            .into_iter()
                            .map(|name| (name, LockMode::AccessExclusive, Work::None))
                            .collect(),
                        ..Touch::default()
                    };
                    Action::Touch(dropped(touch, *cascade, "the sequence"))
                }
                ObjectType::Database => Action::Touch(Touch::outside_transaction()),
                ObjectType::Collation | ObjectType::Role | ObjectType::User => {
                    Action::Touch(Touch::default())
                }
                ObjectType::Stage | ObjectType::Stream | ObjectType::Warehouse => {
                    Action::Unknown("PostgreSQL has no such object".to_owned())
                }
            }
        }
        Statement::CreateType {
            name,
            representation: Some(UserDefinedTypeRepresentation::Enum { labels }),
        } => Action::CreateEnumeration {
            name: named(name),
            labels: labels.iter().map(|label| label.value.clone()).collect(),
        },
        Statement::AlterType(alteration) => match &alteration.operation {
            AlterTypeOperation::AddValue(add) => Action::AddLabel {
                enumeration: named(&alteration.name),
                label: add.value.value.clone(),
                if_not_exists: add.if_not_exists,
            },
            AlterTypeOperation::RenameValue(rename) => Action::RenameLabel {
                enumeration: named(&alteration.name),
                from: rename.from.value.clone(),
                to: rename.to.value.clone(),
            },
            AlterTypeOperation::Rename(rename) => Action::RenameType {
                name: named(&alteration.name),
                new_name: folded(&rename.new_name),
            },
        },
        Statement::Query(_)
        | Statement::Insert(_)
        | Statement::Update(_)
        | Statement::Delete(_)
        | Statement::Merge(_) => definition::setting_by_function(statement, default_schema)
            .unwrap_or_else(|| queries::action(statement, default_schema)),
        Statement::Truncate(truncate) => Action::Truncate {
            tables: truncate
                .table_names
                .iter()
                .map(|table| named(&table.name))
                .collect(),
            cascade: truncate
                .cascade
                .as_ref()
                .is_some_and(|option| option.to_string() == "CASCADE"),
        },
        Statement::CreateView(view) => definition::create_view(view, default_schema),
        Statement::Comment {
            object_type,
            object_name,
            ..
        } => match object_type {
            CommentObject::Table
            | CommentObject::View
            | CommentObject::MaterializedView
            | CommentObject::Index
            | CommentObject::Sequence => {
                touch(object_name, LockMode::ShareUpdateExclusive, Work::None)
            }
            CommentObject::Column => definition::comment_on_column(object_name, default_schema),
            CommentObject::Collation
            | CommentObject::Database
            | CommentObject::Domain
            | CommentObject::Extension
            | CommentObject::Function
            | CommentObject::Procedure
            | CommentObject::Role
            | CommentObject::Schema
            | CommentObject::Type
            | CommentObject::User => Action::Touch(Touch::default()),
        },
        Statement::CreateTrigger(trigger) => {
            let mut action = Touch::one(
                named(&trigger.table_name),
                LockMode::ShareRowExclusive,
                Work::None,
            );
            if let Some(referenced) = &trigger.referenced_table_name {
                action
                    .locks
                    .push((named(referenced), LockMode::ShareRowExclusive, Work::None));
            }
            let hook = Hook {
                name: parts(&trigger.name).pop().unwrap_or_default(),
                events: trigger.events.iter().map(event).collect(),
            };
            action.hooks = Some((named(&trigger.table_name), hook));
            Action::Touch(action.reaching_descendants())
        }
        Statement::DropTrigger(drop) => match &drop.table_name {
            Some(table) => {
                let trigger = parts(&drop.trigger_name).pop().unwrap_or_default();
                let touch = Touch::one(named(table), LockMode::AccessExclusive, Work::None);
                Action::Touch(Touch {
                    unhooks: Some((named(table), trigger)),
                    ..touch.reaching_descendants()
                })
            }
            None => Action::Unknown("DROP TRIGGER without a table".to_owned()),
        },
        Statement::CreatePolicy(policy) => {
            touch(&policy.table_name, LockMode::AccessExclusive, Work::None)
        }
        Statement::AlterPolicy(policy) => {
            touch(&policy.table_name, LockMode::AccessExclusive, Work::None)
        }
        Statement::DropPolicy(policy) => {
            touch(&policy.table_name, LockMode::AccessExclusive, Work::None)
        }
        Statement::Lock(lock) => {
            let mode = lock
                .lock_mode
                .as_ref()
                .map_or(LockMode::AccessExclusive, locked_in);
            Action::Touch(Touch {
                locks: lock
                    .tables
                    .iter()
                    .map(|table| (named(&table.name), mode, Work::None))
                    .collect(),
                ..Touch::default().reaching_descendants()
            })
        }
        Statement::StartTransaction { statements, .. } if statements.is_empty() => {
            Action::Transaction(TransactionControl::Begin)
        }
        Statement::Commit { chain: false, .. } => Action::Transaction(TransactionControl::Commit),
        Statement::Rollback {
            savepoint: None,
            chain: false,
        } => Action::Transaction(TransactionControl::Rollback),
        Statement::Rollback {
            savepoint: Some(_), ..
        }
        | Statement::Savepoint { .. }
        | Statement::ReleaseSavepoint { .. } => Action::Transaction(TransactionControl::Within),
        Statement::Set(set) => definition::set(set, default_schema),
        Statement::Reset(reset) => match &reset.reset {
            Reset::ALL => definition::reset(None),
            Reset::ConfigurationParameter(name) => definition::reset(Some(name)),
            Reset::SessionAuthorization => Action::Touch(Touch::default()),
        },
        Statement::CreateDomain(domain) => Action::CreateDomain {
            name: named(&domain.name),
            // A domain over a domain may have its condition.
            is_constrained: !domain.constraints.is_empty()
                || !ColumnType::parse(&domain.data_type.to_string()).is_of_the_server(),
        },
        Statement::DropDomain(drop) => Action::Touch(dropped(
            Touch::default(),
            drop.drop_behavior == Some(DropBehavior::Cascade),
            "the domain",
        )),
        Statement::DropFunction(drop) => Action::Touch(dropped(
            Touch::default(),
            drop.drop_behavior == Some(DropBehavior::Cascade),
            "the function",
        )),
        Statement::DropProcedure { drop_behavior, .. } => Action::Touch(dropped(
            Touch::default(),
            *drop_behavior == Some(DropBehavior::Cascade),
            "the procedure",
        )),
        Statement::CreateDatabase { .. } => Action::Touch(Touch::outside_transaction()),
        Statement::CreateSequence { name, .. } => Action::Touch(Touch {
            makes: Some(named(name)),
            ..Touch::default()
        }),
        // Objects that no table's user waits for.
        Statement::CreateSchema { .. }
        | Statement::CreateFunction(_)
        | Statement::CreateType { .. }
        | Statement::CreateRole(_)
        | Statement::CreateCollation(_)
        | Statement::CreateOperator(_)
        | Statement::AlterFunction(_)
        | Statement::AlterRole { .. }
        | Statement::AlterCollation(_)
        | Statement::ShowVariable { .. }
        | Statement::LISTEN { .. }
        | Statement::UNLISTEN { .. }
        | Statement::NOTIFY { .. }
        | Statement::Discard { .. }
        | Statement::Grant(_)
        | Statement::Revoke(_)
        | Statement::CreateExtension(_) => Action::Touch(Touch::default()),
        Statement::DropExtension(_) => {
            Action::Unknown("what goes away with an extension is not known".to_owned())
        }
        other => {
            let text = other.to_string();
            let words: Vec<&str> = text.split_whitespace().take(2).collect();
            Action::Unknown(format!("what {} does is not known", words.join(" ")))
        }
    }
}

/// With `CASCADE`, what hangs on a dropped object goes too.
fn dropped(touch: Touch, cascade: bool, object: &str) -> Touch {
    if cascade {
        touch.with_dependents(object)
    } else {
        touch
    }
}

fn event(event: &TriggerEvent) -> RowEvent {
    match event {
        TriggerEvent::Insert => RowEvent::Insert,
        TriggerEvent::Update(_) => RowEvent::Update,
        TriggerEvent::Delete => RowEvent::Delete,
        TriggerEvent::Truncate => RowEvent::Truncate,
    }
}

/// The columns in the expressions and the condition of an index.
fn computed_from(index: &CreateIndex) -> Vec<String> {
    let expressions = index
        .columns
        .iter()
        .map(|column| &column.column.expr)
        .filter(|expression| !matches!(expression, Expr::Identifier(_)));
    expressions
        .chain(&index.predicate)
        .flat_map(columns)
        .collect()
}

fn locked_in(mode: &LockTableMode) -> LockMode {
    match mode {
        LockTableMode::AccessShare => LockMode::AccessShare,
        LockTableMode::RowShare => LockMode::RowShare,
        LockTableMode::RowExclusive => LockMode::RowExclusive,
        LockTableMode::ShareUpdateExclusive => LockMode::ShareUpdateExclusive,
        LockTableMode::Share => LockMode::Share,
        LockTableMode::ShareRowExclusive => LockMode::ShareRowExclusive,
        LockTableMode::Exclusive => LockMode::Exclusive,
        LockTableMode::AccessExclusive => LockMode::AccessExclusive,
    }
}
