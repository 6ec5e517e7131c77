"""binary, JSON, UUID, networks, system types, ranges"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def binaries():
    op.create_table(
        "t",
        sa.Column("c0", sa.LargeBinary),
        sa.Column("c1", sa.LargeBinary()),
        sa.Column("c2", sa.LargeBinary(5)),
        sa.Column("c3", sa.BLOB),
        sa.Column("c4", sa.BLOB(5)),
        sa.Column("c5", sa.BINARY),
        sa.Column("c6", sa.BINARY(5)),
        sa.Column("c7", sa.VARBINARY),
        sa.Column("c8", sa.VARBINARY(5)),
        sa.Column("c9", sa.PickleType),
        sa.Column("c10", sa.PickleType()),
    )


def pickle_variants():
    op.create_table(
        "t",
        sa.Column("c0", sa.PickleType(protocol=2)),
        sa.Column("c1", sa.PickleType(impl=sa.LargeBinary(5))),
        sa.Column("c2", sa.PickleType(comparator=None)),
    )


def bytea():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.BYTEA),
        sa.Column("c1", postgresql.BYTEA()),
        sa.Column("c2", postgresql.BYTEA(5)),
    )


def json():
    op.create_table(
        "t",
        sa.Column("c0", sa.JSON),
        sa.Column("c1", sa.JSON()),
        sa.Column("c2", sa.JSON(none_as_null=True)),
        sa.Column("c3", postgresql.JSON),
        sa.Column("c4", postgresql.JSON()),
        sa.Column("c5", postgresql.JSON(none_as_null=True)),
        sa.Column("c6", postgresql.JSON(astext_type=sa.Text())),
        sa.Column("c7", postgresql.JSONB),
        sa.Column("c8", postgresql.JSONB()),
        sa.Column("c9", postgresql.JSONB(none_as_null=False)),
        sa.Column("c10", postgresql.JSONB(astext_type=sa.String(5))),
        sa.Column("c11", postgresql.JSONPATH()),
    )


def json_variants():
    op.create_table(
        "t",
        sa.Column("c0", sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')),
        sa.Column("c1", sa.JSON().with_variant(sa.Text(), 'sqlite')),
        sa.Column("c2", postgresql.JSONB().with_variant(sa.JSON(), 'sqlite', 'mysql')),
    )


def uuid():
    op.create_table(
        "t",
        sa.Column("c0", sa.Uuid),
        sa.Column("c1", sa.Uuid()),
        sa.Column("c2", sa.Uuid(as_uuid=False)),
        sa.Column("c3", sa.Uuid(native_uuid=False)),
        sa.Column("c4", sa.UUID),
        sa.Column("c5", sa.UUID()),
        sa.Column("c6", sa.UUID(as_uuid=False)),
        sa.Column("c7", postgresql.UUID),
        sa.Column("c8", postgresql.UUID()),
        sa.Column("c9", postgresql.UUID(as_uuid=True)),
        sa.Column("c10", postgresql.UUID(True)),
    )


def networks():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.INET),
        sa.Column("c1", postgresql.INET()),
        sa.Column("c2", postgresql.CIDR),
        sa.Column("c3", postgresql.CIDR()),
        sa.Column("c4", postgresql.MACADDR),
        sa.Column("c5", postgresql.MACADDR()),
        sa.Column("c6", postgresql.MACADDR8),
        sa.Column("c7", postgresql.MACADDR8()),
    )


def system():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.OID),
        sa.Column("c1", postgresql.OID()),
        sa.Column("c2", postgresql.REGCLASS),
        sa.Column("c3", postgresql.REGCLASS()),
        sa.Column("c4", postgresql.REGCONFIG),
        sa.Column("c5", postgresql.REGCONFIG()),
    )


def bits():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.BIT),
        sa.Column("c1", postgresql.BIT()),
        sa.Column("c2", postgresql.BIT(5)),
        sa.Column("c3", postgresql.BIT(length=1)),
        sa.Column("c4", postgresql.BIT(5, varying=True)),
        sa.Column("c5", postgresql.BIT(varying=True)),
    )


def hstore():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.HSTORE),
        sa.Column("c1", postgresql.HSTORE()),
        sa.Column("c2", postgresql.HSTORE(text_type=sa.Text())),
    )


def ranges():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.INT4RANGE),
        sa.Column("c1", postgresql.INT4RANGE()),
        sa.Column("c2", postgresql.INT8RANGE),
        sa.Column("c3", postgresql.NUMRANGE),
        sa.Column("c4", postgresql.DATERANGE),
        sa.Column("c5", postgresql.TSRANGE),
        sa.Column("c6", postgresql.TSTZRANGE),
        sa.Column("c7", postgresql.INT4MULTIRANGE),
        sa.Column("c8", postgresql.INT8MULTIRANGE),
        sa.Column("c9", postgresql.NUMMULTIRANGE),
        sa.Column("c10", postgresql.DATEMULTIRANGE),
        sa.Column("c11", postgresql.TSMULTIRANGE),
        sa.Column("c12", postgresql.TSTZMULTIRANGE),
    )


def variants():
    op.create_table(
        "t",
        sa.Column("c0", sa.Integer().with_variant(sa.BigInteger(), 'postgresql')),
        sa.Column("c1", sa.Integer().with_variant(sa.BigInteger, 'sqlite')),
        sa.Column("c2", sa.String(5).with_variant(sa.Text(), 'postgresql', 'mysql')),
        sa.Column("c3", sa.BigInteger().with_variant(sa.Integer(), 'sqlite').with_variant(sa.SmallInteger(), 'postgresql')),
    )


def variant_primary_key():
    op.create_table("t", sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True))
    op.create_table("u", sa.Column("id", sa.String().with_variant(sa.Integer(), "postgresql"), primary_key=True))


def null_type():
    op.create_table(
        "t",
        sa.Column("c0", sa.types.NullType()),
    )


def types_module():
    op.create_table(
        "t",
        sa.Column("c0", sa.types.String(5)),
        sa.Column("c1", sa.types.Integer),
        sa.Column("c2", sa.types.JSON()),
        sa.Column("c3", sa.sql.sqltypes.DateTime()),
    )


def of_other_databases():
    from sqlalchemy.dialects import mysql

    op.create_table(
        "t",
        sa.Column("c0", mysql.INTEGER(unsigned=True)),
        sa.Column("c1", mysql.VARCHAR(5, charset="utf8")),
    )


def tuple_type():
    op.create_table(
        "t",
        sa.Column("c0", sa.types.TupleType()),
    )
