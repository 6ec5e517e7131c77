from alembic import op
import sqlalchemy as sa
from sqlalchemy.ext.declarative import declarative_base, declared_attr


class Identified:
    id = sa.Column(sa.Integer, primary_key=True)


class Dated(object):
    created = sa.Column(sa.DateTime, nullable=False, server_default=sa.func.now())
    changed = sa.Column(sa.DateTime, onupdate=sa.func.now())


class Model:
    @declared_attr
    def __tablename__(cls):
        return cls.__name__.lower() + "s"

    def save(self):
        pass


Base = declarative_base(cls=Model)


def mixin_columns():
    class Thing(Dated, Base):
        id = sa.Column(sa.Integer, primary_key=True)
        name = sa.Column(sa.Text)

    Thing.__table__.create(op.get_bind())


def mixin_columns_behind_the_base():
    class Thing(Base, Identified, Dated):
        name = sa.Column(sa.Text)

    Thing.__table__.create(op.get_bind())


def mixin_columns_in_front():
    class Thing(Identified, Dated, Base):
        name = sa.Column(sa.Text)

    Thing.__table__.create(op.get_bind())


def mixin_for_two():
    class Thing(Base, Identified, Dated):
        name = sa.Column(sa.Text)

    class Other(Base, Dated, Identified):
        name = sa.Column(sa.Text)

    Base.metadata.create_all(op.get_bind())
    op.execute(sa.update(Thing).where(Thing.id == 1).values(created=sa.func.now()))
    op.execute(sa.update(Other).where(Other.created.is_(None)).values(name=Other.changed))


def mixin_overridden():
    class Thing(Base, Identified, Dated):
        created = sa.Column(sa.Date)

    Thing.__table__.create(op.get_bind())


def mixin_overridden_by_nothing():
    class Thing(Base, Identified, Dated):
        created = None

    Thing.__table__.create(op.get_bind())


def mixin_of_a_mixin():
    class Both(Identified, Dated):
        note = sa.Column(sa.Text)

    class Thing(Both, Base):
        name = sa.Column(sa.Text)

    Thing.__table__.create(op.get_bind())


def foreign_key_in_a_mixin():
    class Owned:
        owner = sa.Column(sa.Integer, sa.ForeignKey("owners.id"))

    class Thing(Identified, Owned, Base):
        pass


def declared_column():
    class Owned:
        @declared_attr
        def owner(cls):
            return sa.Column(sa.Integer, sa.ForeignKey("owners.id"))

        @declared_attr
        def label(cls):
            return sa.Column("label_of_" + cls.__tablename__, sa.Text)

    class Owner(Base, Identified):
        pass

    class Thing(Owned, Base):
        id = sa.Column(sa.Integer, primary_key=True)

    Base.metadata.create_all(op.get_bind())
    op.execute(sa.update(Thing).values(label="a"))


def declared_column_in_the_class():
    class Thing(Base):
        id = sa.Column(sa.Integer, primary_key=True)

        @declared_attr
        def owner(cls):
            return sa.Column(sa.Integer)

        last = sa.Column(sa.Integer)

    Thing.__table__.create(op.get_bind())


def declared_arguments():
    class Thing(Base, Identified):
        name = sa.Column(sa.Text)

        @declared_attr
        def __table_args__(cls):
            return (sa.UniqueConstraint("name", name="uq_" + cls.__tablename__), {"schema": "app"})

    Thing.__table__.create(op.get_bind())


def arguments_of_a_mixin():
    class Options:
        __table_args__ = {"schema": "app"}

    class Thing(Options, Identified, Base):
        name = sa.Column(sa.Text)

    class Other(Options, Identified, Base):
        __table_args__ = (sa.UniqueConstraint("id"),)

    Thing.__table__.create(op.get_bind())
    Other.__table__.create(op.get_bind())


def name_in_a_mixin():
    class Named:
        __tablename__ = "named"

    class Thing(Named, Identified, Base):
        name = sa.Column(sa.Text)

    Thing.__table__.create(op.get_bind())


def columns_of_the_base():
    class Common:
        id = sa.Column(sa.Integer, primary_key=True)
        created = sa.Column(sa.DateTime)

    base = declarative_base(cls=Common)

    class Thing(base):
        __tablename__ = "things"
        name = sa.Column(sa.Text)

    class Other(base):
        __tablename__ = "others"
        id = sa.Column(sa.Text, primary_key=True)

    base.metadata.create_all(op.get_bind())


def unique_and_index_in_a_mixin():
    class Marked:
        code = sa.Column(sa.Text, unique=True)
        mark = sa.Column(sa.Text, index=True, comment="A mark")

    class Thing(Marked, Identified, Base):
        pass

    Thing.__table__.create(op.get_bind())
    op.execute(sa.insert(Thing).values(id=1, code="a"))


def hybrid_declared():
    class Thing(Base, Identified):
        name = sa.Column(sa.Text)

        @property
        def title(self):
            return self.name.upper()

        @classmethod
        def table(cls):
            return cls.__table__

    Thing.table().create(op.get_bind())
    op.execute(sa.update(Thing).where(Thing.id == 1).values(name="x"))


def abstract_with_declared():
    class Common(Base):
        __abstract__ = True
        id = sa.Column(sa.Integer, primary_key=True)

        @declared_attr
        def size(cls):
            return sa.Column(sa.Integer)

    class Thing(Common):
        name = sa.Column(sa.Text)

    class Other(Common):
        name = sa.Column(sa.Text)

    Base.metadata.create_all(op.get_bind())


# refused: derived from the mapped class Thing
def single_table_inheritance():
    class Thing(Base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        kind = sa.Column(sa.Text)
        __mapper_args__ = {"polymorphic_on": kind}

    class Special(Thing):
        __tablename__ = None
        extra = sa.Column(sa.Text)
        __mapper_args__ = {"polymorphic_identity": "special"}

    Thing.__table__.create(op.get_bind())


# refused: derived from the mapped class Thing
def joined_inheritance():
    class Thing(Base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    class Special(Thing):
        __tablename__ = "specials"
        id = sa.Column(sa.Integer, sa.ForeignKey("things.id"), primary_key=True)

    Base.metadata.create_all(op.get_bind())
