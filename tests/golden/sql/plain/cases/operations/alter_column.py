"""op.alter_column: each argument, and the arguments together"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def nothing():
    op.alter_column("t", "a")


def existing_only():
    op.alter_column("t", "a", existing_type=sa.Integer(), existing_nullable=True, existing_server_default="5")


def nullable_false():
    op.alter_column("t", "a", nullable=False)


def nullable_true():
    op.alter_column("t", "a", nullable=True)


def nullable_with_existing():
    op.alter_column("t", "a", existing_type=sa.String(5), existing_nullable=True, nullable=False, schema="crm")


def type_changed():
    op.alter_column("t", "a", type_=sa.BigInteger())


def type_class():
    op.alter_column("t", "a", type_=sa.Text)


def type_with_existing():
    op.alter_column("t", "a", existing_type=sa.String(10), type_=sa.String(20), existing_nullable=False)


def type_using():
    op.alter_column("t", "a", type_=sa.Integer(), postgresql_using="a::integer")


def type_using_percent():
    op.alter_column("t", "a", type_=sa.Integer(), postgresql_using="(a::int % 10)")


def using_without_type():
    op.alter_column("t", "a", nullable=False, postgresql_using="a::integer")


def type_collation():
    op.alter_column("t", "a", type_=sa.String(10, collation="C"))


def type_to_enum():
    op.alter_column("t", "a", type_=sa.Enum("x", "y", name="e"), existing_type=sa.String(), postgresql_using="a::e")


def type_from_enum():
    op.alter_column("t", "a", type_=sa.String(5), existing_type=sa.Enum("x", "y", name="e"))


def type_to_enum_not_native():
    op.alter_column("t", "a", type_=sa.Enum("x", "y", name="e", native_enum=False), existing_type=sa.String(5))


def type_to_enum_with_check():
    op.alter_column("t", "a", type_=sa.Enum("x", "y", name="e", native_enum=False, create_constraint=True))


def type_from_enum_with_check():
    op.alter_column(
        "t", "a", existing_type=sa.Enum("x", "y", name="e", native_enum=False, create_constraint=True), type_=sa.String(5)
    )


def type_to_boolean_with_check():
    op.alter_column("t", "a", type_=sa.Boolean(create_constraint=True, name="ck"), existing_type=sa.Integer())


def type_to_serial():
    op.alter_column("t", "a", type_=sa.Integer(), autoincrement=True, existing_autoincrement=False)


def type_to_array():
    op.alter_column("t", "a", type_=postgresql.ARRAY(sa.Integer()), postgresql_using="ARRAY[a]")


def type_to_timestamp():
    op.alter_column("t", "a", existing_type=postgresql.TIMESTAMP(), type_=sa.DateTime(timezone=True), existing_nullable=True)


def default_text():
    op.alter_column("t", "a", server_default="x")


def default_quote_and_percent():
    op.alter_column("t", "a", server_default="it's 5% \\")


def default_sql():
    op.alter_column("t", "a", server_default=sa.text("now()"))


def default_function():
    op.alter_column("t", "a", server_default=sa.func.now())


def default_true():
    op.alter_column("t", "a", server_default=sa.true(), existing_type=sa.Boolean())


def default_null():
    op.alter_column("t", "a", server_default=sa.null())


def default_dropped():
    op.alter_column("t", "a", server_default=None)


def default_false():
    op.alter_column("t", "a", server_default=False)


def default_empty():
    op.alter_column("t", "a", server_default="")


def default_with_existing():
    op.alter_column("t", "a", existing_type=sa.String(), existing_server_default="x", server_default="y")


def default_expression():
    op.alter_column("t", "a", server_default=sa.cast("x", sa.Text))


def default_clause():
    op.alter_column("t", "a", server_default=sa.DefaultClause("x"))


def name():
    op.alter_column("t", "a", new_column_name="b")


def name_quoted():
    op.alter_column("T", "A b", new_column_name="User", schema="crm")


def name_same():
    op.alter_column("t", "a", new_column_name="a")


def comment():
    op.alter_column("t", "a", comment="it's")


def comment_dropped():
    op.alter_column("t", "a", comment=None, existing_comment="x")


def comment_empty():
    op.alter_column("t", "a", comment="")


def comment_false():
    op.alter_column("t", "a", comment=False)


def comment_in_schema():
    op.alter_column("t", "a", comment="x", existing_type=sa.Integer(), schema="crm")


def comment_and_name():
    op.alter_column("t", "a", comment="x", new_column_name="b")


def autoincrement():
    op.alter_column("t", "a", autoincrement=True, existing_type=sa.Integer())


def identity_added():
    op.alter_column("t", "a", server_default=sa.Identity())


def identity_added_options():
    op.alter_column(
        "t", "a", server_default=sa.Identity(always=True, start=3, increment=2, minvalue=1, maxvalue=9, cycle=True, cache=2)
    )


def identity_dropped():
    op.alter_column("t", "a", existing_server_default=sa.Identity(), server_default=None)


def identity_changed():
    op.alter_column("t", "a", existing_server_default=sa.Identity(), server_default=sa.Identity(always=True))


def identity_changed_options():
    op.alter_column(
        "t",
        "a",
        existing_server_default=sa.Identity(start=1, increment=1, cycle=True),
        server_default=sa.Identity(start=5, increment=3, cache=7, cycle=False),
    )


def identity_changed_limits():
    op.alter_column(
        "t",
        "a",
        existing_server_default=sa.Identity(minvalue=1, maxvalue=5),
        server_default=sa.Identity(nominvalue=True, nomaxvalue=True),
    )


def identity_unchanged():
    op.alter_column("t", "a", existing_server_default=sa.Identity(), server_default=sa.Identity())


# refused: a change between an identity and another default
def identity_in_place_of_default():
    op.alter_column("t", "a", existing_server_default="5", server_default=sa.Identity())


def identity_in_schema():
    op.alter_column("T", "A", server_default=sa.Identity(), schema="crm")


def computed_added():
    op.alter_column("t", "a", server_default=sa.Computed("b + 1"))


def computed_dropped():
    op.alter_column("t", "a", existing_server_default=sa.Computed("b + 1"), server_default=None)


def computed_kept():
    op.alter_column("t", "a", existing_server_default=sa.Computed("b + 1"), type_=sa.BigInteger())


def everything():
    op.alter_column(
        "t",
        "a",
        nullable=False,
        comment="c",
        server_default="5",
        new_column_name="b",
        type_=sa.BigInteger(),
        existing_type=sa.Integer(),
        existing_server_default=None,
        existing_nullable=True,
        existing_comment="d",
        schema="crm",
        postgresql_using="a::bigint",
    )


def type_and_nullable():
    op.alter_column("t", "a", type_=sa.Text(), nullable=True)


def type_and_default():
    op.alter_column("t", "a", type_=sa.Text(), server_default="x", existing_server_default="y")


def type_and_name():
    op.alter_column("t", "a", type_=sa.Text(), new_column_name="b")


def nullable_and_default():
    op.alter_column("t", "a", nullable=False, server_default=sa.text("0"))


def nullable_and_name():
    op.alter_column("t", "a", nullable=False, new_column_name="b")


def mysql_arguments():
    op.alter_column("t", "a", nullable=True, mysql_existing_type=sa.Integer())


def unknown_argument():
    op.alter_column("t", "a", nothing=True)


def old_name_argument():
    op.alter_column("t", "a", name="b")
