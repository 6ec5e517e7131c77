//! Operations to PostgreSQL's SQL, as SQLAlchemy's compiler writes it; the only room that writes SQL text.
