"""names that are longer than PostgreSQL's 63 bytes"""

import sqlalchemy as sa
from alembic import op

LONG = "abcdefghij" * 7


def table_name():
    op.create_table(LONG, sa.Column("a", sa.Integer()))


def column_name():
    op.create_table("t", sa.Column(LONG, sa.Integer()))


def sixty_three():
    op.create_index(LONG[:63], LONG[:63], [LONG[:63]])


def index_name():
    op.create_index(LONG, "t", ["a"])


def index_name_by_convention():
    op.create_table(LONG[:50], sa.Column(LONG[:40], sa.Integer(), index=True))


def unique_name():
    op.create_unique_constraint(LONG, "t", ["a"])


def check_name():
    op.create_check_constraint(LONG, "t", "a > 0")


def foreign_key_name():
    op.create_foreign_key(LONG, "t", "o", ["a"], ["id"])


def f_name():
    op.create_unique_constraint(op.f(LONG), "t", ["a"])


def drop_name():
    op.drop_constraint(LONG, "t", type_="unique")


def drop_index_name():
    op.drop_index(LONG, table_name="t")


def name_of_characters():
    op.create_index("é" * 40, "t", ["a"])


def label():
    op.execute(sa.select(sa.literal(1).label(LONG)))


def column_labels():
    table = sa.table(LONG[:60], sa.column("abcdefghij"), sa.column("a"))
    op.execute(sa.select(table).set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL))


def alias():
    op.execute(sa.select(sa.table("t", sa.column("a")).alias(LONG)))


def enum_name():
    op.create_table("t", sa.Column("a", sa.Enum("x", name=LONG)))


def enum_label():
    op.create_table("t", sa.Column("a", sa.Enum(LONG, name="e")))
