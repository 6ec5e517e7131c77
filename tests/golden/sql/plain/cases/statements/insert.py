"""insert()"""

import datetime
import decimal
import enum
import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


class Colour(enum.Enum):
    red = "r"
    blue = "it's"


t = sa.table(
    "t",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("amount", sa.Numeric),
    sa.column("ratio", sa.Float),
    sa.column("active", sa.Boolean),
    sa.column("created", sa.DateTime),
    sa.column("day", sa.Date),
    sa.column("data", postgresql.JSONB),
    sa.column("doc", sa.JSON),
    sa.column("uid", sa.Uuid),
    sa.column("tags", postgresql.ARRAY(sa.String)),
    sa.column("numbers", postgresql.ARRAY(sa.Integer)),
    sa.column("kind", sa.Enum(Colour)),
    sa.column("blob", sa.LargeBinary),
    sa.column("words", postgresql.TSVECTOR),
    sa.column("span", postgresql.INT4RANGE),
    sa.column("store", postgresql.HSTORE),
    sa.column("untyped"),
)
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("name", sa.String))
users = sa.Table(
    "users",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50), nullable=False),
    sa.Column("state", sa.String(10), default="new"),
    sa.Column("seen", sa.DateTime, server_default=sa.func.now(), onupdate=sa.func.now()),
    schema="crm",
)


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def values():
    op.execute(sa.insert(u).values(id=1, name='x'))
    op.execute(u.insert().values(id=1, name=None))
    op.execute(sa.insert(u).values({'id': 1}))
    op.execute(sa.insert(u).values({u.c.id: 1, u.c.name: 'x'}))
    op.execute(sa.insert(u).values((1, 2, 'x')))
    op.execute(sa.insert(u).values([1, 2, 'x']))
    op.execute(u.insert().values(dict(name='x', id=1)))
    op.execute(sa.insert(u).values(name='x').values(id=1))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def no_values():
    op.execute(sa.insert(u))
    op.execute(u.insert())
    op.execute(sa.insert(u).values())
    op.execute(sa.insert(u).values({}))


def unknown_column():
    op.execute(sa.insert(u).values(nothing=1))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def several_rows():
    op.execute(sa.insert(u).values([{'id': 1, 'name': 'a'}, {'id': 2, 'name': "b'c"}]))
    op.execute(sa.insert(u).values([(1, 2, 'a'), (3, 4, None)]))
    op.execute(sa.insert(u).values([{'id': 1}]))
    op.execute(sa.insert(u).values([{'name': 'x', 'id': 1}, {'id': 2, 'name': sa.func.lower('Y')}]))


def several_rows_of_other_keys():
    op.execute(sa.insert(u).values([{'id': 1, 'name': 'a'}, {'id': 2}]))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def expressions():
    op.execute(sa.insert(u).values(id=sa.select(sa.func.max(u.c.id) + 1).scalar_subquery(), name=sa.func.lower('X')))
    op.execute(sa.insert(u).values(id=sa.text('DEFAULT'), name=sa.literal('x')))
    op.execute(sa.insert(u).values(id=op.inline_literal(1), name=op.inline_literal('x')))
    op.execute(sa.insert(u).values(id=sa.bindparam('x', 5)))
    op.execute(sa.insert(u).values(name=sa.null()))
    op.execute(sa.insert(u).values(id=sa.Sequence('s').next_value()))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def bound_by_name():
    op.execute(sa.insert(u).values(id=sa.bindparam('i')))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def from_select():
    op.execute(sa.insert(u).from_select(['id', 'name'], sa.select(t.c.id, t.c.name)))
    op.execute(sa.insert(u).from_select([u.c.id], sa.select(t.c.id).where(t.c.id > 5)))
    op.execute(u.insert().from_select(['id'], sa.select(sa.literal(1))))
    op.execute(sa.insert(u).from_select(['id'], sa.select(t.c.id).union(sa.select(u.c.id))))
    op.execute(sa.insert(u).from_select(['id'], sa.select(t.c.id).where(~sa.exists().where(u.c.id == t.c.id))))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def from_select_with_cte():
    c = sa.select(t.c.id).cte('c')
    op.execute(sa.insert(u).from_select(['id'], sa.select(c.c.id)))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def from_text():
    op.execute(sa.insert(u).from_select(['id'], sa.text('SELECT 1').columns(sa.column('id'))))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def returning():
    op.execute(sa.insert(u).values(id=1).returning(u.c.id))
    op.execute(sa.insert(u).values(id=1).returning(u))
    op.execute(sa.insert(u).values(id=1).returning(u.c.id, sa.func.lower(u.c.name).label('n')))
    op.execute(sa.insert(users).values(name='x').returning(users.c.id))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def of_table_with_defaults():
    op.execute(sa.insert(users).values(name='x'))
    op.execute(sa.insert(users).values(id=5, name='x', state='old'))
    op.execute(users.insert().values([{'name': 'a'}, {'name': 'b'}]))
    op.execute(sa.insert(users).from_select(['name'], sa.select(t.c.name)))
    op.execute(sa.insert(users).values(name='x').inline())


# refused: sqlalchemy.dialects.postgresql.insert is not known here: this part of the module sqlalchemy.dialects.postgresql is not supported
def on_conflict_do_nothing():
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_nothing())
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_nothing(index_elements=['id']))
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_nothing(index_elements=[u.c.id, u.c.name]))
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_nothing(constraint='pk_u'))
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_nothing(index_elements=['id'], index_where=u.c.id > 5))
    op.execute(postgresql.insert(u).from_select(['id'], sa.select(t.c.id)).on_conflict_do_nothing())


# refused: sqlalchemy.dialects.postgresql.insert is not known here: this part of the module sqlalchemy.dialects.postgresql is not supported
def on_conflict_do_update():
    op.execute(postgresql.insert(u).values(id=1, name='x').on_conflict_do_update(index_elements=['id'], set_={'name': 'y'}))
    op.execute(postgresql.insert(u).values(id=1, name='x').on_conflict_do_update(constraint='My Key', set_=dict(name='y', t_id=5)))
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_update(index_elements=[u.c.id], set_={'name': sa.func.upper(u.c.name)}, where=u.c.t_id > 5))
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_update(index_elements=['id'], set_={u.c.name: sa.null()}).returning(u.c.id))


# refused: sqlalchemy.dialects.postgresql.insert is not known here: this part of the module sqlalchemy.dialects.postgresql is not supported
def on_conflict_excluded():
    made = postgresql.insert(u).values(id=1, name='x')
    op.execute(made.on_conflict_do_update(index_elements=['id'], set_={'name': made.excluded.name}))
    op.execute(made.on_conflict_do_update(index_elements=['id'], set_={'name': made.excluded.name + 'z', 't_id': u.c.t_id + 1}, where=made.excluded.id != u.c.id))


# refused: sqlalchemy.dialects.postgresql.insert is not known here: this part of the module sqlalchemy.dialects.postgresql is not supported
def on_conflict_several_rows():
    made = postgresql.insert(u).values([{'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b'}])
    op.execute(made.on_conflict_do_update(index_elements=['id'], set_=dict(name=made.excluded.name)))


def on_conflict_without_target():
    op.execute(postgresql.insert(u).values(id=1).on_conflict_do_update(set_={'name': 'y'}))


def on_conflict_of_plain_insert():
    op.execute(sa.insert(u).values(id=1).on_conflict_do_nothing())


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def values_of_types():
    op.execute(sa.insert(t).values(active=True, created=datetime.datetime(2024, 1, 2), day=datetime.date(2024, 1, 2), uid=uuid.UUID(int=1), kind=Colour.blue, amount=decimal.Decimal('1.5'), ratio=0.5, tags=['a'], blob=b'x'))


def values_of_types_not_1():
    op.execute(sa.insert(t).values(doc={'a': [1, None]}, name='100% \\ :x'))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def json_values():
    op.execute(sa.insert(t).values(data=None))
    op.execute(sa.insert(t).values(doc=sa.null()))


def json_values_not_1():
    op.execute(sa.insert(t).values(data={'a': 1}))


def json_values_not_2():
    op.execute(sa.insert(t).values(doc=sa.JSON.NULL))


def json_values_not_3():
    op.execute(sa.insert(t).values(data=sa.cast({'a': 1}, sa.JSON)))


# refused: sqlalchemy.insert is not known here: this part of the module sqlalchemy is not supported
def prefix():
    op.execute(sa.insert(u).values(id=1).prefix_with('X'))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def with_cte():
    c = sa.select(t.c.id).cte('c')
    op.execute(sa.insert(u).values(id=sa.select(c.c.id).scalar_subquery()))
    op.execute(sa.insert(u).add_cte(c).values(id=1))
