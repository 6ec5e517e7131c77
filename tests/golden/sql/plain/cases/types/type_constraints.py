"""Constraints of Boolean and Enum"""

import enum

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql



class Colour(enum.Enum):
    red = "r"
    green = "gg"
    crimson = "r"


def enum_a_bbb():
    op.create_table('t', sa.Column('x', sa.Enum('a','bbb',native_enum=False,create_constraint=True)))


def enum_a_bbb_name_e():
    op.create_table('t', sa.Column('x', sa.Enum('a','bbb',name='e',native_enum=False,create_constraint=True)))


def enum_a_x_b_b_name_e():
    op.create_table('t', sa.Column('x', sa.Enum("a'x",'b%b',name='e',native_enum=False,create_constraint=True)))


def enum_colour():
    op.create_table('t', sa.Column('x', sa.Enum(Colour,native_enum=False,create_constraint=True)))


def enum_colour_values_callable_lambda_x_e_value_for_e_in_x():
    op.create_table('t', sa.Column('x', sa.Enum(Colour,native_enum=False,create_constraint=True,values_callable=lambda x: [e.value for e in x])))


def enum_name_e():
    op.create_table('t', sa.Column('x', sa.Enum(name='e',native_enum=False,create_constraint=True)))


def enum_a_name_e():
    op.create_table('t', sa.Column('x', postgresql.ENUM('a',name='e',native_enum=False,create_constraint=True)))


def enum_a_name_e_2():
    op.create_table('t', sa.Column('x', postgresql.ENUM('a',name='e',create_constraint=True)))


def array_enum_a_name_e():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(sa.Enum('a',name='e',native_enum=False,create_constraint=True))))


def enum_a_name_e_with_variant_string_5():
    op.create_table('t', sa.Column('x', sa.Enum('a',name='e',native_enum=False,create_constraint=True).with_variant(sa.String(5),'postgresql')))


def enum_a_name_e_with_variant_string_5_mysql():
    op.create_table('t', sa.Column('x', sa.Enum('a',name='e',native_enum=False,create_constraint=True).with_variant(sa.String(5),'mysql')))


def string_with_variant_enum_a_name_e():
    op.create_table('t', sa.Column('x', sa.String().with_variant(sa.Enum('a',name='e',native_enum=False,create_constraint=True),'postgresql')))


def string_with_variant_enum_a_name_e_mysql():
    op.create_table('t', sa.Column('x', sa.String().with_variant(sa.Enum('a',name='e',native_enum=False,create_constraint=True),'mysql')))


def boolean_name_b_with_variant_integer():
    op.create_table('t', sa.Column('x', sa.Boolean(create_constraint=True,name='b').with_variant(sa.Integer(),'postgresql')))


def integer_with_variant_boolean_name_b():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Boolean(create_constraint=True,name='b'),'postgresql')))


def boolean_name_ck():
    op.create_table('t', sa.Column('x', sa.Boolean(create_constraint=True, name='ck')))


def enum_a_name_ck_column_y_enum_b_name_cy():
    op.create_table('t', sa.Column('x', sa.Enum('a', native_enum=False, create_constraint=True, name='ck')), sa.Column('y', sa.Enum('b', native_enum=False, create_constraint=True, name='cy')))


def create_table_t_x_column_x_y_enum_a_name_ck_x():
    op.create_table('T x', sa.Column('X y', sa.Enum('a', native_enum=False, create_constraint=True, name='Ck x')))


def enum_a_name_f_ck():
    op.create_table('t', sa.Column('x', sa.Enum('a', native_enum=False, create_constraint=True, name=op.f('ck'))))


def enum_a_schema_q():
    op.create_table('t', sa.Column('x', sa.Enum('a', native_enum=False, create_constraint=True)), schema='q')


def boolean_name_create():
    sa.Boolean(create_constraint=True, name='x').create(op.get_bind())


def add_column_column_enum_a_name_ck():
    op.add_column('t', sa.Column('x', sa.Enum('a', name='ck', native_enum=False, create_constraint=True)))


def add_column_column_enum_a():
    op.add_column('t', sa.Column('x', sa.Enum('a', native_enum=False, create_constraint=True)))


def add_column_column_enum_a_name_ck_schema_q():
    op.add_column('t', sa.Column('x', sa.Enum('a', name='ck', native_enum=False, create_constraint=True)), schema='q')


def add_column_column_boolean_name_ck():
    op.add_column('t', sa.Column('x', sa.Boolean(create_constraint=True, name='ck')))


def add_column_column_array_enum_a_name_ck():
    op.add_column('t', sa.Column('x', postgresql.ARRAY(sa.Enum('a', name='ck', native_enum=False, create_constraint=True))))


def alter_column_type_enum_a_name_ck():
    op.alter_column('t', 'x', type_=sa.Enum('a', name='ck', native_enum=False, create_constraint=True))


def alter_column_type_enum_a():
    op.alter_column('t', 'x', type_=sa.Enum('a', native_enum=False, create_constraint=True))


def alter_column_type_enum_a_name_ck_existing_type_string():
    op.alter_column('t', 'x', type_=sa.Enum('a', name='ck', native_enum=False, create_constraint=True), existing_type=sa.String())


def alter_column_existing_type_enum_a_name_ck_type_string():
    op.alter_column('t', 'x', existing_type=sa.Enum('a', name='ck', native_enum=False, create_constraint=True), type_=sa.String())
