//! The types of the other databases SQLAlchemy ships with.
//!
//! Migrations name them in `with_variant(…, "mysql")` and the like, which has no effect on
//! PostgreSQL. Where PostgreSQL's type compiler can write one it is accepted; any other is refused
//! if it would have to be written.

use crate::schema::{CharacterKind, FloatKind, PlainType};

use super::definition::{NumericClass, Shape, TypeDefinition};

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

const fn sqlite(
    name: &'static str,
    parents: &'static [&'static str],
    shape: Shape,
) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.dialects.sqlite.base",
        parents,
        shape,
    }
}

const fn mssql(
    name: &'static str,
    parents: &'static [&'static str],
    shape: Shape,
) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.dialects.mssql.base",
        parents,
        shape,
    }
}

const fn oracle(
    name: &'static str,
    parents: &'static [&'static str],
    shape: Shape,
) -> TypeDefinition {
    TypeDefinition {
        name,
        module: "sqlalchemy.dialects.oracle.types",
        parents,
        shape,
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
    mysql(
        "DECIMAL",
        &["DECIMAL"],
        Shape::ForeignNumeric(NumericClass::Decimal),
    ),
    mysql(
        "DOUBLE",
        &["DOUBLE"],
        Shape::ForeignFloat(FloatKind::Double),
    ),
    mysql("ENUM", &["Enum"], Shape::Foreign),
    mysql("FLOAT", &["FLOAT"], Shape::ForeignFloat(FloatKind::Float)),
    mysql("INET4", &["TypeEngine"], Shape::Foreign),
    mysql("INET6", &["TypeEngine"], Shape::Foreign),
    mysql(
        "INTEGER",
        &["INTEGER"],
        Shape::ForeignPlain(PlainType::Integer),
    ),
    mysql("JSON", &["JSON"], Shape::GenericJson),
    mysql("LONGBLOB", &["_Binary"], Shape::Foreign),
    mysql("LONGTEXT", &["String"], Shape::Foreign),
    mysql("MEDIUMBLOB", &["_Binary"], Shape::Foreign),
    mysql("MEDIUMINT", &["Integer"], Shape::Foreign),
    mysql("MEDIUMTEXT", &["String"], Shape::Foreign),
    mysql(
        "NCHAR",
        &["NCHAR"],
        Shape::ForeignCharacter(CharacterKind::NChar),
    ),
    mysql(
        "NUMERIC",
        &["NUMERIC"],
        Shape::ForeignNumeric(NumericClass::Numeric),
    ),
    mysql(
        "NVARCHAR",
        &["NVARCHAR"],
        Shape::ForeignCharacter(CharacterKind::NVarChar),
    ),
    mysql("REAL", &["REAL"], Shape::ForeignFloat(FloatKind::Real)),
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
    mysql("TIME", &["TIME"], Shape::ForeignTime),
    mysql("TIMESTAMP", &["TIMESTAMP"], Shape::ForeignTimestamp),
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
    sqlite("DATE", &["Date"], Shape::ForeignPlain(PlainType::Date)),
    sqlite("DATETIME", &["DateTime"], Shape::ForeignDateTime),
    sqlite("JSON", &["JSON"], Shape::GenericJson),
    sqlite("TIME", &["Time"], Shape::ForeignTime),
];

const MSSQL: &[TypeDefinition] = &[
    mssql("BIT", &["Boolean"], Shape::Foreign),
    mssql("DATETIME2", &["DateTime"], Shape::Foreign),
    mssql("DATETIMEOFFSET", &["DateTime"], Shape::Foreign),
    mssql(
        "DOUBLE_PRECISION",
        &["DOUBLE_PRECISION"],
        Shape::Float(FloatKind::DoublePrecision),
    ),
    mssql("IMAGE", &["LargeBinary"], Shape::Foreign),
    mssql("JSON", &["JSON"], Shape::GenericJson),
    mssql("MONEY", &["TypeEngine"], Shape::Foreign),
    mssql("NTEXT", &["UnicodeText"], Shape::Foreign),
    mssql("REAL", &["REAL"], Shape::Float(FloatKind::Real)),
    mssql("ROWVERSION", &["_Binary"], Shape::Foreign),
    mssql("SMALLDATETIME", &["DateTime"], Shape::Foreign),
    mssql("SMALLMONEY", &["TypeEngine"], Shape::Foreign),
    mssql("SQL_VARIANT", &["TypeEngine"], Shape::Foreign),
    mssql("TIME", &["TIME"], Shape::Foreign),
    mssql("TIMESTAMP", &["_Binary"], Shape::Foreign),
    mssql("TINYINT", &["Integer"], Shape::Foreign),
    mssql("UNIQUEIDENTIFIER", &["Uuid"], Shape::Foreign),
    mssql("VARBINARY", &["VARBINARY"], Shape::Foreign),
    mssql("XML", &["Text"], Shape::Foreign),
];

const ORACLE: &[TypeDefinition] = &[
    oracle("BFILE", &["LargeBinary"], Shape::Foreign),
    oracle("BINARY_DOUBLE", &["Double"], Shape::Foreign),
    oracle("BINARY_FLOAT", &["Float"], Shape::Foreign),
    oracle("DATE", &["DateTime"], Shape::ForeignPlain(PlainType::Date)),
    oracle("FLOAT", &["FLOAT"], Shape::Foreign),
    oracle("INTERVAL", &["_AbstractInterval"], Shape::Foreign),
    oracle("LONG", &["Text"], Shape::Foreign),
    oracle("NCLOB", &["Text"], Shape::Foreign),
    oracle("NUMBER", &["Numeric", "Integer"], Shape::Foreign),
    oracle("RAW", &["_Binary"], Shape::Foreign),
    oracle("ROWID", &["TypeEngine"], Shape::Foreign),
    oracle("TIMESTAMP", &["TIMESTAMP"], Shape::ForeignTimestamp),
    oracle("VARCHAR2", &["VARCHAR"], Shape::Foreign),
    oracle("VECTOR", &["TypeEngine"], Shape::Foreign),
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
