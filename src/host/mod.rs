//! Alembic and SQLAlchemy as Python objects: the one bridge between `python` and `schema`/`operations`.
