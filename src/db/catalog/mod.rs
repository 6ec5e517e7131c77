//! What a database contains, read from PostgreSQL's system catalogs.

mod overview;
mod tables;

pub use overview::{EnumerationOverview, Overview, TableOverview};
pub use tables::{
    ColumnDetail, ConstraintDetail, DescentDetail, EnumerationDetail, HookDetail, IndexDetail,
    QualifiedName, TableDetail, Tables,
};
