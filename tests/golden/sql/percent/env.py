"""Offline only: literal values, but the driver's paramstyle, which doubles per cent signs."""

from alembic import context

context.configure(
    dialect_name="postgresql",
    literal_binds=True,
)
with context.begin_transaction():
    context.run_migrations()
