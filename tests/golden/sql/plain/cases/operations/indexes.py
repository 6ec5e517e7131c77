"""op.create_index, op.drop_index"""

import sqlalchemy as sa
from alembic import op


def one_column():
    op.create_index("ix", "t", ["a"])


def two_columns():
    op.create_index("ix", "t", ["a", "b"], unique=False)


def unique():
    op.create_index("ix", "t", ["a"], unique=True)


def tuple_of_columns():
    op.create_index("ix", "t", ("a", "b"))


def f_name():
    op.create_index(op.f("ix_t_a"), "t", ["a"])


def in_schema():
    op.create_index("ix", "t", ["a"], schema="crm")


def quoted():
    op.create_index("My Index", "User", ["Group", "a b", 'q"q'], schema="My Schema")


def if_not_exists():
    op.create_index("ix", "t", ["a"], if_not_exists=True)


def concurrently():
    op.create_index("ix", "t", ["a"], postgresql_concurrently=True)


def concurrently_if_not_exists():
    op.create_index("ix", "t", ["a"], unique=True, postgresql_concurrently=True, if_not_exists=True)


def concurrently_in_autocommit_block():
    with op.get_context().autocommit_block():
        op.create_index("ix", "t", ["a"], postgresql_concurrently=True)


def using():
    op.create_index("ix", "t", ["a"], postgresql_using="gin")


def ops():
    op.create_index("ix", "t", ["a", "b"], postgresql_ops={"a": "text_pattern_ops"})


def ops_of_labelled_expression():
    op.create_index("ix", "t", [sa.func.lower(sa.column("a")).label("low")], postgresql_ops={"low": "text_pattern_ops"})


def ops_of_unknown_column():
    op.create_index("ix", "t", ["a"], postgresql_ops={"z": "text_pattern_ops"})


def where_text():
    op.create_index("ix", "t", ["a"], postgresql_where=sa.text("a > 0"))


def where_string():
    op.create_index("ix", "t", ["a"], postgresql_where="a > 0")


def where_expression():
    op.create_index("ix", "t", ["a"], postgresql_where=sa.column("deleted_at").is_(None))


def where_expression_with_values():
    op.create_index(
        "ix", "t", ["a"], postgresql_where=sa.and_(sa.column("a") == "it's", sa.column("b").in_([1, 2]), sa.column("c") > 5)
    )


def where_percent():
    op.create_index("ix", "t", ["a"], postgresql_where=sa.text("a LIKE '%x' AND b % 2 = 0"))


def include():
    op.create_index("ix", "t", ["a"], postgresql_include=["b", "User"])


def include_empty():
    op.create_index("ix", "t", ["a"], postgresql_include=[])


def nulls_not_distinct():
    op.create_index("ix", "t", ["a"], unique=True, postgresql_nulls_not_distinct=True)


def nulls_not_distinct_false():
    op.create_index("ix", "t", ["a"], unique=True, postgresql_nulls_not_distinct=False)


def storage_parameters():
    op.create_index("ix", "t", ["a"], postgresql_with={"fillfactor": 70, "fastupdate": "off"})


def tablespace():
    op.create_index("ix", "t", ["a"], postgresql_tablespace="My Space")


def everything():
    op.create_index(
        "ix",
        "t",
        ["a", sa.text("lower(b)")],
        unique=True,
        schema="crm",
        if_not_exists=True,
        postgresql_concurrently=True,
        postgresql_using="btree",
        postgresql_ops={"a": "text_ops"},
        postgresql_include=["c"],
        postgresql_nulls_not_distinct=True,
        postgresql_with={"fillfactor": 50},
        postgresql_tablespace="s",
        postgresql_where=sa.text("a IS NOT NULL"),
    )


def text_expression():
    op.create_index("ix", "t", [sa.text("lower(a)"), "b"])


def text_descending():
    op.create_index("ix", "t", [sa.text("a DESC NULLS LAST")])


def literal_column():
    op.create_index("ix", "t", ["a", sa.literal_column("b DESC")])


def function_of_column():
    op.create_index("ix", "t", [sa.func.lower(sa.column("a"))])


def function_of_name():
    op.create_index("ix", "t", [sa.func.lower("a")])


def descending():
    op.create_index("ix", "t", [sa.column("a").desc(), sa.column("b").asc().nulls_first()])


def descending_by_name():
    op.create_index("ix", "t", [sa.desc("a")])


def cast():
    op.create_index("ix", "t", [sa.cast(sa.column("a"), sa.Date)])


def sum_of_columns():
    op.create_index("ix", "t", [sa.column("a") + sa.column("b")])


def value_in_expression():
    op.create_index("ix", "t", [sa.func.coalesce(sa.column("a"), "x%")])


def json_expression():
    op.create_index("ix", "t", [sa.text("(data ->> 'name')")], postgresql_using="btree")


def collation():
    op.create_index("ix", "t", [sa.collate(sa.column("a"), "C")])


def no_columns():
    op.create_index("ix", "t", [])


def none_as_name():
    op.create_index(None, "t", ["a"])


def options_of_other_databases():
    op.create_index("ix", "t", ["a"], mysql_length=10, sqlite_where=sa.text("x"), mssql_include=["b"])


def unknown_option():
    op.create_index("ix", "t", ["a"], postgresql_nothing=1)


def option_of_no_dialect():
    op.create_index("ix", "t", ["a"], nothing=1)


def info():
    op.create_index("ix", "t", ["a"], info={"a": 1})


def quote():
    op.create_index("ix", "t", ["a"], quote=True)


def drop():
    op.drop_index("ix")


def drop_with_table():
    op.drop_index("ix", table_name="t")


def drop_with_table_positional():
    op.drop_index("ix", "t")


def drop_f():
    op.drop_index(op.f("ix_t_a"), table_name="t")


def drop_in_schema():
    op.drop_index("ix", table_name="t", schema="crm")


def drop_in_schema_without_table():
    op.drop_index("Ix", schema="crm")


def drop_if_exists():
    op.drop_index("ix", table_name="t", if_exists=True)


def drop_concurrently():
    op.drop_index("ix", table_name="t", postgresql_concurrently=True)


def drop_concurrently_if_exists():
    op.drop_index("ix", "t", postgresql_concurrently=True, if_exists=True, schema="crm")


def drop_with_options_of_create():
    op.drop_index("ix", table_name="t", postgresql_where=sa.text("a"), postgresql_using="gin", mysql_length=1)


def same_column_twice():
    op.create_index("ix", "t", ["a", "a"])


def ops_of_text():
    op.create_index("ix", "t", [sa.text("lower(a)"), sa.text("b DESC")], postgresql_ops={"lower(a)": "x", "b DESC": "y"})


def ops_of_text_in_a_table():
    op.create_table("t", sa.Column("a", sa.Text), sa.Index("ix", sa.text("lower(a)"), postgresql_ops={"lower(a)": "x"}))


def ops_of_text_in_a_batch():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_index("ix", ["a", sa.text("lower(b)")], postgresql_ops={"a": "x", "lower(b)": "y"})


def ops_of_parameter_and_literal_column():
    op.create_index("ix", "t", [sa.bindparam("b", 3), sa.literal_column("q")], postgresql_ops={"b": "x", "q": "y"})


def ops_of_what_has_no_key():
    a = sa.column("a", sa.Text)
    ops = {"lower": "v", "lower_1": "w", "a": "x", "cast": "y", "anon_1": "z"}
    op.create_index("ix", "t", [sa.func.lower(a), a.desc(), a + "x", sa.cast(a, sa.Text)], postgresql_ops=ops)


def unnamed_text():
    op.create_index(None, "reports", [sa.text("(tags ->> 'server_name')")])


def unnamed_text_and_column():
    op.create_index(None, "reports", [sa.text("lower(a)"), "b"], schema="crm")


def unnamed_long_text():
    op.create_index(None, "reports", [sa.text("coalesce(first_column, second_column, third_column, '')")])
