"""TypeDecorator and UserDefinedType of the revision itself"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


class Lower(sa.types.TypeDecorator):
    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else value.lower()


class Guid(sa.types.TypeDecorator):
    impl = sa.CHAR(36)
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        return dialect.type_descriptor(sa.CHAR(32))


class Point(sa.types.UserDefinedType):
    cache_ok = True

    def __init__(self, dimensions=2):
        self.dimensions = dimensions

    def get_col_spec(self, **kw):
        return "POINT(%d)" % self.dimensions


class Kind(sa.types.TypeDecorator):
    impl = sa.Enum("a", "b", name="kind")
    cache_ok = True


class Flag(sa.types.SchemaType, sa.types.TypeDecorator):
    impl = sa.Integer
    cache_ok = True


class Sized(sa.types.TypeDecorator):
    impl = sa.Unicode(255)
    cache_ok = True


def decorator():
    op.create_table(
        "t",
        sa.Column("c0", Lower),
        sa.Column("c1", Lower()),
        sa.Column("c2", Lower(20)),
        sa.Column("c3", Lower(length=5)),
    )


def decorator_of_instance():
    op.create_table(
        "t",
        sa.Column("c0", Sized),
        sa.Column("c1", Sized()),
        sa.Column("c2", Sized(5)),
    )


def decorator_by_dialect():
    op.create_table(
        "t",
        sa.Column("c0", Guid),
        sa.Column("c1", Guid()),
    )


# refused: writing values of the type Lower, which it converts by code of its own
def decorator_value():
    table = sa.table('t', sa.column('a', Lower))
    op.bulk_insert(table, [{'a': 'ABC'}, {'a': None}])
    op.execute(table.update().where(table.c.a == 'X').values(a='YZ'))


def decorator_primary_key():
    op.create_table("t", sa.Column("id", Guid(), primary_key=True, server_default=sa.text("gen_random_uuid()")))


def decorator_in_array():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(Lower(5))),
        sa.Column("c1", postgresql.ARRAY(Guid)),
    )


def decorator_with_variant():
    op.create_table(
        "t",
        sa.Column("c0", Lower(5).with_variant(sa.Text(), 'postgresql')),
    )


def user_defined():
    op.create_table(
        "t",
        sa.Column("c0", Point),
        sa.Column("c1", Point()),
        sa.Column("c2", Point(3)),
    )


def user_defined_in_array():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ARRAY(Point(3))),
    )


def user_defined_added():
    op.add_column("t", sa.Column("a", Point(3), nullable=False))
    op.alter_column("t", "a", type_=Point())


def schema_type():
    op.create_table(
        "t",
        sa.Column("c0", Flag),
    )


def decorator_of_enum():
    op.create_table(
        "t",
        sa.Column("c0", Kind),
    )
