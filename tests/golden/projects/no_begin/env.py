"""Outside of begin_transaction(): a script without BEGIN and COMMIT."""

from alembic import context

context.configure(dialect_name="postgresql", literal_binds=True)
context.run_migrations()
