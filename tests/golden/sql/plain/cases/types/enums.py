"""Enum in every form, and when its type is created"""

import enum

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


class Colour(enum.Enum):
    RED = "red"
    LIGHT_BLUE = "it's"


class Text(str, enum.Enum):
    A = "a"
    B = "b"


class Number(enum.IntEnum):
    ONE = 1
    TWO = 2


def of_strings():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', "it's", '100%', ':x', '\\', 'ünï', '', name='e')),
    )


def of_a_list():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum(*['a', 'b'], name='e')),
    )


def of_python_enum():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum(Colour)),
        sa.Column("c1", sa.Enum(Text, name='texts')),
        sa.Column("c2", sa.Enum(Number)),
    )


def values_callable():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum(Colour, values_callable=lambda kind: [member.value for member in kind])),
    )


def named():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum(Colour, name='My Enum')),
    )


def unnamed():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', 'b')),
    )


def no_labels():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum(name='e')),
    )


def one_label_given_as_list():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum(['a', 'b'], name='e')),
    )


def not_native():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', 'bcd', name='e', native_enum=False)),
        sa.Column("c1", sa.Enum(Colour, native_enum=False)),
        sa.Column("c2", sa.Enum('a', native_enum=False, length=50)),
        sa.Column("c3", sa.Enum(Colour, native_enum=False, length=20, name='x')),
    )


def not_native_length_too_short():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('abc', native_enum=False, length=1)),
    )


def not_native_constraint():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', "it's", name='e', native_enum=False, create_constraint=True)),
    )


def not_native_constraint_unnamed():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', 'b', native_enum=False, create_constraint=True)),
    )


def not_native_constraint_of_python_enum():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum(Colour, native_enum=False, create_constraint=True)),
    )


def native_with_constraint():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e', create_constraint=True)),
    )


def schema():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e', schema='crm')),
        sa.Column("c1", sa.Enum('a', name='F', schema='My Schema')),
    )


def schema_of_table():
    op.create_table("t", sa.Column("a", sa.Enum("x", name="e")), schema="crm")


def inherit_schema():
    op.create_table("t", sa.Column("a", sa.Enum("x", name="e", inherit_schema=True)), schema="crm")


def inherit_schema_in_add_column():
    op.add_column("t", sa.Column("a", sa.Enum("x", name="e", inherit_schema=True)), schema="crm")


def metadata():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e', metadata=sa.MetaData())),
    )


def metadata_with_schema():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e', metadata=sa.MetaData(schema='crm'))),
    )


def metadata_in_add_column():
    op.add_column("t", sa.Column("a", sa.Enum("x", name="e", metadata=sa.MetaData())))


def create_type_false_on_sa_enum():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e', create_type=False)),
    )


def validate_strings():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e', validate_strings=True)),
        sa.Column("c1", sa.Enum('b', name='f', omit_aliases=False, sort_key_function=None)),
    )


def postgresql():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ENUM('a', 'b', name='e')),
        sa.Column("c1", postgresql.ENUM('a', name='f', create_type=True)),
        sa.Column("c2", postgresql.ENUM('a', name='g', create_type=False)),
        sa.Column("c3", postgresql.ENUM('a', name='h', schema='crm')),
        sa.Column("c4", postgresql.ENUM(Colour, name='i')),
    )


def postgresql_unnamed():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ENUM('a')),
    )


def postgresql_of_python_enum_unnamed():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ENUM(Colour)),
    )


def postgresql_name_only_not_created():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ENUM(name='e', create_type=False)),
    )


def postgresql_metadata():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.ENUM('a', name='e', metadata=sa.MetaData())),
    )


def shared_by_two_columns():
    kind = sa.Enum('a', name='e')
    op.create_table(
        "t",
        sa.Column('a', kind),
        sa.Column('b', kind),
    )


def same_name_twice():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e')),
        sa.Column("c1", sa.Enum('a', name='e')),
    )


def shared_by_two_tables():
    kind = sa.Enum('a', name='e')
    op.create_table('t', sa.Column('a', kind))
    op.create_table('u', sa.Column('a', kind))


def postgresql_shared_by_two_tables():
    kind = postgresql.ENUM('a', name='e')
    op.create_table('t', sa.Column('a', kind))
    op.create_table('u', sa.Column('a', kind))


def shared_by_table_and_column():
    kind = sa.Enum('a', name='e')
    op.create_table('t', sa.Column('a', kind))
    op.add_column('u', sa.Column('a', kind))


def add_column_twice():
    op.add_column('t', sa.Column('a', sa.Enum('x', name='e')))
    op.add_column('t', sa.Column('b', sa.Enum('x', name='e')))


def created_by_hand():
    kind = sa.Enum('a', 'b', name='e')
    kind.create(op.get_bind())
    op.add_column('t', sa.Column('a', kind))


def created_by_hand_checkfirst():
    kind = postgresql.ENUM('a', 'b', name='e', create_type=False)
    kind.create(op.get_bind(), checkfirst=True)
    op.create_table('t', sa.Column('a', kind))


def created_by_hand_checkfirst_off():
    kind = postgresql.ENUM('a', name='e')
    kind.create(op.get_bind(), checkfirst=False)
    op.create_table('t', sa.Column('a', kind))


def dropped_by_hand():
    sa.Enum('a', name='e').drop(op.get_bind())
    postgresql.ENUM(name='f').drop(op.get_bind(), checkfirst=False)
    sa.Enum(name='g').drop(op.get_bind(), checkfirst=True)


def dropped_with_schema():
    postgresql.ENUM('a', name='E', schema='crm').drop(op.get_bind(), checkfirst=False)


def default_of_column():
    op.create_table(
        "t",
        sa.Column('a', sa.Enum('x', 'y', name='e'), server_default='x', nullable=False),
        sa.Column('b', sa.Enum(Colour), server_default=Colour.RED.name),
    )


def default_as_member():
    op.create_table(
        "t",
        sa.Column('a', sa.Enum(Colour), server_default=Colour.RED),
    )


def alter_column_existing():
    op.alter_column('t', 'a', existing_type=sa.Enum('x', name='e'), nullable=True)


def alter_column_to():
    op.alter_column('t', 'a', type_=postgresql.ENUM('x', name='e'), existing_type=sa.String(), postgresql_using='a::e')


def alter_column_to_not_native():
    op.alter_column('t', 'a', type_=sa.Enum('x', 'long', name='e', native_enum=False), existing_type=postgresql.ENUM('x', name='e'))


def drop_table():
    op.drop_table('t')
    op.execute('DROP TYPE e')


def with_variant():
    op.create_table(
        "t",
        sa.Column("c0", sa.Enum('a', name='e').with_variant(postgresql.ENUM('a', name='f', create_type=False), 'postgresql')),
    )


def variant_of_string():
    op.create_table(
        "t",
        sa.Column("c0", sa.String(5).with_variant(sa.Enum('a', name='e'), 'postgresql')),
    )


def copied():
    kind = sa.Enum('a', name='e')
    op.create_table('t', sa.Column('a', kind.copy()))


def not_native_in_add_column():
    op.add_column('t', sa.Column('a', sa.Enum('x', name='e', native_enum=False, create_constraint=True), nullable=False))


def if_not_exists():
    op.create_table('t', sa.Column('a', sa.Enum('x', name='e')), if_not_exists=True)


def add_column_if_not_exists():
    op.add_column('t', sa.Column('a', sa.Enum('x', name='e')), if_not_exists=True)


def compared():
    table = sa.table('t', sa.column('a', sa.Enum(Colour)))
    op.execute(table.update().where(table.c.a == Colour.RED).values(a=Colour.LIGHT_BLUE))


def labels_in_one_tuple():
    op.add_column("t", sa.Column("c", sa.Enum(("a", "b"), name="e"), nullable=False, server_default="a"))


def labels_in_one_tuple_changed():
    op.alter_column("t", "c", existing_type=sa.Text(), type_=sa.Enum(("a", "b"), name="e"))


def labels_in_one_tuple_created():
    op.create_table("t", sa.Column("c", sa.Enum(("a", "b"), name="e")))


# refused: a label of Enum of type tuple, where a string is expected
def labels_in_one_tuple_as_text():
    op.add_column("t", sa.Column("c", sa.Enum(("a", "bcd", "e"), name="e", native_enum=False)))


def labels_in_one_tuple_written():
    t = sa.table("t", sa.column("c", sa.Enum(("a", "b"), name="e")))
    op.execute(t.insert().values(c="a"))
    op.bulk_insert(t, [{"c": "b"}, {"c": "else"}])
    op.execute(t.update().where(t.c.c == "a").values(c="b"))


def labels_in_one_tuple_validated():
    t = sa.table("t", sa.column("c", sa.Enum(("a", "b"), name="e", validate_strings=True)))
    op.execute(t.insert().values(c="a"))


def plain_values_that_equal_a_member():
    class Swapped(str, enum.Enum):
        X = "Y"
        Y = "X"

    class Size(float, enum.Enum):
        HALF = 0.5
        WHOLE = 1.0

    t = sa.table(
        "t",
        sa.column("a", sa.Enum(Text)),
        sa.column("b", sa.Enum(Number)),
        sa.column("c", sa.Enum(Text, values_callable=lambda kind: ["first", "second"])),
        sa.column("d", postgresql.ENUM("a", "b", name="plain")),
        sa.column("e", sa.Enum(Text, validate_strings=True)),
        sa.column("f", sa.Enum(Swapped)),
        sa.column("g", sa.Enum(Size)),
        sa.column("h", postgresql.ARRAY(sa.Enum(Text))),
    )
    op.execute(t.update().values(a="a", b=1, c="b", d=Text.A, e="b", f="X", g=0.5).where(t.c.a == "b"))
    op.execute(t.update().values(a="c", b=True, c="first", d="c", e=Text.B, f=Swapped.Y, g=1).where(t.c.a.in_(["a", "A", "c"])))
    op.execute(t.update().values(b=2.0, h=["a", "B", Text.B]).where(t.c.a != Text.A))
    op.bulk_insert(t, [{"a": "a", "b": 2, "c": "a"}])


def a_plain_value_that_equals_no_member():
    op.execute(sa.table("t", sa.column("c", sa.Enum(Number))).update().values(c=3))


def values_of_a_pure_enumeration_are_labels_only():
    op.execute(sa.table("t", sa.column("c", sa.Enum(Colour))).update().values(c="red"))


# refused: the type k with inherit_schema=True in more than one schema; make a type for each table
def one_that_inherits_the_schemas_of_two_tables():
    kind = sa.Enum("a", name="k", inherit_schema=True)
    op.create_table("t", sa.Column("k", kind), schema="one")
    op.create_table("t", sa.Column("k", kind), schema="two")


# refused: the type k with inherit_schema=True in more than one schema; make a type for each table
def one_that_inherited_its_schema_dropped():
    kind = sa.Enum("a", name="k", inherit_schema=True)
    sa.Table("t", sa.MetaData(), sa.Column("k", kind), schema="one").create(op.get_bind())
    kind.drop(op.get_bind())


# refused: a type with inherit_schema=True for a column altered in a batch with a schema
def one_that_inherits_in_a_batch():
    with op.batch_alter_table("t", schema="one") as batch_op:
        batch_op.alter_column("k", type_=sa.Enum("a", name="k", inherit_schema=True))


def types_that_inherit_a_schema_each():
    for schema in ("one", "two"):
        kind = sa.Enum("a", name="k", inherit_schema=True)
        op.create_table("t", sa.Column("k", kind), schema=schema)
        op.add_column("u", sa.Column("k", kind), schema=schema)
        sa.Enum(name="k", inherit_schema=True).drop(op.get_bind()) if schema == "three" else None
