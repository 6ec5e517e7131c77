"""op.execute of strings, text() and DDL constructs; op.get_bind().execute"""

import datetime
import decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def string():
    op.execute("UPDATE t SET a = 1")


def string_with_semicolon():
    op.execute("UPDATE t SET a = 1;")
    op.execute("UPDATE t SET a = 1; ")
    op.execute("UPDATE t SET a = 1;;\n")


def string_with_blanks():
    op.execute("\n    UPDATE t\n\tSET a = 1\n    ")


def string_with_percent_and_colon():
    op.execute("SELECT '100%', '%s', '%%', ':x', a::int, '\\:y'")


def string_with_backslash():
    op.execute("SELECT E'\\n', '\\\\'")


def string_empty():
    op.execute("")


def string_of_several_statements():
    op.execute("SELECT 1; SELECT 2;\nSELECT 3")


def text():
    op.execute(sa.text("UPDATE t SET a = 1"))


def text_with_percent():
    op.execute(sa.text("SELECT '100%' WHERE a LIKE '%x'"))


def text_with_escaped_colon():
    op.execute(sa.text("SELECT '\\:x', a::int, 'b:c'"))


def text_with_value():
    op.execute(sa.text("UPDATE t SET a = :a, b = :b").bindparams(a=5, b="it's"))


def text_with_unbound_value():
    op.execute(sa.text("UPDATE t SET a = :a"))


def text_with_values_of_many_types():
    op.execute(
        sa.text("SELECT :a, :b, :c, :d, :e, :f").bindparams(
            a=None, b=True, c=1.5, d=decimal.Decimal("2.50"), e=datetime.date(2024, 1, 2), f=datetime.datetime(2024, 1, 2, 3, 4, 5)
        )
    )


def text_with_typed_value():
    op.execute(sa.text("SELECT :a").bindparams(sa.bindparam("a", "5", type_=sa.Integer)))
    op.execute(sa.text("SELECT :a").bindparams(sa.bindparam("a", "x", sa.String)))


def text_with_list():
    op.execute(sa.text("SELECT * FROM t WHERE a IN :a").bindparams(sa.bindparam("a", [1, 2], expanding=True)))


def text_with_empty_list():
    op.execute(sa.text("SELECT * FROM t WHERE a IN :a").bindparams(sa.bindparam("a", [], expanding=True)))


def text_with_percent_value():
    op.execute(sa.text("SELECT :a").bindparams(a="100%\\ :b"))


# refused: the attribute columns of an SQL expression (TextClause)
def text_columns():
    op.execute(sa.text("SELECT a, b FROM t").columns(sa.column("a", sa.Integer), b=sa.String))


# refused: the attribute columns of an SQL expression (TextClause)
def text_subquery():
    rows = sa.text("SELECT a FROM s").columns(a=sa.Integer).subquery("r")
    op.execute(sa.select(rows.c.a).where(rows.c.a > 5))


# refused: the argument context of DDL
def ddl():
    op.execute(sa.DDL("ALTER TABLE t OWNER TO %(who)s", context={"who": "me"}))
    op.execute(sa.DDL("SELECT '100%%'"))


# refused: AttributeError: 'DDL' object has no attribute 'execute_if'
def ddl_with_dialect():
    op.execute(sa.DDL("SELECT 1").execute_if(dialect="postgresql"))
    op.execute(sa.DDL("SELECT 2").execute_if(dialect="mysql"))


def create_and_drop_schema():
    op.execute(sa.schema.CreateSchema("crm"))
    op.execute(sa.schema.CreateSchema("My Schema", if_not_exists=True))
    op.execute(sa.schema.DropSchema("crm", cascade=True, if_exists=True))


def create_and_drop_sequence():
    op.execute(sa.schema.CreateSequence(sa.Sequence("s")))
    op.execute(sa.schema.CreateSequence(sa.Sequence("S", schema="crm"), if_not_exists=True))
    op.execute(sa.schema.DropSequence(sa.Sequence("s"), if_exists=True))


def create_sequence_options():
    op.execute(
        sa.schema.CreateSequence(
            sa.Sequence(
                "s",
                start=5,
                increment=-2,
                minvalue=-9,
                maxvalue=99,
                cycle=True,
                cache=3,
                data_type=sa.BigInteger(),
            )
        )
    )
    op.execute(sa.schema.CreateSequence(sa.Sequence("t", nominvalue=True, nomaxvalue=True, cycle=False)))


# refused: sqlalchemy.schema.CreateTable is not known here: this part of the module sqlalchemy.schema is not supported
def create_table_construct():
    table = sa.Table(
        "t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(5), index=True), schema="crm"
    )
    op.execute(sa.schema.CreateTable(table))
    op.execute(sa.schema.CreateTable(table, if_not_exists=True))


# refused: sqlalchemy.schema.CreateTable is not known here: this part of the module sqlalchemy.schema is not supported
def create_table_construct_with_foreign_key():
    metadata = sa.MetaData()
    sa.Table("o", metadata, sa.Column("id", sa.Integer, primary_key=True))
    table = sa.Table("t", metadata, sa.Column("a", sa.Integer, sa.ForeignKey("o.id")))
    op.execute(sa.schema.CreateTable(table))


# refused: sqlalchemy.schema.DropTable is not known here: this part of the module sqlalchemy.schema is not supported
def drop_table_construct():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer))
    op.execute(sa.schema.DropTable(table))
    op.execute(sa.schema.DropTable(table, if_exists=True))


# refused: sqlalchemy.schema.CreateIndex is not known here: this part of the module sqlalchemy.schema is not supported
def create_index_construct():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.String(5)), sa.Column("b", sa.String(5)))
    index = sa.Index("ix", table.c.a, table.c.b.desc(), postgresql_where=table.c.b > "x")
    op.execute(sa.schema.CreateIndex(index))
    op.execute(sa.schema.CreateIndex(index, if_not_exists=True))
    op.execute(sa.schema.DropIndex(index))
    op.execute(sa.schema.DropIndex(index, if_exists=True))


# refused: a column of type ColumnClause, where a string is expected
def add_and_drop_constraint_constructs():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer))
    constraint = sa.UniqueConstraint(table.c.a, name="uq")
    op.execute(sa.schema.AddConstraint(constraint))
    op.execute(sa.schema.DropConstraint(constraint))
    op.execute(sa.schema.DropConstraint(constraint, cascade=True, if_exists=True))


# refused: sqlalchemy.schema.SetTableComment is not known here: this part of the module sqlalchemy.schema is not supported
def comment_constructs():
    table = sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer, comment="x"), comment="it's")
    op.execute(sa.schema.SetTableComment(table))
    op.execute(sa.schema.SetColumnComment(table.c.a))
    op.execute(sa.schema.DropTableComment(table))
    op.execute(sa.schema.DropColumnComment(table.c.a))


def create_enum_construct():
    op.execute(postgresql.CreateEnumType(postgresql.ENUM("a", "b", name="e")))
    op.execute(postgresql.DropEnumType(postgresql.ENUM("a", "b", name="e")))


# refused: the attribute create of a table
def table_create():
    table = sa.Table(
        "t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.String(5), index=True, comment="c")
    )
    table.create(op.get_bind())
    table.drop(op.get_bind())


# refused: the attribute create of a table
def table_create_checkfirst():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    table.create(op.get_bind(), checkfirst=True)


# refused: the attribute create of a table
def table_create_checkfirst_off():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))
    table.create(op.get_bind(), checkfirst=False)
    table.drop(op.get_bind(), checkfirst=False)


# refused: the attribute create_all of MetaData
def metadata_create_all():
    metadata = sa.MetaData()
    sa.Table("b", metadata, sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
    sa.Table("a", metadata, sa.Column("id", sa.Integer, primary_key=True))
    metadata.create_all(op.get_bind(), checkfirst=False)


def execution_options():
    op.execute("SELECT 1", execution_options={"isolation_level": "AUTOCOMMIT"})


def bind_execute_text():
    op.get_bind().execute(sa.text("UPDATE t SET a = 1"))


def bind_execute_text_with_values():
    op.get_bind().execute(sa.text("UPDATE t SET a = :a"), {"a": "it's"})


def bind_execute_string():
    op.get_bind().execute("UPDATE t SET a = 1")


def bind_execute_result():
    op.get_bind().execute(sa.text("SELECT 1")).fetchall()


def bind_scalar():
    op.get_bind().scalar(sa.text("SELECT 1"))


def not_sql():
    op.execute(5)


def none():
    op.execute(None)


def list_of_statements():
    op.execute(["SELECT 1"])
