"""sessions in a script: the first statement fails at Alembic's stand-in for a connection"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()


class Item(Base):
    __tablename__ = "item"

    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))


def rows_of_a_query():
    session = Session(bind=op.get_bind())
    try:
        for item in session.query(Item).filter(Item.name == "a").order_by(Item.id.desc()):
            op.execute(f"SELECT '{item.name}'")
    except AttributeError as error:
        op.execute(f"-- {error}")
    session.rollback()
    session.close()


def what_asks_for_rows():
    session = Session(bind=op.get_bind())
    items = session.query(Item).filter_by(name="a").limit(1)
    names = session.query(Item.id, sa.func.count(Item.name)).group_by(Item.id)
    for ask in (
        items.all,
        items.first,
        items.one,
        items.one_or_none,
        items.count,
        names.scalar,
        names.all,
        session.query(Item).where(Item.id > 1).delete,
    ):
        try:
            ask()
            op.execute("SELECT 'answered'")
        except AttributeError as error:
            op.execute(f"-- {error}")
    session.commit()


def changes():
    session = Session(bind=op.get_bind())
    for change in (
        lambda: session.query(Item).get(1),
        lambda: session.query(Item).filter(Item.id == 1).update({"name": "b"}),
        lambda: session.execute(sa.select(Item)),
    ):
        try:
            change()
        except Exception as error:
            op.execute(f"-- {type(error).__name__}: {error}")


def a_query_that_is_not_run():
    session = Session(bind=op.get_bind())
    session.query(Item).filter(Item.id == 1)
    op.execute(f"SELECT '{session.bind.dialect.name} {session.get_bind().dialect.name}'")


def get_of_several():
    session = Session(bind=op.get_bind())
    session.query(Item.id, Item.name).get(1)


def delete_behind_a_limit():
    session = Session(bind=op.get_bind())
    session.query(Item).limit(1).delete()


def get_behind_criteria():
    session = Session(bind=op.get_bind())
    session.query(Item).filter(Item.id == 1).get(1)


def criteria_behind_a_limit():
    session = Session(bind=op.get_bind())
    session.query(Item).limit(1).filter(Item.id == 1).all()


# refused: the argument skip_locked of with_for_update() in a script
def locked_rows():
    session = Session(bind=op.get_bind())
    try:
        session.query(Item).with_for_update(skip_locked=True).all()
    except AttributeError as error:
        op.execute(f"-- {error}")


def criteria_of_text():
    session = Session(bind=op.get_bind())
    session.query(Item).filter("name = 'a'").all()
