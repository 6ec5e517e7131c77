"""How migrations reach the database: run by every command that needs it."""

from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool

# The configuration: what the ini file says, and what this file changes of it.
config = context.config

if config.config_file_name is not None:
    fileConfig(config.config_file_name)

# The MetaData of the application's models, for naming conventions and for --autogenerate:
# from myapp.models import Base
# target_metadata = Base.metadata
target_metadata = None


def run_migrations_offline() -> None:
    """Write SQL to standard output (--sql). A URL is enough; nothing connects."""
    context.configure(
        url=config.get_main_option("sqlalchemy.url"),
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
    """Connect, and run the migrations in a transaction."""
    engine = engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
