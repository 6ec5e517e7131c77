//! The terminal: standard output is Alembic's bytes, standard error is everything else.
