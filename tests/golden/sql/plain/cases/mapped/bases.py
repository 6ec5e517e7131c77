from alembic import op
import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy import orm
from sqlalchemy.ext.declarative import declarative_base
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import DeclarativeBase, Session, as_declarative, registry, relationship, sessionmaker


def with_metadata():
    base = declarative_base(metadata=sa.MetaData(schema="app", naming_convention={"pk": "pk_%(table_name)s"}))

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    base.metadata.create_all(op.get_bind())


def of_a_registry():
    reg = registry()
    base = reg.generate_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    reg.metadata.create_all(op.get_bind())


def mapped_by_a_registry():
    reg = registry(metadata=sa.MetaData(schema="app"))

    @reg.mapped
    class Thing:
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    op.execute(sa.update(Thing).values(id=Thing.id + 1))


def imperatively():
    reg = registry()
    table = sa.Table("things", reg.metadata, sa.Column("id", sa.Integer, primary_key=True))

    class Thing:
        pass

    reg.map_imperatively(Thing, table)
    op.execute(sa.update(Thing).values(id=Thing.id + 1))


def by_decorator():
    @as_declarative()
    class Base:
        id = sa.Column(sa.Integer, primary_key=True)

    class Thing(Base):
        __tablename__ = "things"
        name = sa.Column(sa.Text)

    Thing.__table__.create(op.get_bind())


def through_modules():
    base = sqlalchemy.orm.declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    class Other(orm.declarative_base()):
        __tablename__ = "others"
        id = sa.Column(sa.Integer, primary_key=True)

    op.execute(sa.update(Other).values(id=sa.select(Thing.id).scalar_subquery()))


def class_base():
    class Base(DeclarativeBase):
        pass

    class Thing(Base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    Base.metadata.create_all(op.get_bind())


def class_base_with_columns():
    class Base(DeclarativeBase):
        id = sa.Column(sa.Integer, primary_key=True)

        @orm.declared_attr.directive
        def __tablename__(cls):
            return cls.__name__.lower()

    class Thing(Base):
        a = sa.Column(sa.Text)

    Base.metadata.create_all(op.get_bind())


def class_base_registry():
    class Base(DeclarativeBase):
        registry = registry(metadata=sa.MetaData(schema="app"), type_annotation_map={})

    class Thing(Base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    Base.metadata.create_all(op.get_bind())


def the_class_itself():
    class Thing(DeclarativeBase):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    Thing.__table__.create(op.get_bind())


# refused: the mapped class Thing, for which Base has an __init_subclass__
def common_init_subclass():
    class Base(DeclarativeBase):
        def __init_subclass__(cls, **kwargs):
            cls.__tablename__ = cls.__name__.lower()
            super().__init_subclass__(**kwargs)

    class Thing(Base):
        id = sa.Column(sa.Integer, primary_key=True)

    Thing.__table__.create(op.get_bind())


def instances():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    op.execute(f"-- {isinstance(Thing, type)} {issubclass(Thing, base)} {hasattr(Thing, 'x')}")


# refused: making an object of the mapped class Thing
def dictionary_of_rows():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    things = [Thing(id=1), Thing(id=2)]
    op.bulk_insert(Thing.__table__, [{"id": thing.id} for thing in things])


def session_made():
    session = Session(bind=op.get_bind())
    session.close()


def session_commit():
    session = Session(bind=op.get_bind())
    session.commit()


def session_execute():
    session = Session(bind=op.get_bind())
    session.execute(sa.text("UPDATE t SET a = 1"))


def session_positional():
    session = Session(op.get_bind())
    session.execute(sa.text("UPDATE t SET a = 1"))
    session.commit()


def session_query():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    session = Session(bind=op.get_bind())
    for thing in session.query(Thing).all():
        op.execute("SELECT 1")


def session_query_unused():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    session = Session(bind=op.get_bind())
    session.query(Thing).filter(Thing.id == 1)


def session_query_update():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    session = Session(bind=op.get_bind())
    session.query(Thing).update({"id": 1})


# refused: Session.add
def session_add():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    session = Session(bind=op.get_bind())
    session.add(Thing(id=1))


def session_add_commit():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    session = Session(bind=op.get_bind())
    session.add(Thing(id=1))
    session.commit()


def session_with():
    with Session(bind=op.get_bind()) as session:
        session.execute(sa.text("UPDATE t SET a = 1"))


def session_with_nothing():
    with Session(op.get_bind()) as session:
        pass


def session_of_a_maker():
    maker = sessionmaker(bind=op.get_bind())
    session = maker()
    session.execute(sa.text("SELECT 1"))


def session_of_a_maker_later():
    maker = sessionmaker()
    session = maker(bind=op.get_bind())
    session.flush()
    session.commit()
    session.close()


def session_bulk():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    session = Session(bind=op.get_bind())
    session.bulk_insert_mappings(Thing, [{"id": 1}])


def session_connection():
    session = Session(bind=op.get_bind())
    session.connection()


def session_rollback():
    session = Session(bind=op.get_bind())
    session.rollback()


# refused: Session.begin
def session_begin():
    session = Session(bind=op.get_bind())
    with session.begin():
        pass


# refused: which leads to a class that is not known here
def relationship_unused():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Missing", back_populates="nothing")

    op.bulk_insert(Thing.__table__, [{"id": 1}])
    Thing.__table__.create(op.get_bind())
    op.execute(Thing.__table__.update().where(Thing.id == 1).values({Thing.id: 3}))


def relationship_broken():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Missing")

    op.execute(sa.update(Thing).values(id=1))


def relationship_broken_select():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Missing")

    op.execute(sa.select(Thing.id))


def relationship_of_another():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Missing")

    class Good(base):
        __tablename__ = "good"
        id = sa.Column(sa.Integer, primary_key=True)

    op.execute(sa.update(Good).values(id=1))


# refused: which leads to a class that is not known here
def relationship_in_core():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Missing")

    op.execute(sa.table("x", sa.column("y")).update().values(y=sa.select(Thing.__table__.c.id).where(Thing.id == 3).scalar_subquery()))


# refused: using what relationship() declares
def relationship_used():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        parent_id = sa.Column(sa.ForeignKey("things.id"))
        parent = relationship("Thing", remote_side=[id], backref="children")

    op.execute(sa.update(Thing).where(Thing.parent.has()).values(id=1))


# refused: the column thing_id in a statement, whose type is that of the column its foreign key points at
def relationship_select():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Other", backref="thing")

    class Other(base):
        __tablename__ = "others"
        id = sa.Column(sa.Integer, primary_key=True)
        thing_id = sa.Column(sa.ForeignKey(Thing.id))

    op.execute(sa.update(Other).values(id=sa.select(Thing.id).where(Thing.id == Other.thing_id).scalar_subquery()))


def deferred_columns():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        text = orm.deferred(sa.Column(sa.Text, nullable=False))
        more = orm.column_property(sa.Column("moar", sa.Integer))
        twice = orm.column_property(id * 2)
        again = orm.synonym("text")

    Thing.__table__.create(op.get_bind())
    op.execute(sa.update(Thing).values(text="x", more=3))


# refused: a column of it is deferred
def deferred_columns_selected():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        text = orm.deferred(sa.Column(sa.Text))

    op.execute(sa.select(Thing))


def hybrids():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

        @hybrid_property
        def twice(self):
            return self.id * 2

        @twice.setter
        def twice(self, value):
            self.id = value / 2

        @orm.validates("id")
        def check(self, key, value):
            return value

    Thing.__table__.create(op.get_bind())
    op.execute(sa.update(Thing).values(id=3))


# refused: using what hybrid_property() declares
def hybrid_used():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

        @hybrid_property
        def twice(self):
            return self.id * 2

    op.execute(sa.update(Thing).where(Thing.twice == 4).values(id=3))


def mapper_arguments():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        a = sa.Column(sa.Integer)
        __mapper_args__ = {"primary_key": [a]}

    Thing.__table__.create(op.get_bind())
    op.execute(sa.update(Thing).values(a=3))


# refused: its __mapper_args__ have column_prefix
def column_prefix():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        a = sa.Column(sa.Integer, primary_key=True)
        __mapper_args__ = {"column_prefix": "_"}

    Thing.__table__.create(op.get_bind())
    op.execute(sa.update(Thing).values(_a=3))


def batch_copy():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        a = sa.Column(sa.Integer, primary_key=True)

    with op.batch_alter_table("things", copy_from=Thing.__table__) as batch:
        batch.add_column(sa.Column("b", sa.Integer))


def schema_of_metadata():
    base = declarative_base(metadata=sa.MetaData(schema="app"))

    class Thing(base):
        __tablename__ = "things"
        a = sa.Column(sa.Integer, primary_key=True)
        b = sa.Column(sa.ForeignKey("app.things.a"))

    Thing.__table__.create(op.get_bind())
    op.execute(sa.update(Thing).where(Thing.a == 1).values(b=Thing.a))


def relationship_simple():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Other", backref="thing")

    class Other(base):
        __tablename__ = "others"
        id = sa.Column(sa.Integer, primary_key=True)
        thing_id = sa.Column(sa.ForeignKey("things.id"))

    op.execute(sa.update(Other).where(Other.thing_id == Thing.id).values(id=1))


def relationship_of_a_mixin():
    class Owned:
        others = relationship("Other")

    base = declarative_base()

    class Thing(Owned, base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)


# refused: the relationship Thing.other, whose argument foreign_keys is not checked
def relationship_declared():
    class Owned:
        @orm.declared_attr
        def other_id(cls):
            return sa.Column(sa.ForeignKey("others.id"))

        @orm.declared_attr
        def other(cls):
            return relationship("Other", foreign_keys=[cls.other_id])

    base = declarative_base()

    class Other(base):
        __tablename__ = "others"
        id = sa.Column(sa.Integer, primary_key=True)

    class Thing(Owned, base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    base.metadata.create_all(op.get_bind())
    op.execute(sa.update(Thing).values(other_id=sa.select(Other.id).scalar_subquery()))


def plain_attributes():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        NAMES = ["a", "b"]
        size: int = 3
        id = sa.Column(sa.Integer, primary_key=True)

        class Meta:
            verbose = True

        def __repr__(self):
            return "<Thing>"

        @staticmethod
        def names():
            return Thing.NAMES

    for name in Thing.names():
        op.execute(sa.update(Thing).where(Thing.id == Thing.size).values(id=len(name)))


def attribute_methods():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        name = sa.Column(sa.Text)

    op.execute(
        sa.update(Thing)
        .where(
            sa.or_(Thing.name.ilike("%a%"), Thing.name.startswith("x"), ~Thing.id.in_([1, 2])),
            sa.and_(Thing.id.between(1, 5), Thing.name.isnot(None)),
            -Thing.id < 3,
        )
        .values(name=sa.func.concat(Thing.name, "x", Thing.id.cast(sa.Text)))
    )


def attributes_as_names():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        name = sa.Column("called", sa.Text)

    op.create_index("ix", Thing.__tablename__, [Thing.name.name, Thing.id.key])
    op.bulk_insert(Thing.__table__, [{Thing.id.name: 1, Thing.name.name: "x"}])


def unique_together():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        __table_args__ = (
            sa.PrimaryKeyConstraint("a", "b", name="pk"),
            sa.ForeignKeyConstraint(["a"], ["others.id"], name="fk"),
            sa.CheckConstraint("a > b", name="ck"),
            {"extend_existing": True},
        )
        a = sa.Column(sa.Integer, nullable=False)
        b = sa.Column(sa.Integer, nullable=False)

    class Other(base):
        __tablename__ = "others"
        id = sa.Column(sa.Integer, sa.Identity(), primary_key=True)
        kind = sa.Column(sa.Enum("a", "b", name="kind"), server_default="a")

    base.metadata.create_all(op.get_bind())
    base.metadata.drop_all(op.get_bind())
