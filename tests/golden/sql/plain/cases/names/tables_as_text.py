"""names: tables as text, and options of texts"""

import sqlalchemy as sa
from alembic import op

USERS = sa.Table("User", sa.MetaData(), sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), schema="My s")
CLAUSE = sa.table("User", sa.column("a"), schema="My s")


def as_text():
    for table in (USERS, CLAUSE, sa.table("é x"), sa.Table("t", sa.MetaData(schema="m"))):
        op.execute(f"SELECT '{table}'")
        op.execute("SELECT '%s'" % table + str(table))


def with_a_format():
    try:
        op.execute(f"SELECT '{USERS:>20}'")
    except TypeError as error:
        op.execute(f"SELECT $${error}$$")


def names():
    for table in (USERS, CLAUSE):
        op.execute(f"SELECT '{table.name} {table.schema} {table.fullname} {table.c.keys()}'")


def of_a_table_that_was_created():
    created = op.create_table("T", sa.Column("a", sa.Integer), schema="s")
    op.execute(f"DELETE FROM {created} -- {created.fullname} {created.c.keys()}")


def execution_options_of_a_text():
    op.execute(sa.text("VACUUM").execution_options(autocommit=True))
    op.get_bind().execute(sa.text("SELECT :a").execution_options(autocommit=True).bindparams(a="x"))
    op.get_bind().execute(sa.text("SELECT :a").bindparams(a="x").execution_options(autocommit=False))


# refused: not supported: the execution option stream_results
def options_that_mean_something():
    op.execute(sa.text("SELECT 1").execution_options(stream_results=True))
