//! Tables, columns, constraints, indexes, types and expressions, as SQLAlchemy names them.
