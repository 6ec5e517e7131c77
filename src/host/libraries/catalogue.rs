//! The libraries and their types as data.

use crate::python::Parameter;
use crate::schema::{CharacterKind, JsonFormat, PlainType};

use super::super::sa::types::{Conversion, Shape};

/// A type of a library.
#[derive(Debug)]
pub(super) struct LibraryType {
    /// `__name__`.
    pub(super) name: &'static str,
    /// `__module__`.
    pub(super) module: &'static str,
    /// Further modules that show it.
    pub(super) shown_in: &'static [&'static str],
    /// The parameters of its constructor.
    pub(super) parameters: &'static [Parameter<'static>],
    /// What it is in DDL.
    pub(super) form: Form,
    /// Whether the library converts values on their way to the database.
    pub(super) conversion: Conversion,
}

/// What a type of a library is in DDL.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    /// A type of SQLAlchemy.
    Like {
        /// Which.
        shape: Shape,
        /// Parameters that are handed on: their names here and there, and what stands for one that
        /// was not given.
        passed: &'static [(&'static str, &'static str, Preset)],
    },
    /// A type SQLAlchemy does not know, by its name.
    Named(&'static str),
    /// As [`Form::Named`], with the parameter `dim` in parentheses where it was given.
    Dimensioned(&'static str),
}

/// What stands for an argument that was not given.
#[derive(Debug, Clone, Copy)]
pub(super) enum Preset {
    /// Nothing.
    None,
    /// A number.
    Number(i64),
    /// `True`.
    True,
}

/// A parameter that must keep its default for the type to be what it is here.
pub(super) const MUST_BE_TRUE: &[&str] = &["native"];

const ANYTHING: &[Parameter<'static>] =
    &[Parameter::rest("args"), Parameter::rest_keyword("kwargs")];
const STRING: &[Parameter<'static>] = &[
    Parameter::optional("length"),
    Parameter::optional("collation"),
];
const NOTHING: &[Parameter<'static>] = &[];
const TIMEZONE: &[Parameter<'static>] = &[Parameter::optional("timezone")];
const DIMENSION: &[Parameter<'static>] = &[Parameter::optional("dim")];
const MYSQL_SIZE: &[Parameter<'static>] = &[
    Parameter::optional("mysql_as_long"),
    Parameter::optional("mysql_as_medium"),
];

const PASS_STRING: &[(&str, &str, Preset)] = &[
    ("length", "length", Preset::None),
    ("collation", "collation", Preset::None),
];
const WITH_TIMEZONE: &[(&str, &str, Preset)] = &[("", "timezone", Preset::True)];

const SQLMODEL: &str = "sqlmodel.sql.sqltypes";
const PGVECTOR: &str = "pgvector.sqlalchemy";
const FASTAPI_USERS: &str = "fastapi_users_db_sqlalchemy.generics";
const OSLO: &str = "oslo_db.sqlalchemy.types";

const fn like(
    name: &'static str,
    module: &'static str,
    shown_in: &'static [&'static str],
    parameters: &'static [Parameter<'static>],
    shape: Shape,
) -> LibraryType {
    LibraryType {
        name,
        module,
        shown_in,
        parameters,
        form: Form::Like { shape, passed: &[] },
        conversion: Conversion::ByProject,
    }
}

impl LibraryType {
    const fn passing(
        mut self,
        shape: Shape,
        passed: &'static [(&'static str, &'static str, Preset)],
    ) -> Self {
        self.form = Form::Like { shape, passed };
        self
    }

    const fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    const fn native(mut self) -> Self {
        self.conversion = Conversion::Native;
        self
    }
}

const TEXT: Shape = Shape::Character(CharacterKind::Text);
const STRINGS: Shape = Shape::Character(CharacterKind::String);
const UNICODE: Shape = Shape::Character(CharacterKind::Unicode);
const INTEGER: Shape = Shape::Plain(PlainType::Integer);
const BYTES: Shape = Shape::Bytes(PlainType::LargeBinary);

/// `sqlalchemy_utils`, `sqlalchemy_utils.types` and the module the class is written in.
const fn utility(
    name: &'static str,
    module: &'static str,
    parameters: &'static [Parameter<'static>],
    shape: Shape,
) -> LibraryType {
    like(
        name,
        module,
        &["sqlalchemy_utils", "sqlalchemy_utils.types"],
        parameters,
        shape,
    )
}

/// Every type.
pub(super) const LIBRARY_TYPES: &[LibraryType] = &[
    like("AutoString", SQLMODEL, &["sqlmodel"], STRING, STRINGS)
        .passing(STRINGS, PASS_STRING)
        .native(),
    like("UTCDateTime", SQLMODEL, &[], NOTHING, Shape::DateTime)
        .passing(Shape::DateTime, WITH_TIMEZONE),
    utility(
        "UUIDType",
        "sqlalchemy_utils.types.uuid",
        &[Parameter::optional("binary"), Parameter::optional("native")],
        Shape::Uuid,
    ),
    utility(
        "EmailType",
        "sqlalchemy_utils.types.email",
        &[Parameter::optional("length")],
        UNICODE,
    )
    .passing(UNICODE, &[("length", "length", Preset::Number(255))]),
    utility("URLType", "sqlalchemy_utils.types.url", NOTHING, TEXT),
    utility(
        "JSONType",
        "sqlalchemy_utils.types.json",
        NOTHING,
        Shape::Json(JsonFormat::Text),
    ),
    utility(
        "IPAddressType",
        "sqlalchemy_utils.types.ip_address",
        &[Parameter::optional("max_length")],
        UNICODE,
    )
    .passing(UNICODE, &[("max_length", "length", Preset::Number(50))]),
    utility(
        "CountryType",
        "sqlalchemy_utils.types.country",
        NOTHING,
        STRINGS,
    )
    .passing(STRINGS, &[("", "length", Preset::Number(2))]),
    utility(
        "ScalarListType",
        "sqlalchemy_utils.types.scalar_list",
        ANYTHING,
        TEXT,
    ),
    utility(
        "StringEncryptedType",
        "sqlalchemy_utils.types.encrypted.encrypted_type",
        &[
            Parameter::optional("type_in"),
            Parameter::optional("key"),
            Parameter::optional("engine"),
            Parameter::optional("padding"),
            Parameter::optional("length"),
        ],
        STRINGS,
    )
    .passing(STRINGS, &[("length", "length", Preset::None)]),
    utility(
        "EncryptedType",
        "sqlalchemy_utils.types.encrypted.encrypted_type",
        ANYTHING,
        BYTES,
    ),
    utility("LtreeType", "sqlalchemy_utils.types.ltree", NOTHING, TEXT).form(Form::Named("LTREE")),
    utility(
        "TSVectorType",
        "sqlalchemy_utils.types.ts_vector",
        ANYTHING,
        Shape::Plain(PlainType::TsVector),
    ),
    like("CIText", "citext", &[], NOTHING, TEXT).form(Form::Named("CITEXT")),
    like(
        "VECTOR",
        PGVECTOR,
        &["pgvector.sqlalchemy.vector"],
        DIMENSION,
        TEXT,
    )
    .form(Form::Dimensioned("VECTOR")),
    like(
        "HALFVEC",
        PGVECTOR,
        &["pgvector.sqlalchemy.halfvec"],
        DIMENSION,
        TEXT,
    )
    .form(Form::Dimensioned("HALFVEC")),
    like(
        "SPARSEVEC",
        PGVECTOR,
        &["pgvector.sqlalchemy.sparsevec"],
        DIMENSION,
        TEXT,
    )
    .form(Form::Dimensioned("SPARSEVEC")),
    like(
        "GUID",
        FASTAPI_USERS,
        &["fastapi_users_db_sqlalchemy"],
        NOTHING,
        Shape::Uuid,
    ),
    like(
        "TIMESTAMPAware",
        FASTAPI_USERS,
        &[],
        TIMEZONE,
        Shape::Timestamp,
    )
    .passing(Shape::Timestamp, &[("timezone", "timezone", Preset::None)]),
    like(
        "GUID",
        "advanced_alchemy.types.guid",
        &["advanced_alchemy.types"],
        ANYTHING,
        Shape::Uuid,
    ),
    like(
        "DateTimeUTC",
        "advanced_alchemy.types.datetime",
        &["advanced_alchemy.types"],
        TIMEZONE,
        Shape::DateTime,
    )
    .passing(Shape::DateTime, WITH_TIMEZONE),
    like("JsonEncodedDict", OSLO, &[], MYSQL_SIZE, TEXT),
    like("JsonEncodedList", OSLO, &[], MYSQL_SIZE, TEXT),
    like("SoftDeleteInteger", OSLO, &[], NOTHING, INTEGER),
];

/// Other names of types, by module.
pub(super) const ALIASES: &[(&str, &str, &str)] = &[("pgvector.sqlalchemy", "Vector", "VECTOR")];
