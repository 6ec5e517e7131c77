"""type.create_type = …: a type that its tables shall not create"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def after_create():
    e = postgresql.ENUM("a", "b", name="e")
    e.create(op.get_bind(), checkfirst=False)
    e.create_type = False
    op.add_column("t", sa.Column("x", e))
    op.create_table("u", sa.Column("x", e), sa.Column("y", e))


def between_two_tables():
    e = postgresql.ENUM("a", "b", name="e")
    op.create_table("u", sa.Column("x", e))
    e.create_type = False
    op.create_table("v", sa.Column("x", e))
    op.add_column("w", sa.Column("x", e))


def after_the_column():
    e = postgresql.ENUM("a", "b", name="e")
    column = sa.Column("x", e)
    e.create_type = False
    op.create_table("v", column)
    op.add_column("w", column)


def between_two_uses_of_a_column():
    column = sa.Column("x", postgresql.ENUM("a", "b", name="e"))
    op.create_table("v", column)
    column.type.create_type = False
    op.add_column("w", column)


def of_the_generic_class():
    e = sa.Enum("a", "b", name="e")
    e.create_type = False
    op.create_table("v", sa.Column("x", e))
    op.add_column("w", sa.Column("x", e))


def and_back():
    e = postgresql.ENUM("a", "b", name="e")
    op.execute(f"SELECT '{e.create_type}'")
    e.create_type = False
    op.create_table("v", sa.Column("x", e))
    e.create_type = True
    op.create_table("w", sa.Column("x", e))


def in_an_array():
    e = postgresql.ENUM("a", "b", name="e")
    e.create_type = False
    op.create_table("v", sa.Column("x", postgresql.ARRAY(e)), sa.Column("y", e))


def of_a_copy():
    e = postgresql.ENUM("a", "b", name="e")
    e.create_type = False
    op.create_table("v", sa.Column("x", e.copy()))
    e.create(op.get_bind())
    e.drop(op.get_bind())


def around_alter_column():
    e = postgresql.ENUM("a", "b", name="e")
    op.alter_column("t", "x", type_=e, existing_type=sa.Text(), postgresql_using="x::e")
    e.create_type = False
    op.add_column("t", sa.Column("y", e))


def in_metadata():
    e = postgresql.ENUM("a", "b", name="e")
    e.create_type = False
    metadata = sa.MetaData()
    sa.Table("t", metadata, sa.Column("x", e))
    metadata.create_all(op.get_bind(), checkfirst=False)


def of_a_domain():
    e = postgresql.DOMAIN("e", sa.Integer)
    e.create_type = False
    op.create_table("v", sa.Column("x", e))


def in_a_batch():
    e = postgresql.ENUM("a", "b", name="e")
    with op.batch_alter_table("t") as batch:
        batch.add_column(sa.Column("x", e))
        e.create_type = False
        batch.add_column(sa.Column("y", e))


# refused: setting create_type of a type that another type
def below_an_array():
    e = postgresql.ENUM("a", "b", name="e")
    array = postgresql.ARRAY(e)
    e.create_type = False
    op.create_table("v", sa.Column("x", array), sa.Column("y", e))


# refused: setting create_type of a type that another type
def after_a_table_of_metadata():
    e = postgresql.ENUM("a", "b", name="e")
    metadata = sa.MetaData()
    table = sa.Table("t", metadata, sa.Column("x", e))
    e.create_type = False
    table.create(op.get_bind(), checkfirst=False)


# refused: setting create_type of a type that was made without it
def that_was_made_without():
    e = postgresql.ENUM("a", "b", name="e", create_type=False)
    e.create_type = True
    op.create_table("w", sa.Column("x", e))
