"""insert() into tables with keys and defaults"""

import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

metadata = sa.MetaData()
numbered = sa.Table(
    "numbered",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50)),
    sa.Column("user", sa.String),
    sa.Column("data", sa.JSON),
)
filled = sa.Table(
    "filled",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("a", sa.Integer, default=5),
    sa.Column("b", sa.DateTime, default=sa.func.now(), onupdate=sa.func.now()),
    sa.Column("c", sa.String, default=lambda: "x", onupdate=lambda: "y"),
    sa.Column("d", sa.String, server_default="z"),
    sa.Column("e", sa.Integer, onupdate=7),
    sa.Column("f", sa.String),
)
unique_ids = sa.Table(
    "unique_ids", metadata, sa.Column("id", sa.Uuid, primary_key=True, default=uuid.uuid4), sa.Column("v", sa.String)
)
sequences = sa.Table(
    "sequences",
    metadata,
    sa.Column("id", sa.Integer, sa.Sequence("my_seq"), primary_key=True),
    sa.Column("n", sa.Integer, sa.Sequence("n_seq", schema="Other")),
    sa.Column("o", sa.Integer, sa.Sequence("o_seq", optional=True)),
    sa.Column("v", sa.String),
)
keyless = sa.Table("keyless", metadata, sa.Column("a", sa.Integer), sa.Column("v", sa.String))
pairs = sa.Table(
    "pairs",
    metadata,
    sa.Column("a", sa.Integer, primary_key=True),
    sa.Column("b", sa.Integer, primary_key=True),
    sa.Column("v", sa.String),
)
keyed = sa.Table(
    "keyed", metadata, sa.Column("Id", sa.Integer, key="pk", primary_key=True), sa.Column("na me", sa.String, key="nm")
)


def generated_key():
    op.execute(sa.insert(numbered).values(name="a"))
    op.execute(sa.insert(numbered).values(id=1, name="a"))
    op.execute(sa.insert(numbered).values(id=None))
    op.execute(sa.insert(numbered).values(id=sa.func.next_id()))
    op.execute(sa.insert(numbered).values({}))
    op.execute(sa.insert(numbered).values([]))


def no_key():
    op.execute(sa.insert(keyless).values(v="a"))
    op.execute(sa.insert(keyless).values({}))
    op.execute(sa.insert(pairs).values(a=1, v="a"))


def a_place_for_every_column():
    op.execute(sa.insert(numbered))
    op.execute(numbered.insert().prefix_with("FOO"))
    op.execute(filled.insert())
    op.execute(sa.update(numbered))


def inline():
    op.execute(sa.insert(numbered).values(name="a").inline())
    op.execute(sa.insert(numbered).inline().values(name="a"))
    op.execute(sa.insert(sequences).inline().values(v="a"))


def constants_and_expressions():
    op.execute(sa.insert(filled).values(f="q"))
    op.execute(sa.insert(filled).values(a=None, f="q"))
    op.execute(sa.insert(filled).values({}))


def several_rows():
    op.execute(sa.insert(filled).values([{"f": "q"}, {"f": "r"}]))
    op.execute(sa.insert(filled).values([{"f": "q", "a": 2}, {"f": "r"}]))
    op.execute(sa.insert(filled).values([{"f": "q"}, {"f": "r", "a": 2}]))
    op.execute(sa.insert(numbered).values([(1, "a"), (2, "b")]))
    op.execute(sa.insert(numbered).values([{"name": "a"}]).values([{"name": "b"}]))
    op.execute(sa.insert(numbered).values([{"name": "a"}, {"id": 2, "name": "b"}]))


def a_later_row_without_a_value():
    op.execute(sa.insert(numbered).values([{"id": 1, "name": "a"}, {"name": "b"}]))


def mixed_formats():
    op.execute(sa.insert(numbered).values([{"name": "a"}]).values(name="b"))


def functions_of_python():
    op.execute(sa.insert(unique_ids).values(v="a"))
    op.execute(sa.insert(unique_ids).values([{"v": "a"}, {"v": "b"}]))


def sequences_as_defaults():
    op.execute(sa.insert(sequences).values(v="a"))
    op.execute(sa.insert(sequences).values([{"v": "a"}, {"v": "b"}]))


def key_of_the_server():
    t = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("id", postgresql.UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()")),
        sa.Column("v", sa.String, server_default="z"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute(t.insert().values(v="a"))
    op.execute(t.insert().values({}))


def key_with_an_identity():
    t = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("a", sa.Integer, primary_key=True),
        sa.Column("b", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("c", sa.Integer, sa.Computed("1 + 1")),
        sa.Column("v", sa.String),
    )
    op.execute(t.insert().values(v="a"))


def key_that_is_a_foreign_key():
    t = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("id", sa.Integer),
        sa.Column("v", sa.String),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["id"], ["other.id"]),
    )
    op.execute(t.insert().values(v="a"))


def key_with_an_expression():
    t = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True, default=sa.func.next_id()),
        sa.Column("v", sa.String),
    )
    op.execute(t.insert().values(v="a"))
    op.execute(t.insert().values([{"v": "a"}, {"v": "b"}]))


def columns_of_a_light_table():
    t = sa.table(
        "t",
        sa.Column("id", sa.Integer, primary_key=True, default=sa.func.next_id()),
        sa.Column("v", sa.String, default="z"),
    )
    op.execute(t.insert().values(id=1))
    op.execute(t.insert().values(v="a"))
    op.bulk_insert(t, [{"v": "a"}])


def keys_that_are_not_names():
    op.execute(sa.insert(keyed).values(pk=1, nm="x"))
    op.execute(sa.insert(keyed).values(nm="x").returning(keyed))
    op.execute(sa.update(keyed).where(keyed.c.pk == 3).values(nm="x"))
    op.bulk_insert(keyed, [{"pk": 1, "nm": "x"}])


def a_name_that_is_not_a_key():
    op.execute(sa.insert(keyed).values({"Id": 1}))


def in_bulk():
    op.bulk_insert(filled, [{"f": "x"}, {"a": 3}, {}])
    op.bulk_insert(sequences, [{"v": "x"}])
    op.bulk_insert(unique_ids, [{"v": "x"}])
    op.bulk_insert(keyless, [{}])


def of_the_same_table_twice():
    start = numbered.insert()
    op.execute(start.values(name="a"))
    op.execute(start.values(name="b").values(user="c").values(name="d"))


def what_create_table_gives():
    t = op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("v", sa.String))
    op.bulk_insert(t, [{"v": "a"}])
    op.execute(t.insert().values(v="b"))
    op.execute(t.update().where(t.c.id == 1).values(v="c"))
    op.execute(t.delete())


def on_a_connection():
    connection = op.get_bind()
    connection.execute(sa.insert(numbered), {"name": "x"})
    connection.execute(sa.insert(numbered).values(name="x"), [{"name": "y"}])


def with_a_query_as_value():
    op.execute(sa.insert(numbered).values(name=sa.select(sa.func.max(keyless.c.v)).scalar_subquery()))
    op.execute(sa.insert(numbered).values(name=sa.select(keyless.c.v).where(keyless.c.a == 1)))


def from_a_query():
    op.execute(sa.insert(filled).from_select(["f"], sa.select(keyless.c.v)))
    op.execute(sa.insert(filled).from_select(["f"], sa.select(keyless.c.v), include_defaults=False))
    op.execute(sa.insert(filled).from_select(["f", "a"], sa.select(keyless.c.v, keyless.c.a)))
    op.execute(sa.insert(sequences).from_select(["v"], sa.select(keyless.c.v)))
    op.execute(sa.insert(numbered).from_select(["name"], keyless.select().with_only_columns(keyless.c.v)))
    op.execute(sa.insert(keyless).from_select(["a", "v"], sa.select(pairs.c.a, pairs.c.v)).returning(keyless.c.a))


def from_a_union_beside_defaults():
    op.execute(sa.insert(filled).from_select(["f"], sa.union(sa.select(keyless.c.v), sa.select(pairs.c.v))))


def into_itself():
    op.execute(
        sa.insert(keyless).from_select(
            ["v"], sa.select(sa.literal("x")).where(~sa.exists().where(keyless.c.v == "x"))
        )
    )
    op.execute(sa.insert(keyless).from_select(["v"], sa.select(keyless.c.v).where(keyless.c.a == 1)))
