"""DOMAIN"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def plain():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.DOMAIN('d', sa.Integer())),
    )


def options():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.DOMAIN('d', sa.String(5), collation='C', default='x', not_null=True, check='VALUE <> 1', constraint_name='ck')),
    )


def check_as_text():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.DOMAIN('d', sa.Integer(), check=sa.text('VALUE > 0'))),
    )


def check_with_percent():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.DOMAIN('d', sa.Integer(), check="VALUE % 2 = 0", default=sa.text('5'))),
    )


def schema():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.DOMAIN('D', sa.Integer(), schema='crm')),
    )


def create_type_false():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.DOMAIN('d', sa.Integer(), create_type=False)),
    )


# refused: DOMAIN.create()
def by_hand():
    kind = postgresql.DOMAIN('d', sa.Integer(), not_null=True)
    kind.create(op.get_bind(), checkfirst=False)
    kind.drop(op.get_bind(), checkfirst=False)


def add_column():
    op.add_column('t', sa.Column('a', postgresql.DOMAIN('d', sa.Integer())))


def of_enum():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.DOMAIN('d', sa.Enum('a', name='e'))),
    )
