"""DDL as objects: CreateTable, CreateIndex, CreateSequence, DDL() and their kin."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import (
    CreateIndex,
    CreateSchema,
    CreateSequence,
    CreateTable,
    DropIndex,
    DropSchema,
    DropSequence,
    DropTable,
)

metadata = sa.MetaData(naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(column_0_label)s"})
table = sa.Table(
    "T",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("kind", sa.Enum("a", name="kind"), index=True, comment="alone"),
    schema="s",
    comment="not written",
)
index = sa.Index("Ix", table.c.kind.desc(), unique=True, postgresql_concurrently=True)
unnamed = sa.Index(None, table.c.id)


def create_table():
    op.execute(CreateTable(table))


def create_table_if_not_exists():
    op.get_bind().execute(CreateTable(table, if_not_exists=True))


def create_table_on_condition():
    op.execute(CreateTable(table).execute_if(dialect="sqlite"))


def drop_table():
    op.execute(DropTable(table))


def drop_table_if_exists():
    op.execute(DropTable(table, if_exists=True))


def create_index():
    op.execute(CreateIndex(index))


def create_index_if_not_exists():
    op.execute(CreateIndex(index, if_not_exists=True))


def create_unnamed_index():
    op.execute(CreateIndex(unnamed))
    op.execute(DropIndex(unnamed))


def drop_index():
    op.execute(DropIndex(index))


def drop_index_if_exists():
    op.get_bind().execute(DropIndex(index, if_exists=True))


def create_schema():
    op.execute(CreateSchema("Crm"))
    op.execute(CreateSchema("crm", if_not_exists=True))
    op.execute(CreateSchema(sa.sql.quoted_name("crm", True)))


def drop_schema():
    op.execute(DropSchema("crm"))
    op.execute(DropSchema("crm", cascade=True, if_exists=True))


def create_sequence():
    op.execute(CreateSequence(sa.Sequence("sq")))
    op.execute(CreateSequence(sa.Sequence("sq", schema="S"), if_not_exists=True))


def create_sequence_with_options():
    sequence = sa.Sequence("sq", start=5, increment=-2, minvalue=-9, maxvalue=9, cycle=True, cache=3, data_type=sa.BigInteger)
    op.execute(CreateSequence(sequence))


def create_sequence_without_bounds():
    op.execute(CreateSequence(sa.Sequence("sq", nominvalue=True, nomaxvalue=True, cycle=False, order=True)))


def create_sequence_of_a_collection():
    op.execute(CreateSequence(sa.Sequence("sq", metadata=sa.MetaData(schema="q"))))


def drop_sequence():
    op.execute(DropSequence(sa.Sequence("sq")))
    op.execute(DropSequence(sa.Sequence("Sq", schema="s"), if_exists=True))


def text():
    op.execute(sa.DDL("CREATE ROLE reader"))


def text_with_values():
    op.execute(sa.DDL("GRANT %(what)s TO %(who)s", context={"what": "SELECT", "who": "reader"}))


def text_with_a_number():
    op.execute(sa.DDL("SET x = %(a)d; SET y = %(b)r", {"a": 5, "b": "it's"}))


def text_with_per_cent_signs():
    op.execute(sa.DDL("SELECT 'a%%' -- %%(x)s"))


def text_with_one_per_cent_sign():
    op.execute(sa.DDL("SELECT 'a%'"))


def text_without_a_value():
    op.execute(sa.DDL("GRANT %(what)s TO reader"))


def text_with_a_dictionary():
    op.execute(sa.DDL("SELECT %s"))


def text_with_colons_and_tabs():
    op.execute(sa.DDL("\n\tSELECT ':x'::text\n"))


def text_on_condition():
    op.execute(sa.DDL("SELECT 1").execute_if(dialect="mysql"))
    op.execute(sa.DDL("SELECT 2").execute_if(dialect=("postgresql", "mysql")))
    op.execute(sa.DDL("SELECT 3").execute_if(callable_=lambda *args, **kwargs: False))


def text_that_is_none():
    op.execute(sa.DDL(5))
