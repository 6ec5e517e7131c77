//! A small Python: it knows no SQL, no Alembic and no database.
