"""select()"""

import decimal
import enum

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


def columns():
    op.execute(sa.select(t.c.id, t.c.name))
    op.execute(sa.select(u))
    op.execute(sa.select(u, t.c.id))
    op.execute(sa.select(users))
    op.execute(sa.select(users.c.id, users.c.name))
    op.execute(sa.select())
    op.execute(sa.select(sa.literal(1)))
    op.execute(sa.select(sa.text('a, b')).select_from(sa.text('c')))


def columns_as_list():
    op.execute(sa.select([t.c.id]))


def where():
    op.execute(sa.select(u).where(u.c.id == 1))
    op.execute(sa.select(u).where(u.c.id == 1).where(u.c.id == 2))
    op.execute(sa.select(u).where(u.c.id == 1, u.c.id == 2))
    op.execute(sa.select(u).where(sa.or_(u.c.id == 1, u.c.id == 2), u.c.name == 'x'))
    op.execute(sa.select(u).filter(u.c.id == 1))
    op.execute(sa.select(u).filter_by(id=1, name='x'))
    op.execute(sa.select(u).where(sa.text('a = 1')))
    op.execute(sa.select(u).where())


def where_with_bound_text():
    op.execute(sa.select(u).where(sa.text('a = :x').bindparams(x='it')))


def order():
    op.execute(sa.select(u).order_by(u.c.id))
    op.execute(sa.select(u).order_by(u.c.id.desc(), u.c.name.asc()))
    op.execute(sa.select(u).order_by(sa.desc('id')))
    op.execute(sa.select(u).order_by('name'))
    op.execute(sa.select(u).order_by(u.c.id.nulls_first()))
    op.execute(sa.select(u).order_by(u.c.id.desc().nulls_last()))
    op.execute(sa.select(u).order_by(sa.nulls_first(u.c.id)))
    op.execute(sa.select(u).order_by(sa.text('1')))
    op.execute(sa.select(u).order_by(u.c.id).order_by(None))
    op.execute(sa.select(u.c.id.label('x')).order_by('x'))
    op.execute(sa.select(u.c.id.label('x')).order_by(sa.desc('x')))
    op.execute(sa.select((u.c.id + 1).label('x')).order_by((u.c.id + 1).label('x')))


def group():
    op.execute(sa.select(u.c.name, sa.func.count()).group_by(u.c.name))
    op.execute(sa.select(sa.func.count(u.c.id)).group_by(u.c.name, u.c.t_id).having(sa.func.count(u.c.id) > 1))
    op.execute(sa.select(u.c.name.label('n')).group_by('n'))
    op.execute(sa.select(sa.func.count()).select_from(u))
    op.execute(sa.select(sa.func.count().label('c'), u.c.name).group_by(u.c.name).order_by(sa.desc('c')))


def limit():
    op.execute(sa.select(u).limit(5))
    op.execute(sa.select(u).offset(5))
    op.execute(sa.select(u).limit(5).offset(10))
    op.execute(sa.select(u).limit(None))
    op.execute(sa.select(u).slice(5, 10))
    op.execute(sa.select(u).limit(sa.literal(3) + 2))
    op.execute(sa.select(u).fetch(5))
    op.execute(sa.select(u).fetch(5, with_ties=True).offset(2).order_by(u.c.id))
    op.execute(sa.select(u).limit(0))


def limit_not_1():
    op.execute(sa.select(u).limit(sa.text('ALL')))


def distinct():
    op.execute(sa.select(u.c.id).distinct())
    op.execute(sa.select(u.c.id).distinct(u.c.name))
    op.execute(sa.select(u).distinct(u.c.name, u.c.id))
    op.execute(sa.select(sa.distinct(u.c.name)))


def for_update():
    op.execute(sa.select(u).with_for_update())
    op.execute(sa.select(u).with_for_update(nowait=True))
    op.execute(sa.select(u).with_for_update(read=True, skip_locked=True))
    op.execute(sa.select(u).with_for_update(of=u))
    op.execute(sa.select(u).with_for_update(key_share=True, of=[u.c.id]))


def prefixes():
    op.execute(sa.select(u.c.id).prefix_with('ALL'))
    op.execute(sa.select(u.c.id).suffix_with('-- end'))


def prefixes_not_1():
    op.execute(sa.select(u.c.id).with_hint(u, 'x'))


def labels():
    op.execute(sa.select(u.c.id.label('a'), u.c.name.label('User')))
    op.execute(sa.select(u.c.id, u.c.id))
    op.execute(sa.select(t.c.id, u.c.id))
    op.execute(sa.select(t.c.id, u.c.id).set_label_style(sa.LABEL_STYLE_TABLENAME_PLUS_COL))
    op.execute(sa.select(sa.func.f(), sa.func.f()))
    op.execute(sa.select(u.c.id + 1, u.c.id + 2))
    op.execute(sa.select(sa.func.now().label('now')))
    op.execute(sa.select(sa.literal(1), sa.literal(1)))
    op.execute(sa.select(u.c.id == 1, ~(u.c.id == 2)))
    op.execute(sa.select(sa.cast(u.c.id, sa.Text)))


def joins():
    op.execute(sa.select(t.c.id).join(u, t.c.id == u.c.t_id))
    op.execute(sa.select(t.c.id).outerjoin(u, t.c.id == u.c.t_id))
    op.execute(sa.select(t.c.id).join(u, t.c.id == u.c.t_id, isouter=True))
    op.execute(sa.select(t.c.id).join(u, t.c.id == u.c.t_id, full=True))
    op.execute(sa.select(t.c.id, u.c.name).select_from(t.join(u, t.c.id == u.c.t_id)))
    op.execute(sa.select(u.c.name).select_from(t.outerjoin(u, sa.and_(t.c.id == u.c.t_id, u.c.name == 'x'))))
    op.execute(sa.select(t.c.id).select_from(sa.join(t, u, t.c.id == u.c.t_id)))
    op.execute(sa.select(t.c.id).select_from(sa.outerjoin(t, u, t.c.id == u.c.t_id, full=True)))
    op.execute(sa.select(t.c.id).join_from(t, u, t.c.id == u.c.t_id))
    op.execute(sa.select(t.c.id).select_from(t).join(u, sa.true()))


def join_of_three():
    op.execute(sa.select(t.c.id).select_from(t.join(u, t.c.id == u.c.t_id).join(users, users.c.id == u.c.id)))
    op.execute(sa.select(t.c.id).join(u, t.c.id == u.c.t_id).join(users, users.c.id == u.c.id))
    op.execute(sa.select(t.c.id).select_from(t.join(u.join(users, u.c.id == users.c.id), t.c.id == u.c.t_id)))


def join_by_foreign_key():
    metadata = sa.MetaData()
    a = sa.Table('a', metadata, sa.Column('id', sa.Integer, primary_key=True))
    b = sa.Table('b', metadata, sa.Column('id', sa.Integer), sa.Column('a_id', sa.Integer, sa.ForeignKey('a.id')))
    op.execute(sa.select(a.c.id, b.c.id).join(b))
    op.execute(sa.select(a.c.id).select_from(a.outerjoin(b)))
    op.execute(sa.select(b.c.id).join_from(b, a))


def from_several():
    op.execute(sa.select(t.c.id, u.c.id))
    op.execute(sa.select(t.c.id).where(t.c.id == u.c.t_id))
    op.execute(sa.select(t.c.id).select_from(u))
    op.execute(sa.select(sa.func.count()).select_from(t, u))


def alias():
    a = u.alias('a')
    b = u.alias()
    op.execute(sa.select(a))
    op.execute(sa.select(a.c.id, b.c.id).where(a.c.id == b.c.t_id))
    op.execute(sa.select(a.c.id).select_from(a.join(u, a.c.id == u.c.id)))
    op.execute(sa.select(sa.alias(u, 'User').c.id))
    op.execute(sa.select(users.alias('x').c.name))
    op.execute(sa.select(u.alias('a b')))


def tablesample():
    op.execute(sa.select(u.tablesample(5).c.id))
    op.execute(sa.select(sa.tablesample(u, sa.func.bernoulli(1), name='s', seed=sa.func.random())))


def lateral():
    sub = sa.select(u.c.id).where(u.c.t_id == t.c.id).lateral('l')
    op.execute(sa.select(t.c.id, sub.c.id).join(sub, sa.true()))
    op.execute(sa.select(t.c.id).select_from(t, sa.lateral(sa.select(u.c.id).where(u.c.t_id == t.c.id))))


def subquery():
    sub = sa.select(u.c.id, u.c.name.label('n')).where(u.c.id > 5).subquery()
    op.execute(sa.select(sub))
    op.execute(sa.select(sub.c.n))
    op.execute(sa.select(sa.select(u.c.id).subquery('x').c.id))
    op.execute(sa.select(t.c.id).join(sub, sub.c.id == t.c.id))
    op.execute(sa.select(sa.select(u.c.id).subquery('a b')))
    op.execute(sa.select(sa.func.count()).select_from(sa.select(u.c.id).limit(5).subquery()))
    op.execute(sa.select(sa.select(u.c.id + 1).subquery()))
    op.execute(sa.select(sa.select(u.c.id, t.c.id).subquery()))


def two_anonymous_subqueries():
    one = sa.select(u.c.id).subquery()
    two = sa.select(u.c.id).alias()
    op.execute(sa.select(one.c.id, two.c.id).where(one.c.id == two.c.id))


def scalar_subquery():
    op.execute(sa.select(sa.select(sa.func.count()).select_from(u).scalar_subquery()))
    op.execute(sa.select(t.c.id, sa.select(u.c.name).where(u.c.t_id == t.c.id).scalar_subquery().label('n')))
    op.execute(sa.select(t.c.id).where(t.c.id == sa.select(sa.func.max(u.c.id)).scalar_subquery()))
    op.execute(sa.select(t.c.id).where(t.c.id > sa.select(u.c.id).limit(1).scalar_subquery() + 1))
    op.execute(sa.select(sa.select(u.c.id).where(u.c.id == 1).as_scalar()))
    op.execute(sa.select(sa.select(u.c.id).label('x')))


def correlation():
    op.execute(sa.select(t.c.id).where(t.c.id == sa.select(u.c.t_id).where(u.c.id == t.c.id).correlate(t).scalar_subquery()))
    op.execute(sa.select(t.c.id).where(t.c.id == sa.select(u.c.t_id).where(u.c.id == t.c.id).correlate(None).scalar_subquery()))
    op.execute(sa.select(t.c.id).where(t.c.id == sa.select(u.c.t_id).where(u.c.id == t.c.id).correlate_except(u).scalar_subquery()))


def auto_correlation_leaves_nothing():
    op.execute(sa.select(t.c.id).where(t.c.id == sa.select(t.c.id).scalar_subquery()))


def exists():
    op.execute(sa.select(t.c.id).where(sa.exists().where(u.c.t_id == t.c.id)))
    op.execute(sa.select(t.c.id).where(~sa.exists(sa.select(u.c.id).where(u.c.t_id == t.c.id))))
    op.execute(sa.select(t.c.id).where(sa.select(u.c.id).where(u.c.t_id == t.c.id).exists()))
    op.execute(sa.select(t.c.id).where(sa.not_(sa.exists(sa.select(sa.literal(1)).select_from(u).where(u.c.t_id == t.c.id)))))
    op.execute(sa.select(sa.exists().where(u.c.id == 1)))
    op.execute(sa.select(sa.exists(u.c.id).where(u.c.id == 1).select_from(u)))
    op.execute(sa.exists().where(u.c.id == 1).select())


def cte():
    c = sa.select(u.c.id, u.c.name).where(u.c.id > 5).cte('c')
    op.execute(sa.select(c))
    op.execute(sa.select(c.c.id).where(c.c.name == 'x'))
    op.execute(sa.select(t.c.id).join(c, c.c.id == t.c.id))
    op.execute(sa.select(t.c.id).where(t.c.id.in_(sa.select(c.c.id))))
    op.execute(sa.select(c.alias('d').c.id))
    op.execute(sa.select(sa.select(u.c.id).cte().c.id))
    op.execute(sa.select(sa.select(u.c.id).cte('My Cte').c.id))


def cte_of_cte():
    a = sa.select(u.c.id).cte('a')
    b = sa.select(a.c.id).where(a.c.id > 1).cte('b')
    op.execute(sa.select(b))
    op.execute(sa.select(a.c.id, b.c.id).where(a.c.id == b.c.id))


def cte_recursive():
    c = sa.select(u.c.id, u.c.t_id).where(u.c.t_id.is_(None)).cte('tree', recursive=True)
    c = c.union_all(sa.select(u.c.id, u.c.t_id).where(u.c.t_id == c.c.id))
    op.execute(sa.select(c.c.id))


def cte_materialized():
    op.execute(sa.select(sa.select(u.c.id).cte('c').prefix_with('MATERIALIZED').c.id))
    op.execute(sa.select(sa.select(u.c.id).cte('c', nesting=True).c.id))


def cte_of_delete():
    gone = sa.delete(u).where(u.c.id == 1).returning(u.c.id).cte('gone')
    op.execute(sa.select(gone.c.id))


def cte_of_text():
    op.execute(sa.select(sa.text('SELECT id FROM u').columns(sa.column('id', sa.Integer)).cte('c').c.id))


def unions():
    a = sa.select(u.c.id)
    b = sa.select(t.c.id)
    op.execute(sa.union(a, b))
    op.execute(sa.union_all(a, b))
    op.execute(sa.except_(a, b))
    op.execute(sa.except_all(a, b))
    op.execute(sa.intersect(a, b))
    op.execute(sa.intersect_all(a, b))
    op.execute(a.union(b))
    op.execute(a.union_all(b, a))
    op.execute(a.except_(b))
    op.execute(a.intersect(b))
    op.execute(sa.union(a, b).order_by('id').limit(5))
    op.execute(sa.union(a.limit(1), b.order_by(t.c.id)))
    op.execute(sa.union(a, sa.union_all(b, a)))
    op.execute(sa.union(sa.union(a, b), a))
    op.execute(sa.select(sa.union(a, b).subquery().c.id))
    op.execute(sa.select(sa.union(a, b).cte('c')))
    op.execute(a.union(b).alias('x').select())


def union_with_other_columns():
    op.execute(sa.union(sa.select(u.c.id), sa.select(t.c.id, t.c.name)))


def values():
    op.execute(sa.select(sa.values(sa.column('a', sa.Integer), sa.column('b', sa.String), name='v').data([(1, "it's"), (2, None)])))
    op.execute(sa.select(sa.values(sa.column('a', sa.Integer), name='v', literal_binds=True).data([(1,)]).c.a))
    op.execute(sa.select(sa.values(sa.column('a', sa.Integer)).data([(1,), (2,)]).alias('x')))


# refused: the attribute reduce_columns of Select
def changed_afterwards():
    op.execute(sa.select(u).with_only_columns(u.c.id))
    op.execute(sa.select(u.c.id).add_columns(u.c.name))
    op.execute(sa.select(u.c.id).select_from(u).with_only_columns(sa.func.count()))
    op.execute(sa.select(u.c.id).where(u.c.id == 1).reduce_columns())


def table_select():
    op.execute(u.select())
    op.execute(u.select().where(u.c.id == 1))
    op.execute(users.select().with_only_columns(users.c.id))


def columns_made_on_the_spot():
    op.execute(sa.select(sa.column('a'), sa.column('b')).select_from(sa.table('x')))
    op.execute(sa.select(sa.text('count(*)')).select_from(sa.table('x', schema='crm')))
    op.execute(sa.select('*').select_from(u))
    op.execute(sa.select(sa.literal_column('*')).select_from(u))
    op.execute(sa.select(sa.column('a')).select_from(sa.text('x JOIN y USING (a)')))


def quoted():
    odd = sa.table('Odd Table', sa.column('Id'), sa.column('a%b'), sa.column('select'), schema='My Schema')
    op.execute(sa.select(odd))
    op.execute(sa.select(odd.c.Id).where(odd.c['a%b'] == 1))
    op.execute(sa.select(odd.alias('x').c['select']))


# refused: the attribute compile of Select
def compiled_to_text():
    op.execute(str(sa.select(u.c.id).where(u.c.id == 1).compile(compile_kwargs={'literal_binds': True})))


# refused: repr() of Select, which shows a memory address
def as_string():
    op.execute(str(sa.select(u.c.id)))


def criteria_are_no_operands():
    item = t.c.data[1].astext
    op.execute(sa.select(t.c.id).where(t.c.active, item))
    op.execute(sa.select(t.c.id).group_by(t.c.id).having(item, t.c.active))
    op.execute(sa.select(sa.exists().where(t.c.active, item)))
    op.execute(sa.select(t.c.id).where(sa.and_(t.c.active, item)))


def numbers_as_columns():
    op.execute(sa.select(1))
    op.execute(sa.select(-1.5, 1e30))
    op.execute(sa.select(decimal.Decimal("1.50"), decimal.Decimal("-1E+5")))
    op.execute(sa.select(t.c.id, decimal.Decimal("2")).subquery().select())


def row_as_column():
    op.execute(sa.select(sa.tuple_(t.c.id, t.c.active)))


def row_as_labelled_column():
    op.execute(sa.select(t.c.id, sa.tuple_(t.c.id, t.c.active).label("row")))


def row_in_set_operation():
    op.execute(sa.union(sa.select(sa.tuple_(t.c.id)), sa.select(sa.tuple_(t.c.id))))


def rows_inside():
    row = sa.tuple_(t.c.id, t.c.active)
    op.execute(sa.select(t.c.id).where(sa.exists(sa.select(row))))
    op.execute(sa.select(t.c.id).where(row.in_(sa.select(row))))
    op.execute(sa.select(row == row, sa.func.f(row), sa.cast(row, sa.Text)))


def windows_over_what_can_be_iterated():
    number = sa.func.row_number()
    op.execute(sa.select(number.over(order_by=sa.tuple_(t.c.id, t.c.active))))
    op.execute(sa.select(number.over(partition_by=sa.and_(t.c.id == 1, t.c.active))))
    op.execute(sa.select(number.over(order_by=t.c.id + t.c.id + t.c.id)))
    op.execute(sa.select(number.over(order_by=t.c.id + t.c.id)))
    op.execute(sa.select(number.over(order_by=postgresql.array([t.c.id, t.c.amount]))))
    op.execute(sa.select(number.over(order_by=[sa.tuple_(t.c.id, t.c.active)])))
