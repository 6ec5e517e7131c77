"""names: dialect.identifier_preparer, which writes them into texts of the migration's own"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql import quoted_name

NAMES = ["users", "User", "user", "1a", "a b", 'a"b', "a%b", "é", "a$", "$a", "all", "schema.table", "name", "a\n"]


def methods():
    preparer = op.get_bind().dialect.identifier_preparer
    for name in NAMES:
        op.execute(f"SELECT {preparer.quote(name)} {preparer.quote_schema(name)} {preparer.format_schema(name)}")
        op.execute(f"SELECT {preparer.quote_identifier(name)}")


def a_bound_method():
    quote = op.get_bind().dialect.identifier_preparer.quote
    op.execute(f"CREATE SCHEMA {quote('My Schema')}")
    op.execute("CREATE SCHEMA " + quote(ident="x", force=True))


def names_that_know_how_they_want_to_be_quoted():
    preparer = op.get_context().dialect.identifier_preparer
    for name in (quoted_name("a", True), quoted_name("Aé", False), quoted_name("a", None), op.f("A")):
        op.execute("SELECT " + preparer.quote(name))


def tables():
    preparer = op.get_context().impl.dialect.identifier_preparer
    users = sa.table("User", sa.column("a"), schema="My")
    op.execute(f"SELECT {preparer.format_table(users)} {preparer.format_table(users, use_schema=False)}")
    op.execute("SELECT " + preparer.format_table(users, name="x"))
    op.execute("SELECT " + preparer.format_table(sa.Table("q", sa.MetaData(schema="s.t"))))
    created = op.create_table("T x", sa.Column("a", sa.Integer), schema="s")
    op.execute("SELECT " + preparer.format_table(created))


def columns():
    preparer = op.get_bind().dialect.identifier_preparer
    keyed = sa.Table("q", sa.MetaData(), sa.Column("A b", sa.Integer, key="k"))
    for column in (sa.column("B"), sa.literal_column("B c"), sa.Column("Xy", sa.Integer), keyed.c.k):
        op.execute("SELECT " + preparer.format_column(column))


def a_dialect_of_its_own_doubles_percent_signs():
    preparer = postgresql.dialect().identifier_preparer
    op.execute("SELECT " + preparer.quote("a%b"))


def an_empty_name():
    try:
        op.get_bind().dialect.identifier_preparer.quote("")
    except IndexError as error:
        op.execute(f"SELECT $${error}$$")


# refused: not supported: format_table() of type Alias
def an_alias():
    users = sa.table("User", schema="My").alias("Q q")
    op.execute("SELECT " + op.get_bind().dialect.identifier_preparer.format_table(users))


# refused: not supported: the identifier preparer's reserved_words
def what_else_it_has():
    op.execute(f"SELECT {len(op.get_bind().dialect.identifier_preparer.reserved_words)}")
