//! What a database contains, read from PostgreSQL's system catalogs.

mod overview;
mod tables;

pub use overview::{EnumerationOverview, Overview, TableOverview};
pub use tables::{
    ColumnDetail, ConstraintDetail, EnumerationDetail, IndexDetail, TableDetail, Tables,
};
