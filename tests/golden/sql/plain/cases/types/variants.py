"""with_variant"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql



def integer_with_variant_text():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Text(),'postgresql')))


def integer_with_variant_text_2():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Text,'postgresql')))


def integer_with_variant_text_mysql():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Text(),'mysql','postgresql')))


def integer_with_variant_text_mysql_with_variant_date():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Text(),'mysql').with_variant(sa.Date(),'postgresql')))


def integer_with_variant_text_mysql_with_variant_date_mysql():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Text(),'mysql').with_variant(sa.Date(),'mysql')))


def integer_with_variant_text_3():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Text())))


def integer_with_variant_text_with_variant_date_mysql():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(sa.Text().with_variant(sa.Date(),'mysql'),'postgresql')))


def integer_with_variant_mysql_integer_unsigned_true_mysql():
    op.create_table('t', sa.Column('x', sa.Integer().with_variant(mysql.INTEGER(unsigned=True),'mysql')))


def biginteger_with_variant_integer_sqlite():
    op.create_table('t', sa.Column('x', sa.BigInteger().with_variant(sa.Integer, 'sqlite')))


def json_with_variant_jsonb():
    op.create_table('t', sa.Column('x', sa.JSON().with_variant(postgresql.JSONB(),'postgresql')))


def json_with_variant_jsonb_2():
    op.create_table('t', sa.Column('x', sa.JSON().with_variant(postgresql.JSONB,'postgresql')))


def json_with_variant_jsonb_astext_type_text():
    op.create_table('t', sa.Column('x', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()),'postgresql')))


def text_with_variant_mysql_longtext_mysql():
    op.create_table('t', sa.Column('x', sa.Text().with_variant(mysql.LONGTEXT(),'mysql')))


def text_with_variant_mysql_longtext_mysql_mariadb():
    op.create_table('t', sa.Column('x', sa.Text().with_variant(mysql.LONGTEXT(),'mysql','mariadb')))


def mysql_longtext_with_variant_text():
    op.create_table('t', sa.Column('x', mysql.LONGTEXT().with_variant(sa.Text(),'postgresql')))


def string_with_variant_enum_a_name_e():
    op.create_table('t', sa.Column('x', sa.String().with_variant(sa.Enum('a',name='e'),'postgresql')))


def enum_a_name_e_with_variant_enum_b_name_f():
    op.create_table('t', sa.Column('x', sa.Enum('a',name='e').with_variant(sa.Enum('b',name='f'),'postgresql')))


def enum_a_name_e_with_variant_enum_b_name_f_mysql():
    op.create_table('t', sa.Column('x', sa.Enum('a',name='e').with_variant(sa.Enum('b',name='f'),'mysql')))


def string_with_variant_enum_a_name_e_2():
    op.create_table('t', sa.Column('x', sa.String().with_variant(sa.Enum('a',name='e',native_enum=False,create_constraint=True),'postgresql')))


def string_with_variant_enum_a_name_e_mysql():
    op.create_table('t', sa.Column('x', sa.String().with_variant(sa.Enum('a',name='e',native_enum=False,create_constraint=True),'mysql')))


def string_with_variant_enum():
    op.create_table('t', sa.Column('x', sa.String().with_variant(postgresql.ENUM(),'x')))


def string_with_variant_enum_a():
    op.create_table('t', sa.Column('x', sa.String().with_variant(postgresql.ENUM('a'),'x')))


def string_with_variant_enum_a_name_e_3():
    op.create_table('t', sa.Column('x', sa.String().with_variant(postgresql.ENUM('a',name='e'),'x')))


def string_with_variant_enum_a_name_e_4():
    op.create_table('t', sa.Column('x', sa.String().with_variant(postgresql.ENUM('a',name='e'),'postgresql')))


def string_with_variant_domain_d_text():
    op.create_table('t', sa.Column('x', sa.String().with_variant(postgresql.DOMAIN('d',sa.Text),'postgresql')))


def string_with_variant_domain_d_text_mysql():
    op.create_table('t', sa.Column('x', sa.String().with_variant(postgresql.DOMAIN('d',sa.Text),'mysql')))


def enum_a_name_e_with_variant_string():
    op.create_table('t', sa.Column('x', postgresql.ENUM('a',name='e').with_variant(sa.String(),'postgresql')))


def enum_a_name_e_with_variant_string_sqlite():
    op.create_table('t', sa.Column('x', postgresql.ENUM('a',name='e').with_variant(sa.String(),'sqlite')))


def enum_a_name_e_create_type_false_with_variant_string_sqlite():
    op.create_table('t', sa.Column('x', postgresql.ENUM('a',name='e',create_type=False).with_variant(sa.String(),'sqlite')))


def domain_d_text_with_variant_string_sqlite():
    op.create_table('t', sa.Column('x', postgresql.DOMAIN('d',sa.Text).with_variant(sa.String(),'sqlite')))


def domain_d_text_with_variant_string():
    op.create_table('t', sa.Column('x', postgresql.DOMAIN('d',sa.Text).with_variant(sa.String(),'postgresql')))


def json_with_variant_array_enum_a_name_e():
    op.create_table('t', sa.Column('x', sa.JSON().with_variant(postgresql.ARRAY(sa.Enum('a',name='e')),'postgresql')))


def json_with_variant_array_enum_a_name_e_mysql():
    op.create_table('t', sa.Column('x', sa.JSON().with_variant(postgresql.ARRAY(sa.Enum('a',name='e')),'mysql')))


def array_enum_a_name_e_with_variant_json_sqlite():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(sa.Enum('a',name='e')).with_variant(sa.JSON(),'sqlite')))


def array_enum_a_name_e_with_variant_json():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(sa.Enum('a',name='e')).with_variant(sa.JSON(),'postgresql')))


def array_text_with_variant_enum_a_name_e():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(sa.Text().with_variant(sa.Enum('a',name='e'),'postgresql'))))


def array_enum_a_name_e_with_variant_text_sqlite():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(sa.Enum('a',name='e').with_variant(sa.Text(),'sqlite'))))


def array_enum_a_name_e_with_variant_text():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(sa.Enum('a',name='e').with_variant(sa.Text(),'postgresql'))))


def boolean_name_b_with_variant_integer():
    op.create_table('t', sa.Column('x', sa.Boolean(create_constraint=True,name='b').with_variant(sa.Integer(),'postgresql')))
