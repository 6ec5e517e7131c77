"""op.add_column, op.drop_column"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def plain():
    op.add_column("t", sa.Column("a", sa.Integer()))


def not_null():
    op.add_column("t", sa.Column("a", sa.Integer(), nullable=False))


def nullable_true():
    op.add_column("t", sa.Column("a", sa.Integer(), nullable=True))


def in_schema():
    op.add_column("t", sa.Column("a", sa.Integer()), schema="crm")


def schema_quoted():
    op.add_column("T", sa.Column("A", sa.Integer()), schema="My Schema")


def if_not_exists():
    op.add_column("t", sa.Column("a", sa.Integer()), if_not_exists=True)


def if_not_exists_false():
    op.add_column("t", sa.Column("a", sa.Integer()), if_not_exists=False)


def if_not_exists_index():
    op.add_column("t", sa.Column("a", sa.Integer(), index=True, comment="c"), if_not_exists=True)


def server_default():
    op.add_column("t", sa.Column("a", sa.Integer(), server_default="0", nullable=False))
    op.add_column("t", sa.Column("b", sa.DateTime(), server_default=sa.text("now()")))
    op.add_column("t", sa.Column("c", sa.Boolean(), server_default=sa.false()))


def default_only():
    op.add_column("t", sa.Column("a", sa.Integer(), default=0))


def primary_key():
    op.add_column("t", sa.Column("id", sa.Integer(), primary_key=True))


def primary_key_inline():
    op.add_column("t", sa.Column("id", sa.Integer(), primary_key=True), inline_primary_key=True)


def primary_key_inline_in_schema():
    op.add_column("t", sa.Column("id", sa.BigInteger(), primary_key=True), schema="crm", inline_primary_key=True)


def autoincrement():
    op.add_column("t", sa.Column("id", sa.Integer(), autoincrement=True))


def unique():
    op.add_column("t", sa.Column("a", sa.Integer(), unique=True))


def index():
    op.add_column("t", sa.Column("a", sa.Integer(), index=True))


def unique_index():
    op.add_column("t", sa.Column("a", sa.Integer(), index=True, unique=True), schema="crm")


def comment():
    op.add_column("t", sa.Column("a", sa.Integer(), comment="it's"))


def comment_in_schema():
    op.add_column("t", sa.Column("a", sa.Integer(), comment="x"), schema="crm")


def foreign_key():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id")))


def foreign_key_named():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id", name="fk_a", ondelete="CASCADE")))


def foreign_key_options():
    op.add_column(
        "t",
        sa.Column(
            "a", sa.Integer(), sa.ForeignKey("o.id", onupdate="SET NULL", deferrable=True, initially="DEFERRED", match="FULL")
        ),
    )


def foreign_key_in_schema():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("crm.o.id")), schema="crm")


def foreign_key_to_itself():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("t.id")))


def foreign_key_inline():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id")), inline_references=True)


def foreign_key_inline_options():
    op.add_column(
        "t",
        sa.Column("a", sa.Integer(), sa.ForeignKey("crm.o.id", name="fk", ondelete="CASCADE", onupdate="SET NULL")),
        inline_references=True,
    )


def foreign_key_inline_deferrable():
    op.add_column(
        "t",
        sa.Column("a", sa.Integer(), sa.ForeignKey("o.id", deferrable=True, initially="DEFERRED", match="FULL")),
        inline_references=True,
    )


def foreign_key_inline_everything():
    op.add_column(
        "t",
        sa.Column("a", sa.Integer(), sa.ForeignKey("o.id"), nullable=False, unique=True, server_default="1", comment="c", index=True),
        inline_references=True,
        if_not_exists=True,
        schema="crm",
    )


def check():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0", name="c")))


def check_unnamed():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0")))


def check_of_boolean():
    op.add_column("t", sa.Column("a", sa.Boolean(create_constraint=True, name="ck")))


def check_of_enum():
    op.add_column("t", sa.Column("a", sa.Enum("x", "y", name="e", native_enum=False, create_constraint=True)))


def identity():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.Identity(always=True, start=4)))


def computed():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.Computed("b * 2", persisted=True)))


def sequence():
    op.add_column("t", sa.Column("a", sa.Integer(), sa.Sequence("s")))


def enum():
    op.add_column("t", sa.Column("a", sa.Enum("x", "y", name="e")))


def enum_created_before():
    kind = postgresql.ENUM("x", "y", name="e")
    kind.create(op.get_bind())
    op.add_column("t", sa.Column("a", kind, nullable=False, server_default="x"))


def enum_not_created():
    op.add_column("t", sa.Column("a", postgresql.ENUM("x", "y", name="e", create_type=False)))


def array():
    op.add_column("t", sa.Column("a", postgresql.ARRAY(sa.String(10)), server_default="{}"))


def collation():
    op.add_column("t", sa.Column("a", sa.String(10, collation="C"), nullable=False))


def key():
    op.add_column("t", sa.Column("a", sa.Integer(), key="b"))


def system():
    op.add_column("t", sa.Column("xmin", sa.Integer(), system=True))


def info():
    op.add_column("t", sa.Column("a", sa.Integer(), info={"a": 1}, doc="d"))


def everything():
    op.add_column(
        "t",
        sa.Column(
            "a",
            sa.Integer(),
            sa.ForeignKey("o.id", name="fk"),
            sa.CheckConstraint("a > 0", name="ck"),
            nullable=False,
            unique=True,
            index=True,
            server_default="5",
            comment="c",
        ),
    )


def same_column_twice():
    column = sa.Column("a", sa.Integer())
    op.add_column("t", column)
    op.add_column("u", column.copy() if hasattr(column, "copy") else sa.Column("a", sa.Integer()))


def not_a_column():
    op.add_column("t", "a")


def drop():
    op.drop_column("t", "a")


def drop_in_schema():
    op.drop_column("t", "a", schema="crm")


def drop_if_exists():
    op.drop_column("t", "a", if_exists=True)


def drop_if_exists_in_schema():
    op.drop_column("T", "User", schema="crm", if_exists=True)


def drop_with_other_databases_options():
    op.drop_column("t", "a", mssql_drop_check=True, mssql_drop_default=True, mssql_drop_foreign_key=True)


def drop_unknown_option():
    op.drop_column("t", "a", nothing=True)


def foreign_key_to_the_name_of_a_column_with_a_key():
    op.add_column("t", sa.Column("a", sa.Integer, sa.ForeignKey("t.a"), key="b"))


def foreign_key_to_the_key_of_a_column():
    op.add_column("t", sa.Column("a", sa.Integer, sa.ForeignKey("t.b"), key="b"))


def identity_and_server_onupdate():
    sa.Column("a", sa.Integer, sa.Identity(), server_onupdate=sa.FetchedValue())


def computed_and_server_default():
    sa.Column("a", sa.Integer, sa.Computed("1"), server_default="1")


def copied_column():
    a = sa.Column("a", sa.Integer(), sa.ForeignKey("x.y"), index=True, comment="c")
    op.add_column("t", a.copy())
    op.add_column("t", a)
    op.execute(sa.Table("t", sa.MetaData(), a.copy()).update().values(a=3))
    op.create_table("u", a.copy())


def copied_column_with_a_check():
    a = sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 1", name="ck"), server_default="5")
    op.create_table("t", a._copy(), sa.CheckConstraint("a < 9", name="ck2"))
    op.create_table("u", a)


def copied_column_with_a_type():
    a = sa.Column("a", sa.Enum("x", "y", name="e"))
    op.create_table("t", a.copy())
    op.create_table("u", a.copy())
