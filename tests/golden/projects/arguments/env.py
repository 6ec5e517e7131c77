"""Prints what the command line hands to env.py."""

from alembic import context

print(context.get_x_argument(), context.get_x_argument(as_dictionary=True))
print(context.get_tag_argument(), context.is_offline_mode())
context.configure(dialect_name="postgresql", literal_binds=True)
with context.begin_transaction():
    context.run_migrations()
