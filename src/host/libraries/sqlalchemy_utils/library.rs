//! The types of `sqlalchemy_utils` and the modules that show them.

use crate::python::{PythonError, Value};

use super::super::construction::{Constructed, Construction};
use super::super::installer::Installer;
use super::super::library::{Base, Library, LibraryType};
use super::{dates, documents, identities, secrets, text};

const ENCRYPTED: &str = "sqlalchemy_utils.types.encrypted.encrypted_type";
const RANGE: &str = "sqlalchemy_utils.types.range";
const LTREE: &str = "sqlalchemy_utils.types.ltree";

/// A type that the package and its `types` show as well.
const fn public(
    name: &'static str,
    module: &'static str,
    construct: fn(&mut Construction<'_>) -> Result<Constructed, PythonError>,
) -> LibraryType {
    LibraryType::decorator(name, module, construct)
        .shown_in(&["sqlalchemy_utils", "sqlalchemy_utils.types"])
}

/// `SQLAlchemy-Utils`.
pub(in super::super) const LIBRARY: Library = Library {
    types: &[
        public(
            "EnrichedDateTimeType",
            "sqlalchemy_utils.types.enriched_datetime.enriched_datetime_type",
            dates::enriched_date_time,
        ),
        public("ArrowType", "sqlalchemy_utils.types.arrow", dates::arrow)
            .derived_from(Base::Own("EnrichedDateTimeType")),
        public(
            "TimezoneType",
            "sqlalchemy_utils.types.timezone",
            dates::timezone,
        ),
        public(
            "WeekDaysType",
            "sqlalchemy_utils.types.weekdays",
            dates::week_days,
        ),
        LibraryType::decorator("RangeType", RANGE, dates::range),
        public("IntRangeType", RANGE, dates::int_range).derived_from(Base::Own("RangeType")),
        public("Int8RangeType", RANGE, dates::int8_range).derived_from(Base::Own("RangeType")),
        public("NumericRangeType", RANGE, dates::numeric_range)
            .derived_from(Base::Own("RangeType")),
        public("DateRangeType", RANGE, dates::date_range).derived_from(Base::Own("RangeType")),
        public("DateTimeRangeType", RANGE, dates::date_time_range)
            .derived_from(Base::Own("RangeType")),
        public("JSONType", "sqlalchemy_utils.types.json", documents::json),
        public("LtreeType", LTREE, documents::ltree).derived_from(Base::UserDefined),
        LibraryType::decorator("LQUERY", LTREE, documents::lquery).derived_from(Base::Engine),
        LibraryType::decorator("LTXTQUERY", LTREE, documents::ltxtquery).derived_from(Base::Engine),
        public(
            "ScalarListType",
            "sqlalchemy_utils.types.scalar_list",
            documents::scalar_list,
        ),
        public(
            "TSVectorType",
            "sqlalchemy_utils.types.ts_vector",
            documents::ts_vector,
        ),
        LibraryType::decorator("BitType", "sqlalchemy_utils.types.bit", documents::bit),
        public("UUIDType", "sqlalchemy_utils.types.uuid", identities::uuid),
        public(
            "ChoiceType",
            "sqlalchemy_utils.types.choice",
            identities::choice,
        ),
        public("ColorType", "sqlalchemy_utils.types.color", text::color),
        public(
            "CountryType",
            "sqlalchemy_utils.types.country",
            text::country,
        ),
        public(
            "CurrencyType",
            "sqlalchemy_utils.types.currency",
            text::currency,
        ),
        public("EmailType", "sqlalchemy_utils.types.email", text::email),
        public(
            "IPAddressType",
            "sqlalchemy_utils.types.ip_address",
            text::ip_address,
        ),
        public("LocaleType", "sqlalchemy_utils.types.locale", text::locale),
        public(
            "PhoneNumberType",
            "sqlalchemy_utils.types.phone_number",
            text::phone_number,
        ),
        public("URLType", "sqlalchemy_utils.types.url", text::url),
        public(
            "PasswordType",
            "sqlalchemy_utils.types.password",
            secrets::password,
        ),
        public("StringEncryptedType", ENCRYPTED, secrets::string_encrypted),
        public("EncryptedType", ENCRYPTED, secrets::encrypted)
            .derived_from(Base::Own("StringEncryptedType")),
    ],
    install,
    ..Library::new("SQLAlchemy-Utils==0.43.0", &["sqlalchemy_utils"])
};

/// The engines of encryption are named in migrations, and nothing more is done with them.
fn install(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    for engine in ["AesEngine", "AesGcmEngine", "FernetEngine"] {
        let reason = "what encrypts values is not part of this program";
        let value = Value::opaque(format!("{ENCRYPTED}.{engine}"), reason);
        installer.show(&[ENCRYPTED], engine, &value);
    }
    Ok(())
}
