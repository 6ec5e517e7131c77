//! The statements of PostgreSQL that the parser does not know, read from their tokens.

use sqlparser::tokenizer::TokenWithSpan;

use super::pattern::matches;
use crate::safety::action::{Action, Concurrency, Hook, Reach, RowEvent, TableChange, Touch};
use crate::safety::effect::Work;
use crate::safety::lock_mode::LockMode;
use crate::safety::relation::RelationName;

/// A form, and what a statement of it asks for given the names in it.
type Form = (&'static str, fn(&[RelationName]) -> Action);

/// The first form that fits counts.
const FORMS: &[Form] = &[
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> SET SCHEMA <relation>",
        |names| {
            change(
                names,
                TableChange::MoveToSchema {
                    schema: names[1].name().to_owned(),
                },
            )
        },
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> SET TABLESPACE <relation>",
        |names| other(names, LockMode::AccessExclusive, Work::Rewrite),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> RESET …",
        |names| other(names, LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> CLUSTER ON <relation>",
        |names| other(names, LockMode::ShareUpdateExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> SET WITHOUT CLUSTER",
        |names| other(names, LockMode::ShareUpdateExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> INHERIT <relation>",
        |names| {
            change(
                names,
                TableChange::Inherit {
                    parent: names[1].clone(),
                },
            )
        },
    ),
    (
        "ALTER TABLE [IF EXISTS] <relation> ATTACH PARTITION <relation> DEFAULT",
        |names| {
            change(
                names,
                TableChange::AttachPartition {
                    partition: names[1].clone(),
                    is_default: true,
                },
            )
        },
    ),
    (
        "ALTER TABLE [IF EXISTS] <relation> ATTACH PARTITION <relation> …",
        |names| {
            change(
                names,
                TableChange::AttachPartition {
                    partition: names[1].clone(),
                    is_default: false,
                },
            )
        },
    ),
    (
        "ALTER TABLE [IF EXISTS] <relation> DETACH PARTITION <relation> CONCURRENTLY",
        |names| detach(names, Concurrency::Concurrent),
    ),
    (
        "ALTER TABLE [IF EXISTS] <relation> DETACH PARTITION <relation>",
        |names| detach(names, Concurrency::Blocking),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> SET STATISTICS …",
        |names| column(names, LockMode::ShareUpdateExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> SET STORAGE <relation>",
        |names| column(names, LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> DROP IDENTITY [IF EXISTS]",
        |names| column(names, LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> DROP EXPRESSION [IF EXISTS]",
        |names| column(names, LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> SET GENERATED …",
        |names| column(names, LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> RESTART …",
        |names| column(names, LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> SET COMPRESSION …",
        |names| column(names, LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> SET ( …",
        |names| column(names, LockMode::ShareUpdateExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] [ONLY] <relation> ALTER [COLUMN] <relation> RESET ( …",
        |names| column(names, LockMode::ShareUpdateExclusive, Work::None),
    ),
    (
        "ALTER TABLE [IF EXISTS] <relation> NO INHERIT <relation>",
        |names| {
            let mut touch = Touch::one(names[0].clone(), LockMode::AccessExclusive, Work::None);
            let parent = names[1].clone();
            touch
                .locks
                .push((parent, LockMode::AccessShare, Work::None));
            Action::Touch(touch)
        },
    ),
    (
        "DROP INDEX CONCURRENTLY [IF EXISTS] <relation> [CASCADE] [RESTRICT]",
        |names| Action::DropIndexes {
            indexes: names.to_vec(),
            concurrency: Concurrency::Concurrent,
        },
    ),
    (
        "ALTER INDEX [IF EXISTS] <relation> RENAME TO <relation>",
        |names| Action::RenameIndex {
            index: names[0].clone(),
            new_name: names[1].name().to_owned(),
        },
    ),
    ("ALTER INDEX [IF EXISTS] <relation> …", |names| {
        touch(&names[0], LockMode::AccessExclusive, Work::None)
    }),
    (
        "REFRESH MATERIALIZED VIEW CONCURRENTLY <relation> …",
        |names| touch(&names[0], LockMode::Exclusive, Work::Scan),
    ),
    ("REFRESH MATERIALIZED VIEW <relation> …", |names| {
        touch(&names[0], LockMode::AccessExclusive, Work::Rewrite)
    }),
    ("CREATE STATISTICS …", |_| {
        let table = "the table of the statistics".to_owned();
        Action::Touch(Touch {
            unnamed: vec![(table, LockMode::ShareUpdateExclusive, Work::None)],
            ..Touch::default()
        })
    }),
    ("ALTER SYSTEM …", |_| {
        Action::Touch(Touch::outside_transaction())
    }),
    ("CREATE TABLESPACE …", |_| {
        Action::Touch(Touch::outside_transaction())
    }),
    ("DROP TABLESPACE …", |_| {
        Action::Touch(Touch::outside_transaction())
    }),
    ("DROP DATABASE …", |_| {
        Action::Touch(Touch::outside_transaction())
    }),
    (
        "CREATE [TEMPORARY] [TEMP] [UNLOGGED] SEQUENCE [IF NOT EXISTS] <relation> …",
        |names| makes(&names[0]),
    ),
    (
        "ALTER SEQUENCE [IF EXISTS] <relation> OWNED BY <relation>",
        |names| {
            // The column's table is the second name without its last part.
            let mut touch = Touch::one(names[0].clone(), LockMode::ShareRowExclusive, Work::None);
            if let Some(table) = names[1].schema() {
                touch
                    .locks
                    .push((RelationName::new(table), LockMode::AccessShare, Work::None));
            }
            Action::Touch(touch)
        },
    ),
    (
        "ALTER SEQUENCE [IF EXISTS] <relation> RENAME TO <relation>",
        |names| touch(&names[0], LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER SEQUENCE [IF EXISTS] <relation> SET SCHEMA <relation>",
        |names| touch(&names[0], LockMode::AccessExclusive, Work::None),
    ),
    (
        "ALTER SEQUENCE [IF EXISTS] <relation> OWNER TO …",
        |names| touch(&names[0], LockMode::AccessExclusive, Work::None),
    ),
    ("ALTER SEQUENCE [IF EXISTS] <relation> …", |names| {
        touch(&names[0], LockMode::ShareRowExclusive, Work::None)
    }),
    ("ALTER VIEW [IF EXISTS] <relation> …", |names| {
        touch(&names[0], LockMode::AccessExclusive, Work::None)
    }),
    (
        "ALTER MATERIALIZED VIEW [IF EXISTS] <relation> …",
        |names| touch(&names[0], LockMode::AccessExclusive, Work::None),
    ),
    (
        "CREATE [OR REPLACE] RULE <relation> AS ON SELECT TO <relation> …",
        |names| rule(names, &[]),
    ),
    (
        "CREATE [OR REPLACE] RULE <relation> AS ON INSERT TO <relation> …",
        |names| rule(names, &[RowEvent::Insert]),
    ),
    (
        "CREATE [OR REPLACE] RULE <relation> AS ON UPDATE TO <relation> …",
        |names| rule(names, &[RowEvent::Update]),
    ),
    (
        "CREATE [OR REPLACE] RULE <relation> AS ON DELETE TO <relation> …",
        |names| rule(names, &[RowEvent::Delete]),
    ),
    (
        "DROP RULE [IF EXISTS] <relation> ON <relation> …",
        |names| rule(names, &[]),
    ),
    ("CREATE DOMAIN <relation> …", |names| {
        Action::CreateDomain {
            name: names[0].clone(),
            is_constrained: true,
        }
    }),
    (
        "COMMENT ON CONSTRAINT <relation> ON <relation> IS …",
        |names| touch(&names[1], LockMode::AccessShare, Work::None),
    ),
    ("CREATE [OR REPLACE] PROCEDURE …", |_| nothing()),
    ("CREATE [OR REPLACE] FUNCTION …", |_| nothing()),
    ("ALTER FUNCTION …", |_| nothing()),
    ("ALTER PROCEDURE …", |_| nothing()),
    ("ALTER DEFAULT PRIVILEGES …", |_| nothing()),
    ("ALTER EXTENSION …", |_| {
        Action::Unknown("what an extension's update does is not known".to_owned())
    }),
    ("CREATE AGGREGATE …", |_| nothing()),
    ("CREATE [OR REPLACE] AGGREGATE …", |_| nothing()),
    ("CREATE CAST …", |_| nothing()),
    ("DROP CAST …", |_| nothing()),
    ("DROP AGGREGATE …", |_| nothing()),
    ("CREATE PUBLICATION …", |_| {
        Action::Unknown("which tables a publication concerns is not looked into".to_owned())
    }),
    ("DO …", |_| {
        Action::Unknown("what a DO block does is not looked into".to_owned())
    }),
    ("CALL …", |_| {
        Action::Unknown("what a procedure does is not known".to_owned())
    }),
];

/// A statement read by its form; `None` where no form fits.
pub(super) fn by_form(tokens: &[TokenWithSpan], default_schema: &str) -> Option<Action> {
    FORMS.iter().find_map(|(pattern, action)| {
        matches(pattern, tokens, default_schema).map(|names| action(&names))
    })
}

fn change(names: &[RelationName], change: TableChange) -> Action {
    Action::AlterTable {
        table: names[0].clone(),
        reach: Reach::Descendants,
        changes: vec![change],
    }
}

fn other(names: &[RelationName], mode: LockMode, work: Work) -> Action {
    let reach = Reach::Own;
    change(names, TableChange::Other { mode, work, reach })
}

/// A change of a column goes on to the children.
fn column(names: &[RelationName], mode: LockMode, work: Work) -> Action {
    let reach = Reach::Descendants;
    change(names, TableChange::Other { mode, work, reach })
}

fn detach(names: &[RelationName], concurrency: Concurrency) -> Action {
    change(
        names,
        TableChange::DetachPartition {
            partition: names[1].clone(),
            concurrency,
        },
    )
}

fn touch(relation: &RelationName, mode: LockMode, work: Work) -> Action {
    Action::Touch(Touch::one(relation.clone(), mode, work))
}

fn rule(names: &[RelationName], events: &[RowEvent]) -> Action {
    let hook = Hook {
        name: names[0].name().to_owned(),
        events: events.to_vec(),
    };
    let unnamed = if events.is_empty() {
        Vec::new()
    } else {
        let tables = "the tables that the rule writes".to_owned();
        vec![(tables, LockMode::RowExclusive, Work::None)]
    };
    Action::Touch(Touch {
        unnamed,
        hooks: (!events.is_empty()).then(|| (names[1].clone(), hook)),
        ..Touch::one(names[1].clone(), LockMode::AccessExclusive, Work::None)
    })
}

fn makes(relation: &RelationName) -> Action {
    Action::Touch(Touch {
        makes: Some(relation.clone()),
        ..Touch::default()
    })
}

fn nothing() -> Action {
    Action::Touch(Touch::default())
}
