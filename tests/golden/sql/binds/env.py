"""Offline only: neither literal values nor a paramstyle; what the oldest projects configure."""

from alembic import context

context.configure(
    dialect_name="postgresql",
)
with context.begin_transaction():
    context.run_migrations()
