"""When named types are created and dropped"""

import enum

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

mds = sa.MetaData(schema="crm")
md = sa.MetaData()
shared = sa.Enum("a", "b", name="shared")
pshared = postgresql.ENUM("a", "b", name="pshared")


class Colour(enum.Enum):
    red = "r"
    green = "gg"
    crimson = "r"


def enum_a_name_e_inherit_schema_true():
    op.create_table('t', sa.Column('x', sa.Enum('a',name='e',inherit_schema=True)))


def enum_a_name_e_inherit_schema_true_metadata_mds():
    op.create_table('t', sa.Column('x', sa.Enum('a',name='e',inherit_schema=True,metadata=mds)))


def shared():
    op.create_table('t', sa.Column('x', shared))


def pshared():
    op.create_table('t', sa.Column('x', pshared))


def enum_a_name_e_schema_s_inherit_schema_true():
    op.create_table('t', sa.Column('x', postgresql.ENUM('a',name='e',schema='s',inherit_schema=True)))


def array_shared():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(shared)))


def array_pshared():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(pshared)))


def array_enum_a_name_e_inherit_schema_true_dimensions_2():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(sa.Enum('a',name='e',inherit_schema=True), dimensions=2)))


def domain_d_text_inherit_schema_true():
    op.create_table('t', sa.Column('x', postgresql.DOMAIN('d', sa.Text, inherit_schema=True)))


def shared_create_table_u_column_shared():
    op.create_table('t', sa.Column('x', shared))
    op.create_table('u', sa.Column('x', shared))


def shared_column_y_shared():
    op.create_table('t', sa.Column('x', shared), sa.Column('y', shared))


def pshared_create_table_u_column_pshared():
    op.create_table('t', sa.Column('x', pshared))
    op.create_table('u', sa.Column('x', pshared))


def enum_a_name_e_inherit_schema_true_schema_s():
    op.create_table('t', sa.Column('x', sa.Enum('a', name='e', inherit_schema=True)), schema='s')


def enum_a_name_e_schema_o_inherit_schema_true_schema_s():
    op.create_table('t', sa.Column('x', sa.Enum('a', name='e', schema='o', inherit_schema=True)), schema='s')


def domain_e_text_inherit_schema_true_schema_s():
    op.create_table('t', sa.Column('x', postgresql.DOMAIN('e', sa.Text, inherit_schema=True)), schema='s')


def array_shared_column_y_shared():
    op.create_table('t', sa.Column('x', postgresql.ARRAY(shared)), sa.Column('y', shared))


def shared_if_not_exists_true():
    op.create_table('t', sa.Column('x', shared), if_not_exists=True)


def shared_create():
    shared.create(op.get_bind())


def shared_create_checkfirst_true():
    shared.create(op.get_bind(), checkfirst=True)


def shared_create_checkfirst_false():
    shared.create(op.get_bind(), checkfirst=False)


def shared_create_true():
    shared.create(op.get_bind(), True)


def shared_create_bind():
    shared.create(bind=op.get_bind())


def shared_create_get_context_bind():
    shared.create(op.get_context().bind)


def shared_drop():
    shared.drop(op.get_bind())


def shared_drop_checkfirst_false():
    shared.drop(op.get_bind(), checkfirst=False)


def shared_drop_checkfirst_true():
    shared.drop(op.get_bind(), checkfirst=True)


def pshared_create():
    pshared.create(op.get_bind())


def pshared_create_checkfirst_true():
    pshared.create(op.get_bind(), checkfirst=True)


def pshared_create_checkfirst_false():
    pshared.create(op.get_bind(), checkfirst=False)


def pshared_drop():
    pshared.drop(op.get_bind())


def pshared_drop_checkfirst_false():
    pshared.drop(op.get_bind(), checkfirst=False)


def enum_name_e_drop_checkfirst_false():
    sa.Enum(name='e').drop(op.get_bind(), checkfirst=False)


def enum_name_e_create_checkfirst_false():
    sa.Enum(name='e').create(op.get_bind(), checkfirst=False)


def enum_a_create_checkfirst_false():
    sa.Enum('a').create(op.get_bind(), checkfirst=False)


def enum_a_drop_checkfirst_false():
    sa.Enum('a').drop(op.get_bind(), checkfirst=False)


def enum_colour_create():
    sa.Enum(Colour).create(op.get_bind())


def enum_a_name_e_schema_s_create():
    sa.Enum('a', name='e', schema='s').create(op.get_bind())


def enum_a_name_e_create():
    sa.Enum('a', name='e', native_enum=False).create(op.get_bind())


def enum_a_name_e_metadata_md_create():
    sa.Enum('a', name='e', metadata=md).create(op.get_bind())


# refused: create() of a type whose schema its MetaData gives once a table has it
def enum_a_name_e_metadata_mds_create():
    sa.Enum('a', name='e', metadata=mds).create(op.get_bind())


def enum_a_name_e_create_type_false_create():
    postgresql.ENUM('a', name='e', create_type=False).create(op.get_bind())


def enum_a_name_e_create_type_false_create_checkfirst_false():
    postgresql.ENUM('a', name='e', create_type=False).create(op.get_bind(), checkfirst=False)


def enum_name_e_drop_checkfirst_false_2():
    postgresql.ENUM(name='e').drop(op.get_bind(), checkfirst=False)


def shared_create_shared():
    shared.create(op.get_bind())
    op.create_table('t', sa.Column('x', shared))


def pshared_create_pshared():
    pshared.create(op.get_bind())
    op.create_table('t', sa.Column('x', pshared))


def pshared_create_checkfirst_false_enum_a_b_name_pshared_crea():
    pshared.create(op.get_bind(), checkfirst=False)
    op.create_table('t', sa.Column('x', postgresql.ENUM('a', 'b', name='pshared', create_type=False)))


def shared_create_add_column_column_shared():
    shared.create(op.get_bind())
    op.add_column('t', sa.Column('x', shared))


def shared_create_shared_create():
    shared.create(op.get_bind())
    shared.create(op.get_bind())


def domain_d_integer_create():
    postgresql.DOMAIN('d', sa.Integer).create(op.get_bind())


def domain_d_integer_create_checkfirst_false():
    postgresql.DOMAIN('d', sa.Integer).create(op.get_bind(), checkfirst=False)
