"""op.create_table and its arguments"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def one_column():
    op.create_table("t", sa.Column("id", sa.Integer()))


def type_class_and_instance():
    op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.String), sa.Column("c", postgresql.JSONB))


def no_columns():
    op.create_table("t")


def integer_primary_key():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True))


def big_and_small_serial():
    op.create_table("a", sa.Column("id", sa.BigInteger(), primary_key=True))
    op.create_table("b", sa.Column("id", sa.SmallInteger(), primary_key=True))


def primary_key_of_text():
    op.create_table("t", sa.Column("id", sa.String(20), primary_key=True))


def autoincrement_off():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False))


def autoincrement_ignore_fk():
    op.create_table(
        "t", sa.Column("id", sa.Integer(), sa.ForeignKey("o.id"), primary_key=True, autoincrement="ignore_fk")
    )


def autoincrement_with_foreign_key():
    op.create_table("t", sa.Column("id", sa.Integer(), sa.ForeignKey("o.id"), primary_key=True))


def autoincrement_with_default():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, server_default=sa.text("7")))


def autoincrement_with_python_default():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, default=7))


def autoincrement_on_second_key_column():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), primary_key=True),
        sa.Column("b", sa.Integer(), primary_key=True, autoincrement=True),
    )


def composite_primary_key():
    op.create_table(
        "t", sa.Column("a", sa.Integer(), primary_key=True), sa.Column("b", sa.Integer(), primary_key=True)
    )


def primary_key_constraint_makes_serial():
    op.create_table("t", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id"))


def primary_key_constraint_named():
    op.create_table(
        "t", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name="t_pk")
    )


def primary_key_constraint_f():
    op.create_table(
        "t", sa.Column("id", sa.Integer(), nullable=False), sa.PrimaryKeyConstraint("id", name=op.f("pk_t"))
    )


def primary_key_deferrable():
    op.create_table(
        "t",
        sa.Column("id", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="p", deferrable=True, initially="DEFERRED"),
    )


def primary_key_include():
    op.create_table(
        "t",
        sa.Column("id", sa.Integer()),
        sa.Column("x", sa.Integer()),
        sa.PrimaryKeyConstraint("id", postgresql_include=["x"]),
    )


def primary_key_without_autoincrement_type():
    op.create_table("t", sa.Column("id", sa.Numeric(10, 0), primary_key=True))


def primary_key_empty():
    op.create_table("t", sa.Column("id", sa.Integer()), sa.PrimaryKeyConstraint())


def nullable_false_and_true():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=True),
        sa.Column("c", sa.Integer(), primary_key=True, nullable=True),
    )


def unique_column():
    op.create_table("t", sa.Column("a", sa.Integer(), unique=True), sa.Column("b", sa.String(5), unique=True))


def indexed_column():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True))


def unique_indexed_column():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True, unique=True))


def indexed_column_in_schema():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), schema="crm")


def unique_constraints():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        sa.UniqueConstraint("a"),
        sa.UniqueConstraint("a", "b", name="u_ab"),
        sa.UniqueConstraint("b", name=op.f("u_b")),
    )


def unique_constraint_options():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        sa.UniqueConstraint("a", deferrable=True),
        sa.UniqueConstraint("a", name="u1", deferrable=False, initially="IMMEDIATE"),
        sa.UniqueConstraint("b", name="u2", postgresql_nulls_not_distinct=True),
        sa.UniqueConstraint("b", name="u3", postgresql_include=["a"]),
    )


# refused: a UniqueConstraint without columns
def unique_constraint_empty():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.UniqueConstraint(name="u"))


def check_constraints():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.CheckConstraint("a > 0"),
        sa.CheckConstraint("a < 9", name="small"),
        sa.CheckConstraint(sa.text("a <> 5"), name="not_five"),
        sa.CheckConstraint(sa.column("a") != 7, name="not_seven"),
    )


def check_constraint_options():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.CheckConstraint("a > 0", name="c", deferrable=True, initially="DEFERRED"),
        sa.CheckConstraint("a > 1", name="d", postgresql_not_valid=True),
        sa.CheckConstraint("a > 2", name="e", info={"a": 1}),
    )


def check_constraint_text():
    op.create_table(
        "t",
        sa.Column("a", sa.String()),
        sa.CheckConstraint("a LIKE '%x%'", name="percent"),
        sa.CheckConstraint("a ~ '^\\w+$'", name="backslash"),
        sa.CheckConstraint("a::text <> ':x'", name="colons"),
        sa.CheckConstraint("a IN ('b',\n    'c')", name="lines"),
    )


def check_constraint_on_column():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0", name="positive")))


def check_constraint_on_column_unnamed():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.CheckConstraint("a > 0"), nullable=False))


def check_constraint_expression():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.String()),
        sa.CheckConstraint(sa.and_(sa.column("a") > 0, sa.column("b").in_(["x", "y"]))),
    )


def foreign_keys():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        sa.ForeignKeyConstraint(["a"], ["o.id"]),
        sa.ForeignKeyConstraint(["a", "b"], ["p.x", "p.y"], name="fk_ab"),
        sa.ForeignKeyConstraint(["b"], ["crm.q.id"], name=op.f("fk_b")),
    )


def foreign_key_actions():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f1", ondelete="CASCADE", onupdate="SET NULL"),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f2", ondelete="restrict", onupdate="no action"),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f3", ondelete="SET DEFAULT (a)"),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f4", ondelete="SET NULL (a)"),
    )


def foreign_key_options():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f1", deferrable=True, initially="DEFERRED"),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f2", match="FULL"),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f3", deferrable=False),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f4", postgresql_not_valid=True),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f5", link_to_name=True),
    )


def foreign_key_to_itself():
    op.create_table(
        "t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("up", sa.Integer(), sa.ForeignKey("t.id"))
    )


def foreign_key_of_column():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id"), nullable=False))


def foreign_key_of_column_options():
    op.create_table(
        "t",
        sa.Column(
            "a",
            sa.Integer(),
            sa.ForeignKey("o.id", name="fk", ondelete="CASCADE", onupdate="CASCADE", deferrable=True, initially="DEFERRED"),
        ),
    )


def foreign_key_of_column_without_type():
    op.create_table("t", sa.Column("a", sa.ForeignKey("o.id")))


def foreign_key_of_column_takes_the_type():
    op.create_table(
        "t", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("up", None, sa.ForeignKey("t.id"))
    )


def foreign_key_in_schemas():
    op.create_table(
        "t",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("a", sa.Integer(), sa.ForeignKey("t.id")),
        sa.Column("b", sa.Integer(), sa.ForeignKey("crm.t.id")),
        schema="crm",
    )


def foreign_key_quoted():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("User.Group")))


def foreign_key_use_alter():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id", name="fk", use_alter=True)))


def foreign_key_use_alter_unnamed():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.ForeignKey("o.id", use_alter=True)))


def foreign_key_constraint_use_alter():
    op.create_table(
        "t", sa.Column("a", sa.Integer()), sa.ForeignKeyConstraint(["a"], ["o.id"], name="fk", use_alter=True)
    )


def exclude_constraint():
    op.create_table(
        "t",
        sa.Column("room", sa.Integer()),
        sa.Column("during", postgresql.TSRANGE()),
        postgresql.ExcludeConstraint((sa.column("room"), "="), (sa.column("during"), "&&"), name="no_overlap"),
    )


def exclude_constraint_options():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        postgresql.ExcludeConstraint(
            ("a", "="), name="e", using="btree", where="a > 0", deferrable=True, initially="DEFERRED", ops={"a": "int4_ops"}
        ),
    )


def exclude_constraint_expression():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer()),
        postgresql.ExcludeConstraint((sa.text("int4range(a, b)"), "&&"), (sa.func.lower(sa.column("b")), "=")),
    )


def index_of_table():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Index("ix", "a", unique=True))


def index_of_table_options():
    op.create_table(
        "t",
        sa.Column("a", sa.String()),
        sa.Index("ix", sa.text("lower(a)"), postgresql_where=sa.text("a <> ''"), postgresql_using="hash"),
        schema="crm",
    )


def constraint_order():
    op.create_table(
        "t",
        sa.UniqueConstraint("b", name="u"),
        sa.Column("a", sa.Integer(), unique=True),
        sa.CheckConstraint("a > 0", name="c"),
        sa.Column("b", sa.Integer(), sa.ForeignKey("o.id", name="f"), primary_key=True),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="g"),
        sa.PrimaryKeyConstraint("b", name="p"),
    )


def column_comment():
    op.create_table("t", sa.Column("a", sa.Integer(), comment="it's 100% \\ \"x\""))


def table_comment():
    op.create_table("t", sa.Column("a", sa.Integer(), comment="first"), comment="whole", schema="crm")


def empty_comments():
    op.create_table("t", sa.Column("a", sa.Integer(), comment=""), comment="")


def constraint_comment():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.PrimaryKeyConstraint("a", name="p", comment="key"),
        sa.UniqueConstraint("a", name="u", comment="one's own"),
        sa.CheckConstraint("a > 0", name="c", comment="positive"),
        sa.ForeignKeyConstraint(["a"], ["o.id"], name="f", comment="points"),
    )


def comment_and_index():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True, comment="c"), comment="d")


def schema_quoted():
    op.create_table("t", sa.Column("a", sa.Integer()), schema="My Schema")


def schema_none():
    op.create_table("t", sa.Column("a", sa.Integer()), schema=None)


def if_not_exists():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), if_not_exists=True)


def if_not_exists_false():
    op.create_table("t", sa.Column("a", sa.Integer(), index=True), if_not_exists=False)


def prefixes():
    op.create_table("t", sa.Column("a", sa.Integer()), prefixes=["UNLOGGED"])
    op.create_table("u", sa.Column("a", sa.Integer()), prefixes=["GLOBAL", "TEMPORARY"])


def info():
    op.create_table("t", sa.Column("a", sa.Integer(), info={"x": 1}), info={"y": 2})


def partition_by():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_partition_by="RANGE (a)")


def inherits():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_inherits="parent")
    op.create_table("u", sa.Column("a", sa.Integer()), postgresql_inherits=("p1", "P2"))


def with_options():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_with={"fillfactor": 70, "user_catalog_table": True})


def with_oids():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_with_oids=True)
    op.create_table("u", sa.Column("a", sa.Integer()), postgresql_with_oids=False)


def on_commit():
    op.create_table("t", sa.Column("a", sa.Integer()), prefixes=["TEMP"], postgresql_on_commit="PRESERVE ROWS")
    op.create_table("u", sa.Column("a", sa.Integer()), prefixes=["TEMP"], postgresql_on_commit="delete_rows")


def tablespace():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_tablespace="fast")
    op.create_table("u", sa.Column("a", sa.Integer()), postgresql_tablespace="My Space")


def using():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_using="heap")


def every_option():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        postgresql_partition_by="LIST (a)",
        postgresql_inherits="p",
        postgresql_using="heap",
        postgresql_on_commit="DROP",
        postgresql_tablespace="s",
        prefixes=["UNLOGGED"],
        schema="crm",
        if_not_exists=True,
        comment="c",
    )


def options_of_other_databases():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        sqlite_with_rowid=False,
        oracle_compress=True,
    )


def unknown_option():
    op.create_table("t", sa.Column("a", sa.Integer()), postgresql_nothing=True)


def keyword_of_no_dialect():
    op.create_table("t", sa.Column("a", sa.Integer()), nothing=True)


def server_defaults():
    op.create_table(
        "t",
        sa.Column("a", sa.String(), server_default="x"),
        sa.Column("b", sa.String(), server_default="it's 50%"),
        sa.Column("c", sa.DateTime(), server_default=sa.func.now()),
        sa.Column("d", sa.DateTime(), server_default=sa.text("now()")),
        sa.Column("e", sa.Boolean(), server_default=sa.false()),
        sa.Column("f", sa.Boolean(), server_default=sa.true()),
        sa.Column("g", sa.Integer(), server_default=sa.null()),
        sa.Column("h", sa.DateTime(), server_default=sa.func.current_timestamp()),
        sa.Column("i", sa.Integer(), server_default="0"),
        sa.Column("j", sa.Integer(), server_default=sa.literal(5)),
        sa.Column("k", sa.Integer(), server_default=sa.FetchedValue()),
        sa.Column("l", sa.Integer(), server_default=sa.literal_column("1 + 1")),
        sa.Column("m", sa.String(), server_default=sa.DefaultClause("q")),
        sa.Column("n", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb")),
        sa.Column("o", sa.String(), server_default=""),
        sa.Column("p", sa.Integer(), server_default=None),
    )


def server_default_backslash_and_colon():
    op.create_table(
        "t",
        sa.Column("a", sa.String(), server_default="a\\b:c"),
        sa.Column("b", sa.String(), server_default=sa.text("'a\\:b'")),
        sa.Column("c", sa.String(), server_default=sa.text("'100%'")),
    )


def server_default_of_number():
    op.create_table("t", sa.Column("a", sa.Integer(), server_default=0))


def server_default_of_boolean():
    op.create_table("t", sa.Column("a", sa.Boolean(), server_default=False))


def server_default_expressions():
    op.create_table(
        "t",
        sa.Column("a", sa.Date(), server_default=sa.cast(sa.func.now(), sa.Date)),
        sa.Column("b", sa.DateTime(), server_default=sa.func.timezone("utc", sa.func.now())),
        sa.Column("c", sa.String(), server_default=sa.func.coalesce("x", None)),
        sa.Column("d", sa.Uuid(), server_default=sa.func.gen_random_uuid()),
        sa.Column("e", sa.Integer(), server_default=sa.literal(1) + 2),
        sa.Column("f", sa.DateTime(), server_default=sa.func.now() + sa.text("interval '1 day'")),
    )


def server_default_sequence():
    op.create_table("t", sa.Column("a", sa.Integer(), server_default=sa.Sequence("s").next_value()))


def sequence_of_column():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.Sequence("s"), primary_key=True))


def sequence_of_column_options():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.Sequence("s", start=5, increment=2, schema="crm")))


def sequence_optional():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.Sequence("s", optional=True), primary_key=True))


def python_defaults():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), default=5),
        sa.Column("b", sa.DateTime(), default=lambda: None, onupdate=sa.func.now()),
        sa.Column("c", sa.String(), default="x", server_onupdate=sa.FetchedValue()),
    )


def identity():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer(), sa.Identity()),
        sa.Column("b", sa.Integer(), sa.Identity(always=True)),
        sa.Column("c", sa.Integer(), sa.Identity(start=5, increment=-1, minvalue=-10, maxvalue=10, cycle=True, cache=3)),
        sa.Column("d", sa.Integer(), sa.Identity(nominvalue=True, nomaxvalue=True, cycle=False)),
        sa.Column("e", sa.Integer(), sa.Identity(start=0), nullable=True),
    )


def identity_primary_key():
    op.create_table("t", sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True))


def identity_on_null():
    op.create_table("t", sa.Column("id", sa.BigInteger(), sa.Identity(on_null=True)))


def computed():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer()),
        sa.Column("b", sa.Integer(), sa.Computed("a * 2", persisted=True)),
        sa.Column("c", sa.Integer(), sa.Computed(sa.text("a % 3"), persisted=True), nullable=False),
        sa.Column("d", sa.Integer(), sa.Computed(sa.column("a") + 1, persisted=True)),
    )


def computed_persisted_unset():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.Computed("1 + 1")))


def computed_virtual():
    op.create_table("t", sa.Column("a", sa.Integer(), sa.Computed("1 + 1", persisted=False)))


def system_column():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("xmin", sa.Integer(), system=True))


def column_key():
    op.create_table("t", sa.Column("a", sa.Integer(), key="b"), sa.UniqueConstraint("b"))


def column_quote():
    op.create_table("t", sa.Column("a", sa.Integer(), quote=True), sa.Column("User", sa.Integer(), quote=False))


def column_named_by_keyword():
    op.create_table("t", sa.Column(name="a", type_=sa.Integer(), nullable=False))


def column_without_type():
    op.create_table("t", sa.Column("a"))


def column_twice():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.Column("a", sa.String()))


def constraint_of_missing_column():
    op.create_table("t", sa.Column("a", sa.Integer()), sa.UniqueConstraint("b"))


def returned_table():
    table = op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String()))
    op.bulk_insert(table, [{"id": 1, "name": "a"}, {"id": 2, "name": None}])
    op.execute(table.insert().values(id=3, name="c"))


def columns_from_a_list():
    columns = [sa.Column(name, sa.Integer()) for name in ("a", "b")]
    op.create_table("t", *columns, sa.UniqueConstraint(*[c.name for c in columns]))


def many_tables():
    op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table("b", sa.Column("a_id", sa.Integer(), sa.ForeignKey("a.id"), index=True))
    op.create_table("c", sa.Column("b_id", sa.Integer(), sa.ForeignKey("b.a_id")))


def variadic_none():
    op.create_table("t", sa.Column("a", sa.Integer()), None)


def existing_kept_and_extended():
    op.create_table("t", keep_existing=True, extend_existing=True)
