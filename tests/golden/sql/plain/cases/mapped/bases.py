from alembic import op
import sqlalchemy as sa
import sqlalchemy.orm
from sqlalchemy import orm
from sqlalchemy.ext.declarative import declarative_base
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


def session_begin():
    session = Session(bind=op.get_bind())
    with session.begin():
        pass


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


def relationship_in_core():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        others = relationship("Missing")

    op.execute(sa.table("x", sa.column("y")).update().values(y=sa.select(Thing.__table__.c.id).where(Thing.id == 3).scalar_subquery()))


def relationship_used():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        parent_id = sa.Column(sa.ForeignKey("things.id"))
        parent = relationship("Thing", remote_side=[id], backref="children")

    op.execute(sa.update(Thing).where(Thing.parent.has()).values(id=1))


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
