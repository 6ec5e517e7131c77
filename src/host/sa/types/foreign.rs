//! The types of the other databases SQLAlchemy ships with.
//!
//! Migrations name them in `with_variant(…, "mysql")` and the like, which has no effect on
//! PostgreSQL. Where PostgreSQL's type compiler can write one it is accepted; any other is refused
//! if it would have to be written.

use crate::schema::{CharacterKind, PlainType};

use super::definition::{Shape, TypeDefinition};

/// The types of one other database.
pub(crate) struct ForeignDialect {
    /// Name of the dialect, and of its package in `sqlalchemy.dialects`.
    pub(crate) name: &'static str,
    /// The class of its default dialect.
    pub(crate) class: &'static str,
    /// The classes it defines.
    pub(crate) types: &'static [TypeDefinition],
    /// The classes it takes over from `sqlalchemy.types` under the same name.
    pub(crate) taken_over: &'static [&'static str],
}

const fn mysql(
    name: &'static str,
    parents: &'static [&'static str],
    shape: Shape,
) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.dialects.mysql.types",
        parents,
        shape,
    }
}

const fn sqlite(name: &'static str, parents: &'static [&'static str]) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.dialects.sqlite.base",
        parents,
        shape: Shape::Foreign,
    }
}

const fn mssql(name: &'static str, parents: &'static [&'static str]) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.dialects.mssql.base",
        parents,
        shape: Shape::Foreign,
    }
}

const fn oracle(name: &'static str, parents: &'static [&'static str]) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.dialects.oracle.types",
        parents,
        shape: Shape::Foreign,
    }
}

const MYSQL: &[TypeDefinition] = &[
    mysql(
        "BIGINT",
        &["BIGINT"],
        Shape::ForeignPlain(PlainType::BigInteger),
    ),
    mysql("BIT", &["TypeEngine"], Shape::Foreign),
    mysql(
        "CHAR",
        &["CHAR"],
        Shape::ForeignCharacter(CharacterKind::Char),
    ),
    mysql(
        "DATETIME",
        &["DATETIME"],
        Shape::ForeignPlain(PlainType::UpperDateTime),
    ),
    mysql("DECIMAL", &["DECIMAL"], Shape::Foreign),
    mysql("DOUBLE", &["DOUBLE"], Shape::Foreign),
    mysql("ENUM", &["Enum"], Shape::Foreign),
    mysql("FLOAT", &["FLOAT"], Shape::Foreign),
    mysql("INET4", &["TypeEngine"], Shape::Foreign),
    mysql("INET6", &["TypeEngine"], Shape::Foreign),
    mysql(
        "INTEGER",
        &["INTEGER"],
        Shape::ForeignPlain(PlainType::Integer),
    ),
    mysql("JSON", &["JSON"], Shape::Foreign),
    mysql("LONGBLOB", &["_Binary"], Shape::Foreign),
    mysql("LONGTEXT", &["String"], Shape::Foreign),
    mysql("MEDIUMBLOB", &["_Binary"], Shape::Foreign),
    mysql("MEDIUMINT", &["Integer"], Shape::Foreign),
    mysql("MEDIUMTEXT", &["String"], Shape::Foreign),
    mysql("NCHAR", &["NCHAR"], Shape::Foreign),
    mysql("NUMERIC", &["NUMERIC"], Shape::Foreign),
    mysql("NVARCHAR", &["NVARCHAR"], Shape::Foreign),
    mysql("REAL", &["REAL"], Shape::Foreign),
    mysql("SET", &["String"], Shape::Foreign),
    mysql(
        "SMALLINT",
        &["SMALLINT"],
        Shape::ForeignPlain(PlainType::SmallInteger),
    ),
    mysql(
        "TEXT",
        &["TEXT"],
        Shape::ForeignCharacter(CharacterKind::Text),
    ),
    mysql("TIME", &["TIME"], Shape::Foreign),
    mysql("TIMESTAMP", &["TIMESTAMP"], Shape::Foreign),
    mysql("TINYBLOB", &["_Binary"], Shape::Foreign),
    mysql("TINYINT", &["Integer"], Shape::Foreign),
    mysql("TINYTEXT", &["String"], Shape::Foreign),
    mysql(
        "VARCHAR",
        &["VARCHAR"],
        Shape::ForeignCharacter(CharacterKind::VarChar),
    ),
    mysql("YEAR", &["TypeEngine"], Shape::Foreign),
];

const SQLITE: &[TypeDefinition] = &[
    sqlite("DATE", &["Date"]),
    sqlite("DATETIME", &["DateTime"]),
    sqlite("JSON", &["JSON"]),
    sqlite("TIME", &["Time"]),
];

const MSSQL: &[TypeDefinition] = &[
    mssql("BIT", &["Boolean"]),
    mssql("DATETIME2", &["DateTime"]),
    mssql("DATETIMEOFFSET", &["DateTime"]),
    mssql("DOUBLE_PRECISION", &["DOUBLE_PRECISION"]),
    mssql("IMAGE", &["LargeBinary"]),
    mssql("JSON", &["JSON"]),
    mssql("MONEY", &["TypeEngine"]),
    mssql("NTEXT", &["UnicodeText"]),
    mssql("REAL", &["REAL"]),
    mssql("ROWVERSION", &["_Binary"]),
    mssql("SMALLDATETIME", &["DateTime"]),
    mssql("SMALLMONEY", &["TypeEngine"]),
    mssql("SQL_VARIANT", &["TypeEngine"]),
    mssql("TIME", &["TIME"]),
    mssql("TIMESTAMP", &["_Binary"]),
    mssql("TINYINT", &["Integer"]),
    mssql("UNIQUEIDENTIFIER", &["Uuid"]),
    mssql("VARBINARY", &["VARBINARY"]),
    mssql("XML", &["Text"]),
];

const ORACLE: &[TypeDefinition] = &[
    oracle("BFILE", &["LargeBinary"]),
    oracle("BINARY_DOUBLE", &["Double"]),
    oracle("BINARY_FLOAT", &["Float"]),
    oracle("DATE", &["DateTime"]),
    oracle("FLOAT", &["FLOAT"]),
    oracle("INTERVAL", &["_AbstractInterval"]),
    oracle("LONG", &["Text"]),
    oracle("NCLOB", &["Text"]),
    oracle("NUMBER", &["Numeric", "Integer"]),
    oracle("RAW", &["_Binary"]),
    oracle("ROWID", &["TypeEngine"]),
    oracle("TIMESTAMP", &["TIMESTAMP"]),
    oracle("VARCHAR2", &["VARCHAR"]),
    oracle("VECTOR", &["TypeEngine"]),
];

/// The other databases and their types.
pub(crate) const FOREIGN_DIALECTS: &[ForeignDialect] = &[
    ForeignDialect {
        name: "mysql",
        class: "MySQLDialect_mysqldb",
        types: MYSQL,
        taken_over: &["BINARY", "BLOB", "BOOLEAN", "DATE", "VARBINARY"],
    },
    ForeignDialect {
        name: "sqlite",
        class: "SQLiteDialect_pysqlite",
        types: SQLITE,
        taken_over: &[
            "BLOB",
            "BOOLEAN",
            "CHAR",
            "DECIMAL",
            "FLOAT",
            "INTEGER",
            "NUMERIC",
            "REAL",
            "SMALLINT",
            "TEXT",
            "TIMESTAMP",
            "VARCHAR",
        ],
    },
    ForeignDialect {
        name: "mssql",
        class: "MSDialect_pyodbc",
        types: MSSQL,
        taken_over: &[
            "BIGINT", "BINARY", "CHAR", "DATE", "DATETIME", "DECIMAL", "FLOAT", "INTEGER", "NCHAR",
            "NUMERIC", "NVARCHAR", "SMALLINT", "TEXT", "VARCHAR",
        ],
    },
    ForeignDialect {
        name: "oracle",
        class: "OracleDialect_cx_oracle",
        types: ORACLE,
        taken_over: &[
            "BLOB",
            "CHAR",
            "CLOB",
            "DOUBLE_PRECISION",
            "NCHAR",
            "NVARCHAR",
            "REAL",
            "VARCHAR",
        ],
    },
];
