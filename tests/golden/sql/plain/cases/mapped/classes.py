from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parents"

    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20), nullable=False, unique=True)
    kind = sa.Column("kind_of", sa.String(5), index=True)
    is_new = sa.Column(sa.Boolean, default=True, server_default=sa.true())


class Child(Base):
    __tablename__ = "children"
    __table_args__ = (
        sa.UniqueConstraint("parent_id", "number", name="uq_children"),
        sa.Index("ix_number", "number"),
        {"schema": "app", "comment": "Those below"},
    )

    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.Integer, sa.ForeignKey(Parent.id))
    number = sa.Column(sa.Integer)
    parent_kind = sa.Column(sa.ForeignKey("parents.kind_of", ondelete="CASCADE"))


def create():
    Parent.__table__.create(op.get_bind())


def create_second():
    Child.__table__.create(op.get_bind())


def create_all():
    Base.metadata.create_all(op.get_bind())


def create_some():
    Base.metadata.create_all(bind=op.get_bind(), tables=[Parent.__table__])


def drop():
    Parent.__table__.drop(op.get_bind())


def drop_all():
    Base.metadata.drop_all(op.get_bind())


def bulk_insert():
    op.bulk_insert(Parent.__table__, [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}])


def bulk_insert_attribute_name():
    op.bulk_insert(Parent.__table__, [{"id": 1, "kind": "a"}])


def bulk_insert_class():
    op.bulk_insert(Parent, [{"id": 1, "name": "a"}])


def table_methods():
    op.execute(Parent.__table__.update().where(Parent.__table__.c.id == 1).values(name="x"))
    op.execute(Parent.__table__.insert().values(id=1, kind_of="y"))
    op.execute(Parent.__table__.delete().where(Parent.__table__.c.kind_of == "y"))


def names():
    op.execute(f"-- {Parent.__tablename__} {Parent.__table__.name} {Child.__table__.fullname} {Parent.__name__}")


def names_of_columns():
    op.execute("-- " + ", ".join(c.name for c in Parent.__table__.columns))


def keys_of_attributes():
    op.execute(f"-- {Parent.kind.key} {Parent.kind.name}")


def tables_of_metadata():
    for name, table in Base.metadata.tables.items():
        op.execute(f"-- {name} {table.name}")


# refused: the attribute sorted_tables of MetaData
def sorted_tables():
    for table in Base.metadata.sorted_tables:
        op.execute(f"-- {table.name}")


# refused: making an object of the mapped class Parent
def instance():
    p = Parent(id=1, name="a")
    op.execute(f"-- {p.id} {p.name} {p.kind} {p.is_new}")


def instance_unknown():
    Parent(colour="red")


# refused: an item of a table of type ColumnClause
def column_objects():
    op.create_table("other", Parent.__table__.c.id, sa.Column("x", sa.Integer))


# refused: column of type ColumnClause
def add_column_of_class():
    op.add_column("parents", Parent.__table__.c.name)


# refused: column of type InstrumentedAttribute
def add_attribute():
    op.add_column("parents", Parent.name)


def type_of_attribute():
    op.alter_column("parents", "name", type_=Parent.name.type)


def no_primary_key():
    class Loose(Base):
        __tablename__ = "loose"
        x = sa.Column(sa.Integer)


def no_table():
    class Loose(Base):
        x = sa.Column(sa.Integer, primary_key=True)


def same_table_twice():
    class Again(Base):
        __tablename__ = "parents"
        id = sa.Column(sa.Integer, primary_key=True)


# refused: the argument extend_existing of Table
def same_table_extended():
    class Again(Base):
        __tablename__ = "parents"
        __table_args__ = {"extend_existing": True}
        id = sa.Column(sa.Integer, primary_key=True)

    op.execute(f"-- {Again.__table__ is Parent.__table__}")


def imperative_table():
    class Loose(Base):
        __table__ = sa.Table("loose", Base.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("y", sa.Text))

    Loose.__table__.create(op.get_bind())
    op.execute(sa.update(Loose).values(y="1"))


def imperative_table_renamed():
    class Loose(Base):
        __table__ = sa.Table("loose", Base.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("y", sa.Text))
        z = __table__.c.y

    op.execute(sa.update(Loose).values(z="1"))


def abstract_base():
    class Common(Base):
        __abstract__ = True
        id = sa.Column(sa.Integer, primary_key=True)

    class Real(Common):
        __tablename__ = "real"
        name = sa.Column(sa.Text)

    Real.__table__.create(op.get_bind())


def primary_key_constraint():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer)
        b = sa.Column(sa.Integer)
        __table_args__ = (sa.PrimaryKeyConstraint("b", "a"),)

    Pair.__table__.create(op.get_bind())


def table_args_without_comma():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        __table_args__ = (sa.UniqueConstraint("a"))

    Pair.__table__.create(op.get_bind())


def table_args_dict():
    class Pair(Base):
        __tablename__ = "pair"
        __table_args__ = {"mysql_engine": "InnoDB", "postgresql_partition_by": "RANGE (a)"}
        a = sa.Column(sa.Integer, primary_key=True)

    Pair.__table__.create(op.get_bind())


# refused: setting the attribute b of the mapped class Pair
def late_column():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)

    Pair.b = sa.Column(sa.Integer)
    Pair.__table__.create(op.get_bind())


def column_order_is_that_of_making():
    late = sa.Column(sa.Integer)

    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        b = late

    Pair.__table__.create(op.get_bind())


# refused: with a column under two names
def two_names_for_a_column():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        b = a

    Pair.__table__.create(op.get_bind())
    op.execute(sa.update(Pair).values(b=3))


def trailing_comma():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        b = sa.Column(sa.Integer),

    Pair.__table__.create(op.get_bind())


def key_of_a_column():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        b = sa.Column("bb", sa.Integer, key="bkey")

    Pair.__table__.create(op.get_bind())
    op.execute(sa.update(Pair).values(b=3))
    op.execute(Pair.__table__.update().values(bkey=3))


def reserved_name():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        metadata = sa.Column(sa.Integer)


def reserved_column_name():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        metadata_ = sa.Column("metadata", sa.Integer)
        __mapper_args__ = {"eager_defaults": True}

    Pair.__table__.create(op.get_bind())


def index_over_attributes():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        b = sa.Column(sa.Integer)
        __table_args__ = (sa.Index("ix_b", b.desc(), postgresql_where=(a > 3)), sa.CheckConstraint(b > 0, name="ck"))

    Pair.__table__.create(op.get_bind())


def index_over_columns():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)
        b = sa.Column(sa.Integer)
        __table_args__ = (sa.Index("ix_b", b), sa.UniqueConstraint(a, b, name="uq"))

    Pair.__table__.create(op.get_bind())


def index_made_later():
    class Pair(Base):
        __tablename__ = "pair"
        a = sa.Column(sa.Integer, primary_key=True)

    sa.Index("ix_later", Pair.a, unique=True)
    Pair.__table__.create(op.get_bind())


def index_of_table():
    sa.Index("ix_later", Parent.__table__.c.name, unique=True).create(op.get_bind())
