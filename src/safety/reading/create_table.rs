//! `CREATE TABLE`, and the columns and constraints it shares with `ALTER TABLE`.

use sqlparser::ast::{
    ColumnDef, ColumnOption, CreateTable, CreateTableLikeKind, Expr, ForValues,
    ForeignKeyConstraint, IndexColumn, ReferentialAction as ParsedAction, TableConstraint,
};

use super::expression::{columns, default, proves_not_null};
use super::names::{folded, folded_all, relation};
use super::queries::reads;
use crate::safety::action::{
    ColumnDefault, ForeignKey, NewColumn, NewConstraint, NewConstraintKind, NewTable,
    ReferentialAction, Validation,
};
use crate::safety::column_type::ColumnType;
use crate::safety::lock_mode::LockMode;

/// A table with everything that stands in its parentheses, and the tables it looks at.
pub(super) fn new_table(statement: &CreateTable, default_schema: &str) -> Result<NewTable, String> {
    let mut others = Vec::new();
    let mut unknown_function = None;
    if let Some(query) = &statement.query {
        let facts = reads(query, default_schema)?;
        others.extend(facts.relations);
        unknown_function = facts.unknown_function;
    }
    if let Some(like) = &statement.like {
        let (CreateTableLikeKind::Parenthesized(like) | CreateTableLikeKind::Plain(like)) = like;
        others.push((relation(&like.name, default_schema), LockMode::AccessShare));
    }
    let parents: Vec<_> = statement
        .inherits
        .iter()
        .flatten()
        .map(|parent| relation(parent, default_schema))
        .collect();
    for parent in &parents {
        others.push((parent.clone(), LockMode::ShareUpdateExclusive));
    }
    Ok(NewTable {
        table: relation(&statement.name, default_schema),
        columns: statement
            .columns
            .iter()
            .map(|column| new_column(column, default_schema))
            .collect(),
        constraints: statement
            .constraints
            .iter()
            .map(|constraint| new_constraint(constraint, Validation::Now, default_schema))
            .collect::<Result<_, _>>()?,
        if_not_exists: statement.if_not_exists,
        columns_are_listed: others.is_empty() && statement.partition_of.is_none(),
        others,
        parents,
        unknown_function,
        is_default_partition: matches!(statement.for_values, Some(ForValues::Default)),
        partition_of: statement
            .partition_of
            .as_ref()
            .map(|parent| relation(parent, default_schema)),
    })
}

/// A column with what stands beside it.
pub(super) fn new_column(definition: &ColumnDef, default_schema: &str) -> NewColumn {
    let type_text = definition.data_type.to_string();
    let mut column = NewColumn {
        name: folded(&definition.name),
        if_not_exists: false,
        column_type: ColumnType::parse(&type_text),
        not_null: false,
        default: if ColumnType::is_serial(&type_text) {
            ColumnDefault::Serial
        } else {
            ColumnDefault::None
        },
        constraints: Vec::new(),
    };
    for option in &definition.options {
        let name = option.name.as_ref().map(folded);
        let kind = match &option.option {
            ColumnOption::NotNull => {
                column.not_null = true;
                continue;
            }
            ColumnOption::Default(expression) if !is_null(expression) => {
                column.default = default(expression);
                continue;
            }
            ColumnOption::Generated {
                generation_expr, ..
            } => {
                column.default = match generation_expr {
                    Some(_) => ColumnDefault::Generated,
                    None => ColumnDefault::Identity,
                };
                // An identity column is NOT NULL by itself.
                column.not_null |= generation_expr.is_none();
                continue;
            }
            ColumnOption::PrimaryKey(_) => {
                column.not_null = true;
                NewConstraintKind::PrimaryKey
            }
            ColumnOption::Unique(_) => NewConstraintKind::Unique,
            ColumnOption::ForeignKey(constraint) => foreign_key(constraint, default_schema),
            ColumnOption::Check(constraint) => NewConstraintKind::Check {
                proves_not_null: proves_not_null(&constraint.expr),
            },
            _ => continue,
        };
        let columns = match &option.option {
            ColumnOption::Check(constraint) => columns(&constraint.expr),
            _ => vec![column.name.clone()],
        };
        column.constraints.push(NewConstraint {
            name,
            kind,
            columns,
            validation: Validation::Now,
        });
    }
    column
}

/// A constraint of a table.
pub(super) fn new_constraint(
    constraint: &TableConstraint,
    validation: Validation,
    default_schema: &str,
) -> Result<NewConstraint, String> {
    let (name, kind, columns) = match constraint {
        TableConstraint::Unique(unique) => (
            &unique.name,
            NewConstraintKind::Unique,
            indexed(&unique.columns),
        ),
        TableConstraint::PrimaryKey(key) => (
            &key.name,
            NewConstraintKind::PrimaryKey,
            indexed(&key.columns),
        ),
        TableConstraint::ForeignKey(key) => (
            &key.name,
            foreign_key(key, default_schema),
            folded_all(&key.columns),
        ),
        TableConstraint::Check(check) => (
            &check.name,
            NewConstraintKind::Check {
                proves_not_null: proves_not_null(&check.expr),
            },
            columns(&check.expr),
        ),
        TableConstraint::PrimaryKeyUsingIndex(using) | TableConstraint::UniqueUsingIndex(using) => {
            (
                &using.name,
                NewConstraintKind::UsingIndex {
                    index: folded(&using.index_name),
                },
                Vec::new(),
            )
        }
        TableConstraint::Exclude(exclude) => {
            (&exclude.name, NewConstraintKind::Exclude, Vec::new())
        }
        TableConstraint::Index(_) | TableConstraint::FulltextOrSpatial(_) => {
            return Err("a constraint that PostgreSQL does not have".to_owned());
        }
    };
    Ok(NewConstraint {
        name: name.as_ref().map(folded),
        kind,
        columns,
        validation,
    })
}

fn foreign_key(constraint: &ForeignKeyConstraint, default_schema: &str) -> NewConstraintKind {
    NewConstraintKind::ForeignKey(ForeignKey {
        references: relation(&constraint.foreign_table, default_schema),
        referenced_columns: folded_all(&constraint.referred_columns),
        on_delete: referential_action(constraint.on_delete),
        on_update: referential_action(constraint.on_update),
    })
}

fn referential_action(action: Option<ParsedAction>) -> ReferentialAction {
    match action {
        None | Some(ParsedAction::NoAction | ParsedAction::Restrict) => ReferentialAction::Refuse,
        Some(ParsedAction::Cascade | ParsedAction::SetNull | ParsedAction::SetDefault) => {
            ReferentialAction::Change
        }
    }
}

/// The plain columns of an index.
fn indexed(columns: &[IndexColumn]) -> Vec<String> {
    let plain = |column: &IndexColumn| match &column.column.expr {
        Expr::Identifier(ident) => Some(folded(ident)),
        _ => None,
    };
    columns.iter().filter_map(plain).collect()
}

fn is_null(expression: &Expr) -> bool {
    match expression {
        Expr::Cast { expr, .. } => is_null(expr),
        Expr::Value(value) => value.value == sqlparser::ast::Value::Null,
        _ => false,
    }
}
