"""numbers and booleans"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def integers():
    op.create_table(
        "t",
        sa.Column("c0", sa.Integer),
        sa.Column("c1", sa.Integer()),
        sa.Column("c2", sa.BigInteger()),
        sa.Column("c3", sa.SmallInteger()),
        sa.Column("c4", sa.INTEGER),
        sa.Column("c5", sa.INT()),
        sa.Column("c6", sa.BIGINT()),
        sa.Column("c7", sa.SMALLINT()),
    )


def numerics():
    op.create_table(
        "t",
        sa.Column("c0", sa.Numeric),
        sa.Column("c1", sa.Numeric()),
        sa.Column("c2", sa.Numeric(10)),
        sa.Column("c3", sa.Numeric(10,2)),
        sa.Column("c4", sa.Numeric(scale=2)),
        sa.Column("c5", sa.Numeric(precision=5,scale=0)),
        sa.Column("c6", sa.NUMERIC(38,10)),
        sa.Column("c7", sa.DECIMAL),
        sa.Column("c8", sa.DECIMAL(5,1)),
        sa.Column("c9", sa.Numeric(asdecimal=False)),
        sa.Column("c10", sa.Numeric(0,0)),
        sa.Column("c11", sa.Numeric(10,2,decimal_return_scale=3)),
    )


def floats():
    op.create_table(
        "t",
        sa.Column("c0", sa.Float),
        sa.Column("c1", sa.Float()),
        sa.Column("c2", sa.Float(24)),
        sa.Column("c3", sa.Float(precision=53)),
        sa.Column("c4", sa.Float(decimal_return_scale=2)),
        sa.Column("c5", sa.FLOAT),
        sa.Column("c6", sa.FLOAT(10)),
        sa.Column("c7", sa.REAL),
        sa.Column("c8", sa.REAL()),
        sa.Column("c9", sa.Double),
        sa.Column("c10", sa.Double()),
        sa.Column("c11", sa.Double(53)),
        sa.Column("c12", sa.DOUBLE),
        sa.Column("c13", sa.DOUBLE()),
        sa.Column("c14", sa.DOUBLE_PRECISION),
        sa.Column("c15", sa.DOUBLE_PRECISION()),
        sa.Column("c16", sa.Float(0)),
        sa.Column("c17", sa.Float(asdecimal=True)),
    )


def float_variant_with_oracle_precision():
    op.create_table(
        "t",
        sa.Column("c0", sa.Float(5).with_variant(sa.Float(20), 'oracle')),
    )


def booleans():
    op.create_table(
        "t",
        sa.Column("c0", sa.Boolean),
        sa.Column("c1", sa.Boolean()),
        sa.Column("c2", sa.BOOLEAN),
        sa.Column("c3", sa.BOOLEAN()),
        sa.Column("c4", sa.Boolean(create_constraint=False)),
        sa.Column("c5", sa.Boolean(name='b')),
    )


def boolean_constraint():
    op.create_table(
        "t",
        sa.Column("c0", sa.Boolean(create_constraint=True, name='b')),
    )


def boolean_constraint_unnamed():
    op.create_table(
        "t",
        sa.Column("c0", sa.Boolean(create_constraint=True)),
    )


def postgresql_numbers():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.INTEGER),
        sa.Column("c1", postgresql.BIGINT()),
        sa.Column("c2", postgresql.SMALLINT),
        sa.Column("c3", postgresql.NUMERIC(10,2)),
        sa.Column("c4", postgresql.NUMERIC),
        sa.Column("c5", postgresql.FLOAT),
        sa.Column("c6", postgresql.FLOAT(24)),
        sa.Column("c7", postgresql.REAL()),
        sa.Column("c8", postgresql.DOUBLE_PRECISION),
        sa.Column("c9", postgresql.DOUBLE_PRECISION(precision=53)),
        sa.Column("c10", postgresql.BOOLEAN()),
        sa.Column("c11", postgresql.MONEY),
        sa.Column("c12", postgresql.MONEY()),
    )


def serial_by_type():
    for kind in (sa.Integer(), sa.BigInteger(), sa.SmallInteger(), sa.Numeric(), sa.INTEGER()):
        op.create_table("t", sa.Column("id", kind, primary_key=True))
