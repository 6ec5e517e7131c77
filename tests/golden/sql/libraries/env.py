"""Offline, with the packages that register operations imported, as their manuals say."""

import alembic_postgresql_enum  # noqa: F401
from alembic import context
from geoalchemy2 import alembic_helpers  # noqa: F401

context.configure(
    dialect_name="postgresql",
    literal_binds=True,
    dialect_opts={"paramstyle": "named"},
)
with context.begin_transaction():
    context.run_migrations()
