"""LIKE and regular expressions"""

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


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def like():
    op.execute(sa.select(t.c.id).where(t.c.name.like('a%')))
    op.execute(sa.select(t.c.id).where(t.c.name.ilike('%B_')))
    op.execute(sa.select(t.c.id).where(t.c.name.not_like('x')))
    op.execute(sa.select(t.c.id).where(t.c.name.notlike('x')))
    op.execute(sa.select(t.c.id).where(t.c.name.not_ilike('x')))
    op.execute(sa.select(t.c.id).where(t.c.name.notilike('x')))
    op.execute(sa.select(t.c.id).where(~t.c.name.like('x')))
    op.execute(sa.select(t.c.id).where(~t.c.name.ilike('x')))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def like_escape():
    op.execute(sa.select(t.c.id).where(t.c.name.like('a/%', escape='/')))
    op.execute(sa.select(t.c.id).where(t.c.name.ilike('a/%', escape='/')))
    op.execute(sa.select(t.c.id).where(t.c.name.not_like('a', escape='!')))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def like_column():
    op.execute(sa.select(t.c.id).where(t.c.name.like(u.c.name)))
    op.execute(sa.select(t.c.id).where(t.c.name.like(u.c.name + '%')))
    op.execute(sa.select(t.c.id).where(t.c.name.like(sa.func.lower(u.c.name))))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def startswith():
    op.execute(sa.select(t.c.id).where(t.c.name.startswith('a')))
    op.execute(sa.select(t.c.id).where(t.c.name.endswith('a')))
    op.execute(sa.select(t.c.id).where(t.c.name.contains('a')))
    op.execute(sa.select(t.c.id).where(~t.c.name.startswith('a')))
    op.execute(sa.select(t.c.id).where(t.c.name.startswith("it's 5%")))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def autoescape():
    op.execute(sa.select(t.c.id).where(t.c.name.startswith('a%b_c/', autoescape=True)))
    op.execute(sa.select(t.c.id).where(t.c.name.endswith('a%', autoescape=True, escape='#')))
    op.execute(sa.select(t.c.id).where(t.c.name.contains('a', autoescape=True)))
    op.execute(sa.select(t.c.id).where(t.c.name.contains('a%', escape='^')))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def ignoring_case():
    op.execute(sa.select(t.c.id).where(t.c.name.istartswith('A')))
    op.execute(sa.select(t.c.id).where(t.c.name.iendswith('A')))
    op.execute(sa.select(t.c.id).where(t.c.name.icontains('A')))
    op.execute(sa.select(t.c.id).where(t.c.name.icontains('A%', autoescape=True)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def column_as_pattern():
    op.execute(sa.select(t.c.id).where(t.c.name.startswith(u.c.name)))
    op.execute(sa.select(t.c.id).where(t.c.name.contains(u.c.name)))
    op.execute(sa.select(t.c.id).where(t.c.name.icontains(u.c.name)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def on_other_types():
    op.execute(sa.select(t.c.id).where(t.c.id.like('1%')))
    op.execute(sa.select(t.c.id).where(t.c.data.like('x')))
    op.execute(sa.select(t.c.id).where(sa.cast(t.c.id, sa.String).like('1%')))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def regexp():
    op.execute(sa.select(t.c.id).where(t.c.name.regexp_match('^a')))
    op.execute(sa.select(t.c.id).where(~t.c.name.regexp_match('^a')))
    op.execute(sa.select(t.c.id).where(t.c.name.regexp_match('^a', flags='i')))
    op.execute(sa.select(t.c.id).where(t.c.name.regexp_match('^a', flags='im')))
    op.execute(sa.select(t.c.id).where(~t.c.name.regexp_match('a', flags='i')))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def full_text():
    op.execute(sa.select(t.c.id).where(t.c.words.match('a & b')))
    op.execute(sa.select(t.c.id).where(t.c.name.match('a')))
    op.execute(sa.select(t.c.id).where(t.c.name.match('a', postgresql_regconfig='english')))
    op.execute(sa.select(t.c.id).where(t.c.words.op('@@')(sa.func.to_tsquery('a'))))
    op.execute(sa.select(t.c.id).where(t.c.words.bool_op('@@')(sa.func.plainto_tsquery('x'))))


def full_text_not_1():
    op.execute(sa.select(t.c.id).where(sa.func.to_tsvector('english', t.c.name).match('x')))
