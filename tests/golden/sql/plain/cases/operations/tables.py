"""op.drop_table, op.rename_table, table comments"""

import sqlalchemy as sa
from alembic import op


def drop():
    op.drop_table("t")


def drop_in_schema():
    op.drop_table("T", schema="crm")


def drop_if_exists():
    op.drop_table("t", if_exists=True)


def drop_if_exists_in_schema():
    op.drop_table("t", schema="My Schema", if_exists=True)


def drop_with_table_options():
    op.drop_table("t", info={"a": 1}, mysql_engine="InnoDB", comment="c")


def rename():
    op.rename_table("t", "u")


def rename_in_schema():
    op.rename_table("T", "u v", schema="crm")


def comment():
    op.create_table_comment("t", "it's 100% \\ \"x\"")


def comment_in_schema():
    op.create_table_comment("T", "a\nb", schema="crm", existing_comment="old")


def comment_none():
    op.create_table_comment("t", None)


def comment_empty():
    op.create_table_comment("t", "")


def comment_dropped():
    op.drop_table_comment("t", existing_comment="old")


def comment_dropped_in_schema():
    op.drop_table_comment("t", schema="crm")


def column_named_as_the_key_of_another():
    sa.Table("t", sa.MetaData(), sa.Column("a", key="b"), sa.Column("b"))


def column_named_twice():
    sa.Table("t", sa.MetaData(), sa.Column("a"), sa.Column("a"))
