//! `fastapi_users_db_sqlalchemy`: `GUID` and `TIMESTAMPAware`.

use crate::python::PythonError;

use super::construction::{Constructed, Construction};
use super::conversions::{AsImplemented, Converted, string};
use super::library::{Library, LibraryType};

const GENERICS: &str = "fastapi_users_db_sqlalchemy.generics";

/// `fastapi-users-db-sqlalchemy`.
pub(super) const LIBRARY: Library = Library {
    types: &[
        LibraryType::decorator("GUID", GENERICS, guid).shown_in(&["fastapi_users_db_sqlalchemy"]),
        LibraryType::decorator("TIMESTAMPAware", GENERICS, timestamp_aware)
            .shown_in(&["fastapi_users_db_sqlalchemy.access_token"]),
    ],
    ..Library::new(
        "fastapi-users-db-sqlalchemy==7.0.0",
        &["fastapi_users_db_sqlalchemy"],
    )
};

/// Its `impl` takes the arguments; PostgreSQL has UUID in its place.
fn guid(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    construction.same_arguments("CHAR")?;
    let uuid = construction.postgresql("UUID", &[])?;
    construction.decorated(uuid, Converted(string))
}

fn timestamp_aware(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let timestamp = construction.same_arguments("TIMESTAMP")?;
    construction.decorated(timestamp, AsImplemented)
}
