//! The constraints of a table in the order they are written, with their final names.

use crate::schema::expression::{BinaryExpression, BinaryOperator, ExpressionKind, boolean};
use crate::schema::expression::{
    BindParameter, ColumnReference, Expression, Literalness, Rendering,
};
use crate::schema::{
    CheckConstraint, Column, Constraint, ConstraintCreation, ConstraintKind, ConstraintTraits,
    ExcludeConstraint, ForeignKeyTarget, ForeignKeyTraits, Literal, Name, NamingConvention,
    Nativeness, NullsDistinct, SqlType, Table, TableReference, TypeKind, Validity,
};

use super::super::error::DdlError;
use super::super::naming::{ConstraintFacts, NamedColumn, constraint_name};
use super::super::type_compiler::DIALECT;
use super::foreign_key::{AssembledForeignKey, is_own, referred_column, target};
use super::table::{AssembledColumn, named_column};

/// A constraint ready to be written.
#[derive(Debug, Clone)]
pub(in crate::ddl) struct AssembledConstraint<'a> {
    /// Its name.
    pub(in crate::ddl) name: Option<Name>,
    /// Deferrability.
    pub(in crate::ddl) traits: ConstraintTraits,
    /// What it says.
    pub(in crate::ddl) body: ConstraintBody<'a>,
}

/// What a constraint says.
#[derive(Debug, Clone)]
pub(in crate::ddl) enum ConstraintBody<'a> {
    /// PRIMARY KEY; only where it is added to a table.
    PrimaryKey {
        /// Names of the columns.
        columns: Vec<Name>,
        /// Names of the columns that come along.
        include: Vec<Name>,
    },
    /// UNIQUE.
    Unique {
        /// Names of the columns.
        columns: Vec<Name>,
        /// Names of the columns that come along.
        include: Vec<Name>,
        /// How NULLs count.
        nulls_distinct: NullsDistinct,
    },
    /// FOREIGN KEY.
    ForeignKey(AssembledForeignKey<'a>),
    /// CHECK.
    Check {
        /// The condition.
        condition: Expression,
        /// Whether existing rows are checked.
        validity: Validity,
    },
    /// EXCLUDE.
    Exclude(&'a ExcludeConstraint),
}

/// Positions of columns given by key.
pub(super) fn column_positions(
    table: &Table,
    keys: &[Name],
    class: &str,
) -> Result<Vec<usize>, DdlError> {
    let mut positions = Vec::with_capacity(keys.len());
    for key in keys {
        let position = table
            .columns
            .iter()
            .position(|column| column.key() == key.text())
            .ok_or_else(|| not_found(class, &table.reference, key))?;
        // A column named twice counts once.
        if !positions.contains(&position) {
            positions.push(position);
        }
    }
    Ok(positions)
}

/// The columns of a constraint by key; there has to be one.
///
/// Where the table is not known each key is a column of its own, and Alembic makes a table of
/// them, which cannot have a column twice.
fn find_columns(
    keys: &[Name],
    class: &str,
    table: &TableReference,
    columns: Option<&[Column]>,
) -> Result<Vec<Column>, DdlError> {
    if keys.is_empty() {
        return Err(DdlError::Unsupported(format!("a {class} without columns")));
    }
    let Some(columns) = columns else {
        if let Some((_, twice)) = keys
            .iter()
            .enumerate()
            .find(|(position, key)| keys[..*position].contains(key))
        {
            return Err(DdlError::argument(format!(
                "A column with name '{twice}' is already present in table '{}'.",
                table.name
            )));
        }
        return Ok(keys
            .iter()
            .map(|key| Column::new(key.clone(), SqlType::null()))
            .collect());
    };
    keys.iter()
        .map(|key| {
            columns
                .iter()
                .find(|column| column.key() == key.text())
                .cloned()
                .ok_or_else(|| not_found(class, table, key))
        })
        .collect()
}

/// Names of the columns that come along; they have to be columns of the table.
pub(super) fn included(
    keys: &[Name],
    columns: &[Column],
    table: &TableReference,
) -> Result<Vec<Name>, DdlError> {
    keys.iter()
        .map(|key| {
            columns
                .iter()
                .find(|column| column.key() == key.text())
                .map(|column| column.name.clone())
                .ok_or_else(|| {
                    DdlError::ConstraintColumnNotFound(format!(
                        "no column '{key}' of table '{}' to include",
                        table.name
                    ))
                })
        })
        .collect()
}

fn not_found(class: &str, table: &TableReference, key: &Name) -> DdlError {
    DdlError::ConstraintColumnNotFound(format!(
        "Can't create {class} on table '{}': no column named '{key}' is present.",
        table.name
    ))
}

/// All constraints but the primary key: those given, by their time of making, then those the
/// columns bring.
pub(super) fn collect<'a>(
    table: &'a Table,
    columns: &[AssembledColumn<'a>],
    convention: &NamingConvention,
) -> Result<Vec<AssembledConstraint<'a>>, DdlError> {
    let mut given: Vec<&'a Constraint> = table
        .constraints
        .iter()
        .filter(|constraint| !matches!(constraint, Constraint::PrimaryKey(_)))
        .collect();
    given.sort_by_key(|constraint| constraint.traits().creation_order);
    let mut assembled = Vec::new();
    for constraint in given {
        assembled.push(assemble_constraint(
            constraint,
            &table.reference,
            Some(&table.columns),
            convention,
        )?);
    }
    for column in columns {
        of_column(
            column,
            &table.reference,
            &table.columns,
            convention,
            &mut assembled,
        )?;
    }
    Ok(assembled)
}

/// What a column brings: UNIQUE, the CHECK of its type, FOREIGN KEYs, in this order.
pub(in crate::ddl) fn of_column<'a>(
    column: &AssembledColumn<'a>,
    table: &TableReference,
    columns: &[Column],
    convention: &NamingConvention,
    assembled: &mut Vec<AssembledConstraint<'a>>,
) -> Result<(), DdlError> {
    let given = column.column;
    if given.unique && !given.index {
        let facts = facts(ConstraintKind::Unique, table, vec![named_column(given)]);
        assembled.push(AssembledConstraint {
            name: constraint_name(None, &facts, convention)?,
            traits: ConstraintTraits::default(),
            body: ConstraintBody::Unique {
                columns: vec![given.name.clone()],
                include: Vec::new(),
                nulls_distinct: NullsDistinct::Unspecified,
            },
        });
    }
    if let Some(check) = type_check(column, table, convention)? {
        assembled.push(check);
    }
    for key in &given.foreign_keys {
        assembled.push(assemble_foreign_key(
            &key.traits,
            &key.foreign_key,
            &[given],
            std::slice::from_ref(&key.target),
            table,
            columns,
            convention,
        )?);
    }
    Ok(())
}

fn facts(
    kind: ConstraintKind,
    table: &TableReference,
    columns: Vec<NamedColumn>,
) -> ConstraintFacts<'_> {
    ConstraintFacts {
        kind: Some(kind),
        table,
        columns,
        referred_table: None,
        referred_columns: Vec::new(),
    }
}

/// `CHECK (column IN (labels))` of an emulated enumeration with `create_constraint=True`.
fn type_check<'a>(
    column: &AssembledColumn<'a>,
    table: &TableReference,
    convention: &NamingConvention,
) -> Result<Option<AssembledConstraint<'a>>, DdlError> {
    let (enumeration, in_array) = match column.sql_type.resolve(DIALECT).kind() {
        TypeKind::Enumeration(enumeration) => (enumeration.clone(), false),
        TypeKind::Array(array) => match array.item_type.kind() {
            TypeKind::Enumeration(enumeration) => (enumeration.clone(), true),
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    if enumeration.nativeness == Nativeness::Native
        || enumeration.constraint == ConstraintCreation::Omit
    {
        return Ok(None);
    }
    if in_array {
        return Err(DdlError::Compile(
            "PostgreSQL dialect cannot produce the CHECK constraint for ARRAY of non-native ENUM; \
             please specify create_constraint=False on this Enum datatype."
                .to_owned(),
        ));
    }
    let text = SqlType::string(None);
    let labels = enumeration
        .members
        .iter()
        .map(|member| Literal::Text(member.label.clone()))
        .collect();
    let condition = Expression::new(ExpressionKind::Binary(BinaryExpression {
        left: ColumnReference::new(column.column.name.clone(), text.clone()).into(),
        operator: BinaryOperator::In,
        right: BindParameter {
            key: None,
            value: Some(Literal::List(labels)),
            sql_type: text,
            expanding: true,
            rendering: Rendering::Bound,
        }
        .into(),
        sql_type: boolean(),
        negation: Some(BinaryOperator::NotIn),
        escape: None,
        flags: None,
        symmetric: false,
        text_search_configuration: None,
    }))?;
    let facts = facts(
        ConstraintKind::Check,
        table,
        vec![named_column(column.column)],
    );
    Ok(Some(AssembledConstraint {
        name: constraint_name(enumeration.name.as_ref(), &facts, convention)?,
        traits: ConstraintTraits::default(),
        body: ConstraintBody::Check {
            condition,
            validity: Validity::Validated,
        },
    }))
}

/// Names a constraint and finds its columns.
///
/// `columns` are those of the table; `None` where the table is not known, as in
/// `op.create_unique_constraint`: then keys are names.
pub(in crate::ddl) fn assemble_constraint<'a>(
    constraint: &'a Constraint,
    table: &TableReference,
    columns: Option<&[Column]>,
    convention: &NamingConvention,
) -> Result<AssembledConstraint<'a>, DdlError> {
    let find = |keys: &[Name], class: &str| find_columns(keys, class, table, columns);
    let convention_columns =
        |columns: &[Column]| columns.iter().map(named_column).collect::<Vec<_>>();
    let names = |columns: &[Column]| {
        let mut names: Vec<Name> = Vec::with_capacity(columns.len());
        for column in columns {
            if !names.contains(&column.name) {
                names.push(column.name.clone());
            }
        }
        names
    };
    match constraint {
        Constraint::PrimaryKey(key) => {
            let found = find(&key.columns, "PrimaryKeyConstraint")?;
            let facts = facts(
                ConstraintKind::PrimaryKey,
                table,
                convention_columns(&found),
            );
            Ok(AssembledConstraint {
                name: constraint_name(key.traits.name.as_ref(), &facts, convention)?,
                traits: key.traits.clone(),
                body: ConstraintBody::PrimaryKey {
                    columns: names(&found),
                    include: included(&key.include, columns.unwrap_or(&found), table)?,
                },
            })
        }
        Constraint::Unique(unique) => {
            let found = find(&unique.columns, "UniqueConstraint")?;
            let facts = facts(ConstraintKind::Unique, table, convention_columns(&found));
            Ok(AssembledConstraint {
                name: constraint_name(unique.traits.name.as_ref(), &facts, convention)?,
                traits: unique.traits.clone(),
                body: ConstraintBody::Unique {
                    columns: names(&found),
                    include: included(&unique.include, columns.unwrap_or(&found), table)?,
                    nulls_distinct: unique.nulls_distinct,
                },
            })
        }
        Constraint::ForeignKey(key) => {
            let found = find(&key.columns, "ForeignKeyConstraint")?;
            let found: Vec<&Column> = found.iter().collect();
            assemble_foreign_key(
                &key.traits,
                &key.foreign_key,
                &found,
                &key.targets,
                table,
                columns.unwrap_or(&[]),
                convention,
            )
        }
        Constraint::Check(check) => assemble_check(check, table, convention),
        Constraint::Exclude(exclude) => {
            if let Some(columns) = columns {
                check_excluded(exclude, table, columns)?;
            }
            Ok(AssembledConstraint {
                name: exclude.traits.name.clone(),
                traits: exclude.traits.clone(),
                body: ConstraintBody::Exclude(exclude),
            })
        }
    }
}

/// The elements that are columns have to be columns of the table.
fn check_excluded(
    exclude: &ExcludeConstraint,
    table: &TableReference,
    columns: &[Column],
) -> Result<(), DdlError> {
    for element in &exclude.elements {
        let ExpressionKind::Column(reference) = element.expression.kind() else {
            continue;
        };
        if reference.table.is_some() || reference.literalness == Literalness::Literal {
            continue;
        }
        let Some(column) = columns.iter().find(|own| own.key() == reference.key()) else {
            let key = Name::new(reference.key());
            return Err(not_found("ExcludeConstraint", table, &key));
        };
        if column.name != reference.name {
            return Err(DdlError::Unsupported(format!(
                "the column {} of an ExcludeConstraint, found by its key",
                column.name
            )));
        }
        // A string takes the column's quotation marks, a column() does not.
        if column.name.quote() != reference.name.quote() {
            return Err(DdlError::Unsupported(format!(
                "an ExcludeConstraint over the column {}, which has a quote of its own",
                column.name
            )));
        }
    }
    Ok(())
}

/// Names a CHECK constraint; a convention sees the columns in its condition.
pub(in crate::ddl) fn assemble_check<'a>(
    check: &CheckConstraint,
    table: &TableReference,
    convention: &NamingConvention,
) -> Result<AssembledConstraint<'a>, DdlError> {
    let mut columns = Vec::new();
    gather_columns(&check.condition, &mut columns);
    let facts = facts(ConstraintKind::Check, table, columns);
    Ok(AssembledConstraint {
        name: constraint_name(check.traits.name.as_ref(), &facts, convention)?,
        traits: check.traits.clone(),
        body: ConstraintBody::Check {
            condition: check.condition.clone(),
            validity: check.validity,
        },
    })
}

/// The columns inside a condition, each once.
fn gather_columns(expression: &Expression, found: &mut Vec<NamedColumn>) {
    if let ExpressionKind::Column(column) = expression.kind() {
        if found.iter().all(|earlier| earlier.key != column.key()) {
            found.push(NamedColumn {
                name: column.name.clone(),
                key: column.key().to_owned(),
            });
        }
        return;
    }
    for child in expression.kind().children() {
        gather_columns(child, found);
    }
}

fn assemble_foreign_key<'a>(
    traits: &ConstraintTraits,
    foreign_key: &'a ForeignKeyTraits,
    referring: &[&Column],
    targets: &[ForeignKeyTarget],
    table: &TableReference,
    columns: &[Column],
    convention: &NamingConvention,
) -> Result<AssembledConstraint<'a>, DdlError> {
    if referring.len() != targets.len() {
        return Err(DdlError::argument(
            "ForeignKeyConstraint number of constrained columns must match the number of \
             referenced columns.",
        ));
    }
    let mut referred_table: Option<TableReference> = None;
    let mut token_of_table = None;
    let mut referred_columns = Vec::with_capacity(targets.len());
    for (column, specification) in referring.iter().zip(targets) {
        let target = target(specification)?;
        referred_columns.push(referred_column(table, columns, &target, column)?);
        match &referred_table {
            None => {
                token_of_table = target.table_in_whole_name();
                referred_table = Some(target.table);
            }
            Some(first) if *first == target.table => {}
            Some(first) => {
                return Err(DdlError::argument(format!(
                    "ForeignKeyConstraint on {}({}) refers to multiple remote tables: {} and {}",
                    table.name,
                    referring
                        .iter()
                        .map(|column| column.key())
                        .collect::<Vec<_>>()
                        .join(", "),
                    first.name,
                    target.table.name
                )));
            }
        }
    }
    let Some(mut referred_table) = referred_table else {
        return Err(DdlError::Compile("a foreign key needs a column".to_owned()));
    };
    if is_own(table, &referred_table) {
        // The table itself, with the quotation marks that were ordered for it.
        referred_table = table.clone();
    }
    let facts = ConstraintFacts {
        kind: Some(ConstraintKind::ForeignKey),
        table,
        columns: referring
            .iter()
            .map(|column| named_column(column))
            .collect(),
        referred_table: token_of_table,
        referred_columns: referred_columns
            .iter()
            .map(|name| name.text().to_owned())
            .collect(),
    };
    Ok(AssembledConstraint {
        name: constraint_name(traits.name.as_ref(), &facts, convention)?,
        traits: traits.clone(),
        body: ConstraintBody::ForeignKey(AssembledForeignKey {
            traits: foreign_key,
            columns: referring.iter().map(|column| column.name.clone()).collect(),
            referred_table,
            referred_columns,
        }),
    })
}
