"""arrays"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def plain():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(sa.Integer)),
        sa.Column("c1", postgresql.ARRAY(sa.Integer())),
        sa.Column("c2", sa.ARRAY(sa.String(5))),
        sa.Column("c3", postgresql.ARRAY(sa.Text(), dimensions=1)),
        sa.Column("c4", postgresql.ARRAY(sa.Text(), dimensions=2)),
        sa.Column("c5", postgresql.ARRAY(sa.Text(), as_tuple=True)),
        sa.Column("c6", sa.ARRAY(sa.Integer, zero_indexes=True)),
        sa.Column("c7", postgresql.ARRAY(item_type=sa.Float())),
    )


def of_types():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(postgresql.UUID())),
        sa.Column("c1", postgresql.ARRAY(sa.DateTime(timezone=True))),
        sa.Column("c2", postgresql.ARRAY(sa.Numeric(10, 2))),
        sa.Column("c3", postgresql.ARRAY(postgresql.JSONB())),
        sa.Column("c4", postgresql.ARRAY(postgresql.INTERVAL(precision=3))),
        sa.Column("c5", postgresql.ARRAY(sa.String(5, collation='C'))),
        sa.Column("c6", postgresql.ARRAY(postgresql.CITEXT())),
        sa.Column("c7", postgresql.ARRAY(postgresql.BIT(3))),
    )


def with_defaults():
    op.create_table(
        "t",
        sa.Column("a", postgresql.ARRAY(sa.String()), server_default="{}"),
        sa.Column("b", postgresql.ARRAY(sa.Integer()), server_default=sa.text("ARRAY[]::integer[]"), nullable=False),
    )


# refused: TypeError: 'module' object is not callable
def default_of_array_literal():
    op.create_table("t", sa.Column("a", postgresql.ARRAY(sa.Integer()), server_default=postgresql.array([1, 2])))


def of_array():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(postgresql.ARRAY(sa.Integer()))),
    )


def of_enum():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(sa.Enum('a', 'b', name='e'))),
    )


def of_postgresql_enum_not_created():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(postgresql.ENUM('a', name='e', create_type=False))),
    )


def of_enum_in_add_column():
    op.add_column("t", sa.Column("a", postgresql.ARRAY(sa.Enum("a", "b", name="e")), nullable=False))


def of_enum_not_native():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(sa.Enum('a', 'bcd', name='e', native_enum=False))),
    )


def of_enum_with_schema():
    op.create_table(
        "t",
        sa.Column("c0", sa.ARRAY(sa.Enum('a', name='e', schema='crm'), dimensions=2)),
    )
