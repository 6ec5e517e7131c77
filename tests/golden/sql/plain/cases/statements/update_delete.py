"""update(), delete()"""

import datetime
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


def update():
    op.execute(sa.update(u).values(name='x'))
    op.execute(u.update().values(name=None))
    op.execute(sa.update(u).where(u.c.id == 1).values(name="it's"))
    op.execute(u.update().where(u.c.id == 1).values({'name': 'x'}))
    op.execute(sa.update(u).where(u.c.id == 1).where(u.c.t_id == 2).values({u.c.name: 'x'}))
    op.execute(sa.update(u).values(id=1, name='x'))
    op.execute(sa.update(u).values({'name': 'x', 'id': 1}))
    op.execute(sa.update(u).values(name='a').values(id=2))
    op.execute(sa.update(u).filter_by(id=1).values(name='x'))


def update_without_values():
    op.execute(sa.update(u).where(u.c.id == 1))


def update_unknown_column():
    op.execute(sa.update(u).values(nothing=1))


def update_expressions():
    op.execute(sa.update(u).values(id=u.c.id + 1))
    op.execute(sa.update(u).values(name=sa.func.lower(u.c.name)))
    op.execute(sa.update(u).values(name=sa.case((u.c.id == 1, 'a'), else_=u.c.name)))
    op.execute(sa.update(u).values(name=u.c.name + 'x'))
    op.execute(sa.update(u).values(name=sa.text("'x'")))
    op.execute(sa.update(u).values(name=sa.cast(u.c.id, sa.String)))
    op.execute(sa.update(u).values(name=sa.null(), id=sa.literal(5)))
    op.execute(sa.update(u).values(name=op.inline_literal('x')))
    op.execute(sa.update(t).values(active=~t.c.active))
    op.execute(sa.update(t).values(active=t.c.id > 5))
    op.execute(sa.update(t).values(created=sa.func.now() - datetime.timedelta(days=1)))


def update_from():
    op.execute(sa.update(u).where(u.c.t_id == t.c.id).values(name=t.c.name))
    op.execute(sa.update(u).values(name=t.c.name).where(sa.and_(u.c.t_id == t.c.id, t.c.id > 5)))
    op.execute(sa.update(u).where(u.c.t_id == t.c.id, t.c.id == users.c.id).values(name='x'))


def update_from_alias():
    a = u.alias('a')
    op.execute(sa.update(u).where(u.c.id == a.c.t_id).values(name=a.c.name))
    op.execute(sa.update(a).where(a.c.id == 1).values(name='x'))


def update_from_subquery():
    sub = sa.select(t.c.id, sa.func.max(t.c.name).label('m')).group_by(t.c.id).subquery()
    op.execute(sa.update(u).where(u.c.t_id == sub.c.id).values(name=sub.c.m))


def update_with_scalar_subquery():
    op.execute(sa.update(u).values(name=sa.select(t.c.name).where(t.c.id == u.c.t_id).scalar_subquery()))
    op.execute(sa.update(u).values(name=sa.select(t.c.name).where(t.c.id == u.c.t_id).limit(1).scalar_subquery()).where(u.c.name.is_(None)))
    op.execute(sa.update(u).where(u.c.id.in_(sa.select(t.c.id).where(t.c.active))).values(name='x'))
    op.execute(sa.update(u).where(sa.exists().where(t.c.id == u.c.t_id)).values(name='x'))


def update_with_cte():
    c = sa.select(t.c.id).cte('c')
    op.execute(sa.update(u).where(u.c.id == c.c.id).values(name='x'))
    op.execute(sa.update(u).where(u.c.id.in_(sa.select(c.c.id))).values(name='x'))


def update_returning():
    op.execute(sa.update(u).values(name='x').returning(u.c.id))
    op.execute(sa.update(u).values(name='x').returning(u.c.id, u.c.name.label('n')))


def update_ordered():
    op.execute(sa.update(u).ordered_values((u.c.name, 'x'), (u.c.id, 1)))


def update_of_table():
    op.execute(sa.update(users).where(users.c.id == 1).values(name='x'))
    op.execute(sa.update(users).values(seen=None))
    op.execute(users.update().values({users.c.name: users.c.state}))


def update_values_of_types():
    op.execute(sa.update(t).values(active=False, created=datetime.datetime(2024, 1, 2), uid=uuid.UUID(int=1), kind=Colour.blue, tags=[], amount=2))
    op.execute(sa.update(t).where(t.c.kind == Colour.red).values(kind='blue'))


def update_json():
    op.execute(sa.update(t).values(data=sa.func.jsonb_set(t.c.data, '{a}', '1')))


def update_json_not_1():
    op.execute(sa.update(t).values(data={'a': 1}))


def update_json_not_2():
    op.execute(sa.update(t).values(data=t.c.data.concat({'a': 1})))


def update_json_not_3():
    op.execute(sa.update(t).values(doc={'a': "it's"}))


def update_json_not_4():
    op.execute(sa.update(t).values({t.c.data['a']: 5}))


# refused: assigning to an expression that is not a column
def update_array_item():
    op.execute(sa.update(t).values({t.c.tags[1]: 'x'}))
    op.execute(sa.update(t).values(tags=sa.func.array_append(t.c.tags, 'z')))
    op.execute(sa.update(t).values(tags=t.c.tags + ['x']))


def update_bound():
    op.execute(sa.update(u).where(u.c.id == sa.bindparam('i', 5)).values(name=sa.bindparam('n', 'x')))


def update_bound_without_value():
    op.execute(sa.update(u).where(u.c.id == sa.bindparam('i')).values(name='x'))


def update_prefix():
    op.execute(sa.update(u).values(name='x').prefix_with('ONLY'))


def update_as_whereclause_argument():
    op.execute(u.update(u.c.id == 1))


def delete():
    op.execute(sa.delete(u))
    op.execute(u.delete())
    op.execute(sa.delete(u).where(u.c.id == 1))
    op.execute(u.delete().where(u.c.id.in_([1, 2])).where(u.c.name == 'x'))
    op.execute(sa.delete(users).where(users.c.name.like('a%')))


def delete_using():
    op.execute(sa.delete(u).where(u.c.t_id == t.c.id))
    op.execute(sa.delete(u).where(u.c.t_id == t.c.id, t.c.id == users.c.id))


def delete_using_alias():
    a = u.alias('a')
    op.execute(sa.delete(u).where(u.c.id < a.c.id, u.c.name == a.c.name))


def delete_with_subquery():
    op.execute(sa.delete(u).where(u.c.id.in_(sa.select(t.c.id))))
    op.execute(sa.delete(u).where(~sa.exists(sa.select(t.c.id).where(t.c.id == u.c.t_id))))
    op.execute(sa.delete(u).where(u.c.id == sa.select(sa.func.max(t.c.id)).scalar_subquery()))


def delete_with_cte():
    c = sa.select(t.c.id).cte('c')
    op.execute(sa.delete(u).where(u.c.id == c.c.id))
    op.execute(sa.delete(u).where(u.c.id.in_(sa.select(c.c.id))))


def delete_returning():
    op.execute(sa.delete(u).where(u.c.id == 1).returning(u.c.id, u.c.name))
    op.execute(sa.delete(u).returning(u))


def through_the_bind():
    op.get_bind().execute(sa.update(u).where(u.c.id == 1).values(name='x'))
    op.get_bind().execute(u.insert(), [{'id': 1, 'name': 'a'}, {'id': 2, 'name': 'b'}])
    op.get_bind().execute(sa.delete(u))


def through_the_bind_with_values():
    op.get_bind().execute(sa.insert(u), {'id': 1, 'name': 'a'})
    op.get_bind().execute(sa.update(u).where(u.c.id == sa.bindparam('i')).values(name=sa.bindparam('n')), {'i': 1, 'n': 'x'})


def criteria_are_no_operands():
    item = t.c.data[1].astext
    op.execute(t.delete().where(t.c.active, item))
    op.execute(t.delete().where(item).where(t.c.active))
    op.execute(t.update().values(id=1).where(t.c.active, t.c.data.has_any("k")))
    op.execute(t.delete().where(sa.and_(t.c.active, item)))
    op.execute(t.delete().where(t.c.active, sa.and_(item, t.c.active)))
    op.execute(t.delete().where(sa.or_(t.c.active, item), item, sa.true()))
    op.execute(t.delete().where(sa.and_(t.c.active, sa.exists().where(item, t.c.active))))


def returning_a_row():
    op.execute(t.delete().returning(sa.tuple_(t.c.id, t.c.active)))
