//! What a database contains, read from PostgreSQL's system catalogs.

mod overview;
pub mod structure;
mod tables;

pub use overview::{EnumerationOverview, Overview, TableOverview};
pub use structure::Structure;
pub use tables::{
    ColumnDetail, ConstraintDetail, DescentDetail, EnumerationDetail, HookDetail, IndexDetail,
    QualifiedName, TableDetail, Tables,
};
