//! The modules of `geoalchemy2`.

use crate::python::{PythonError, Value};

use super::super::installer::Installer;
use super::super::library::{Base, Library, LibraryType};
use super::{operations, spatial};

const TYPES: &str = "geoalchemy2.types";
const SHOWN_IN: &[&str] = &["geoalchemy2"];

/// `GeoAlchemy2`.
pub(in super::super) const LIBRARY: Library = Library {
    types: &[
        LibraryType::decorator("_GISType", TYPES, spatial::base).derived_from(Base::UserDefined),
        LibraryType::decorator("Geometry", TYPES, spatial::geometry)
            .derived_from(Base::Own("_GISType"))
            .shown_in(SHOWN_IN),
        LibraryType::decorator("Geography", TYPES, spatial::geography)
            .derived_from(Base::Own("_GISType"))
            .shown_in(SHOWN_IN),
        LibraryType::decorator("Raster", TYPES, spatial::raster)
            .derived_from(Base::Own("_GISType"))
            .shown_in(SHOWN_IN),
    ],
    operations: operations::OPERATIONS,
    batch_operations: operations::BATCH_OPERATIONS,
    install,
    ..Library::new("GeoAlchemy2==0.20.0", &["geoalchemy2"])
};

/// The module that env.py imports for its operations shows nothing a migration calls.
fn install(installer: &mut Installer<'_>) -> Result<(), PythonError> {
    let helpers = installer.module("geoalchemy2.alembic_helpers");
    for name in ["include_object", "render_item", "writer"] {
        let reason = "autogenerate is not part of this program";
        helpers.set(
            name,
            Value::opaque(format!("geoalchemy2.alembic_helpers.{name}"), reason),
        );
    }
    Ok(())
}
