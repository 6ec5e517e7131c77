"""TypeDecorator and UserDefinedType: what they are called, and their values"""

import enum
import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, UserDefinedType



class Colour(enum.Enum):
    red = "r"
    green = "gg"
    crimson = "r"


class S(str, enum.Enum):
    A = "a"
    B = "bb"


class Json1(TypeDecorator):
    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is not None:
            value = json.dumps(value)
        return value

    def process_result_value(self, value, dialect):
        return json.loads(value)


class Up(TypeDecorator):
    impl = sa.String(20)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value.upper() if value else value


class Lit(TypeDecorator):
    impl = sa.String
    cache_ok = True

    def process_literal_param(self, value, dialect):
        return "<%s>" % value


class Guid(TypeDecorator):
    impl = sa.CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        else:
            return dialect.type_descriptor(sa.CHAR(32))

    def process_bind_param(self, value, dialect):
        if value is None:
            return value
        elif dialect.name == "postgresql":
            return str(value)
        return "%.32x" % value


class Init(TypeDecorator):
    impl = sa.String

    def __init__(self, length=7, **kw):
        super().__init__(length=length, **kw)


class Init2(TypeDecorator):
    impl = sa.Enum

    def __init__(self, e):
        self._e = e
        super(Init2, self).__init__(*[m.value for m in e], name="init2")


class ImplProp(TypeDecorator):
    impl = sa.Integer()

    @property
    def python_type(self):
        return int

    def coerce_compared_value(self, op, value):
        return self.impl.coerce_compared_value(op, value)


class Nested(TypeDecorator):
    impl = Up
    cache_ok = True


class EnumDec(TypeDecorator):
    impl = sa.Enum(Colour, name="edec")


class ArrDec(TypeDecorator):
    impl = postgresql.ARRAY(sa.Enum("a", name="arrdec"))


class Udt(UserDefinedType):
    def get_col_spec(self):
        return "MYTYPE"


class UdtKw(UserDefinedType):
    cache_ok = True

    def __init__(self, precision=8):
        self.precision = precision

    def get_col_spec(self, **kw):
        return "MYTYPE(%s)" % self.precision

    def bind_processor(self, dialect):
        def process(value):
            return value
        return process


class SubStr(sa.String):
    pass


class SubInt(sa.Integer):
    pass


class SubInit(sa.String):
    def __init__(self):
        super().__init__(length=33)


class SubNum(sa.Numeric):
    def __init__(self, *a, **kw):
        kw.setdefault("precision", 9)
        super().__init__(*a, **kw)


def text_with_variant_guid():
    op.create_table('t', sa.Column('x', sa.Text().with_variant(Guid(),'postgresql')))


def json1_with_variant_json():
    op.create_table('t', sa.Column('x', Json1().with_variant(sa.JSON(),'postgresql')))


def json1_with_variant_jsonb():
    op.create_table('t', sa.Column('x', Json1().with_variant(postgresql.JSONB(),'postgresql')))


def json1():
    op.create_table('t', sa.Column('x', Json1))


def json1_2():
    op.create_table('t', sa.Column('x', Json1()))


def json1_5():
    op.create_table('t', sa.Column('x', Json1(5)))


def json1_length_5():
    op.create_table('t', sa.Column('x', Json1(length=5)))


def up():
    op.create_table('t', sa.Column('x', Up()))


def up_5():
    op.create_table('t', sa.Column('x', Up(5)))


def up_2():
    op.create_table('t', sa.Column('x', Up))


def lit_9():
    op.create_table('t', sa.Column('x', Lit(9)))


def guid():
    op.create_table('t', sa.Column('x', Guid()))


def guid_2():
    op.create_table('t', sa.Column('x', Guid))


def guid_5():
    op.create_table('t', sa.Column('x', Guid(5)))


def init():
    op.create_table('t', sa.Column('x', Init()))


def init_4():
    op.create_table('t', sa.Column('x', Init(4)))


def init_length_12_collation_c():
    op.create_table('t', sa.Column('x', Init(length=12, collation='C')))


def init2_s():
    op.create_table('t', sa.Column('x', Init2(S)))


def implprop():
    op.create_table('t', sa.Column('x', ImplProp()))


def nested():
    op.create_table('t', sa.Column('x', Nested()))


def nested_2():
    op.create_table('t', sa.Column('x', Nested))


def enumdec():
    op.create_table('t', sa.Column('x', EnumDec()))


def enumdec_2():
    op.create_table('t', sa.Column('x', EnumDec))


def arrdec():
    op.create_table('t', sa.Column('x', ArrDec()))


def udt():
    op.create_table('t', sa.Column('x', Udt()))


def udt_2():
    op.create_table('t', sa.Column('x', Udt))


def udt_5():
    op.create_table('t', sa.Column('x', Udt(5)))


def udtkw():
    op.create_table('t', sa.Column('x', UdtKw()))


def udtkw_3():
    op.create_table('t', sa.Column('x', UdtKw(3)))


def udtkw_precision_4():
    op.create_table('t', sa.Column('x', UdtKw(precision=4)))


def substr():
    op.create_table('t', sa.Column('x', SubStr()))


def substr_5():
    op.create_table('t', sa.Column('x', SubStr(5)))


def substr_5_c():
    op.create_table('t', sa.Column('x', SubStr(5,'C')))


def substr_2():
    op.create_table('t', sa.Column('x', SubStr))


def subint():
    op.create_table('t', sa.Column('x', SubInt()))


def subint_2():
    op.create_table('t', sa.Column('x', SubInt))


def subinit():
    op.create_table('t', sa.Column('x', SubInit()))


def subnum():
    op.create_table('t', sa.Column('x', SubNum()))


def subnum_4_2():
    op.create_table('t', sa.Column('x', SubNum(4,2)))


def subnum_scale_2():
    op.create_table('t', sa.Column('x', SubNum(scale=2)))


def array_json1():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(Json1)))


def array_guid():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(Guid())))


def array_udt():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(Udt())))


def array_udtkw_3():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(UdtKw(3))))


def array_substr_4():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(SubStr(4))))


def array_enumdec():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(EnumDec())))


def types_to_instance_json1():
    op.create_table('t', sa.Column('x', sa.types.to_instance(Json1)))


def enumdec_create():
    EnumDec().create(op.get_bind())


def enumdec_impl_create():
    EnumDec().impl.create(op.get_bind())


def alter_column_type_json1():
    op.alter_column('t', 'x', type_=Json1())


def alter_column_type_json1_2():
    op.alter_column('t', 'x', type_=Json1)


def alter_column_type_guid_existing_type_char_32_using_x_uuid():
    op.alter_column('t', 'x', type_=Guid(), existing_type=sa.CHAR(32), postgresql_using='x::uuid')


def alter_column_type_udt():
    op.alter_column('t', 'x', type_=Udt())


def alter_column_type_udtkw_4():
    op.alter_column('t', 'x', type_=UdtKw(4))


def alter_column_existing_type_udt_nullable_false():
    op.alter_column('t', 'x', existing_type=Udt(), nullable=False)


def alter_column_existing_type_json1_server_default():
    op.alter_column('t', 'x', existing_type=Json1(), server_default='x')


def add_column_column_udt():
    op.add_column('t', sa.Column('x', Udt()))


def add_column_column_json1_server_default_nullable_false():
    op.add_column('t', sa.Column('x', Json1(), server_default='{}', nullable=False))


def add_column_column_guid_nullable_true():
    op.add_column('t', sa.Column('x', Guid(), nullable=True))


# refused: writing values of the type Json1, which it converts by code of its own
def bulk_insert_table_column_json1_a_1_none():
    op.bulk_insert(sa.table('t', sa.column('x', Json1())), [{'x': {'a': 1}}, {'x': None}])
