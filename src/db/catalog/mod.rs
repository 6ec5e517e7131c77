//! What a database contains, read from PostgreSQL's system catalogs.

mod overview;

pub use overview::{EnumerationOverview, Overview, TableOverview};
