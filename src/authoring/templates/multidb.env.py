"""How migrations reach several databases: run by every command that needs them."""

import logging
import re
from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool

# Whether the databases commit together or not at all, by two-phase commit.
USE_TWOPHASE = False

# The configuration: what the ini file says, and what this file changes of it.
config = context.config

if config.config_file_name is not None:
    fileConfig(config.config_file_name)
logger = logging.getLogger("alembic.env")

# The sections of the ini file that describe a database each.
names = re.split(r",\s*", config.get_main_option("databases", ""))

# The MetaData of the application's models by database, for --autogenerate:
# from myapp import models
# target_metadata = {"engine1": models.first, "engine2": models.second}
target_metadata = {}


def run_migrations_offline() -> None:
    """Write SQL (--sql), for each database into a file of its own."""
    for name in names:
        path = f"{name}.sql"
        logger.info("Writing the migrations of %s to %s", name, path)
        with open(path, "w") as output:
            context.configure(
                url=config.get_section_option(name, "sqlalchemy.url"),
                output_buffer=output,
                target_metadata=target_metadata.get(name),
                literal_binds=True,
                dialect_opts={"paramstyle": "named"},
            )
            with context.begin_transaction():
                context.run_migrations(engine_name=name)


def run_migrations_online() -> None:
    """Connect to all databases, run the migrations in each, and commit when all went well."""
    connections = {}
    transactions = []
    try:
        for name in names:
            engine = engine_from_config(
                config.get_section(name, {}),
                prefix="sqlalchemy.",
                poolclass=pool.NullPool,
            )
            connection = connections[name] = engine.connect()
            begin = connection.begin_twophase if USE_TWOPHASE else connection.begin
            transactions.append(begin())

        for name, connection in connections.items():
            logger.info("Migrating %s", name)
            context.configure(
                connection=connection,
                upgrade_token=f"{name}_upgrades",
                downgrade_token=f"{name}_downgrades",
                target_metadata=target_metadata.get(name),
            )
            context.run_migrations(engine_name=name)

        if USE_TWOPHASE:
            for transaction in transactions:
                transaction.prepare()
        for transaction in transactions:
            transaction.commit()
    except BaseException:
        for transaction in transactions:
            transaction.rollback()
        raise
    finally:
        for connection in connections.values():
            connection.close()


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
