"""op.create_*_constraint, op.create_foreign_key, op.create_primary_key, op.drop_constraint"""

import sqlalchemy as sa
from alembic import op


def foreign_key():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"])


def foreign_key_unnamed():
    op.create_foreign_key(None, "t", "o", ["a"], ["id"])


def foreign_key_f():
    op.create_foreign_key(op.f("fk"), "t", "o", ["a"], ["id"])


def foreign_key_composite():
    op.create_foreign_key("fk", "t", "o", ["a", "b"], ["x", "y"])


def foreign_key_to_itself():
    op.create_foreign_key("fk", "t", "t", ["a"], ["id"])


def foreign_key_actions():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], ondelete="CASCADE", onupdate="SET NULL")


def foreign_key_lower_case_action():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], ondelete="cascade")


def foreign_key_action_with_columns():
    op.create_foreign_key("fk", "t", "o", ["a", "b"], ["x", "y"], ondelete="SET NULL (a, b)")


def foreign_key_action_unknown():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], ondelete="EXPLODE")


def foreign_key_deferrable():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], deferrable=True, initially="DEFERRED")


def foreign_key_not_deferrable():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], deferrable=False, initially="IMMEDIATE")


def foreign_key_initially_unknown():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], initially="never")


def foreign_key_match():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], match="FULL")


def foreign_key_not_valid():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], postgresql_not_valid=True)


def foreign_key_everything():
    op.create_foreign_key(
        "fk",
        "t",
        "o",
        ["a"],
        ["id"],
        onupdate="CASCADE",
        ondelete="SET DEFAULT",
        deferrable=True,
        initially="IMMEDIATE",
        match="SIMPLE",
        source_schema="s1",
        referent_schema="s2",
        postgresql_not_valid=True,
    )


def foreign_key_schemas():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], source_schema="s1", referent_schema="s2")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], source_schema="s1")
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], referent_schema="s2")


def foreign_key_quoted():
    op.create_foreign_key("My Key", "User", "Order", ["Group"], ["ID"], source_schema="My Schema")


def foreign_key_use_alter():
    op.create_foreign_key("fk", "t", "o", ["a"], ["id"], use_alter=True)


def foreign_key_column_with_dot():
    op.create_foreign_key("fk", "t", "o.p", ["a"], ["id"])


def foreign_key_count_differs():
    op.create_foreign_key("fk", "t", "o", ["a", "b"], ["id"])


def foreign_key_tuples():
    op.create_foreign_key("fk", "t", "o", ("a", "b"), ("x", "y"))


def foreign_key_named_arguments():
    op.create_foreign_key(
        constraint_name="fk", source_table="t", referent_table="o", local_cols=["a"], remote_cols=["id"]
    )


def unique():
    op.create_unique_constraint("uq", "t", ["a", "b"])


def unique_unnamed():
    op.create_unique_constraint(None, "t", ["a"])


def unique_in_schema():
    op.create_unique_constraint("uq", "t", ["a"], schema="crm")


def unique_options():
    op.create_unique_constraint("u1", "t", ["a"], deferrable=True, initially="DEFERRED")
    op.create_unique_constraint("u2", "t", ["a"], postgresql_nulls_not_distinct=True)


def unique_include_of_other_column():
    op.create_unique_constraint("u3", "t", ["a"], postgresql_include=["b"])


def unique_include_of_own_column():
    op.create_unique_constraint("u3", "t", ["a", "b"], postgresql_include=["b"])


def unique_quoted():
    op.create_unique_constraint('U"q', "User", ["Group", "1st"])


# refused: a UniqueConstraint without columns
def unique_no_columns():
    op.create_unique_constraint("uq", "t", [])


def check_text():
    op.create_check_constraint("ck", "t", "a > 0")


def check_text_construct():
    op.create_check_constraint("ck", "t", sa.text("a > 0"), schema="crm")


def check_expression():
    op.create_check_constraint("ck", "t", sa.column("a") > 5)


def check_function():
    op.create_check_constraint("ck", "t", sa.func.length(sa.column("a")) > 5)


def check_in():
    op.create_check_constraint("ck", "t", sa.column("a").in_(["x", "it's"]))


def check_or():
    op.create_check_constraint("ck", "t", sa.or_(sa.column("a").is_(None), sa.column("b") != sa.column("c")))


def check_unnamed():
    op.create_check_constraint(None, "t", "a > 0")


def check_percent():
    op.create_check_constraint("ck", "t", "a % 2 = 0 AND b LIKE '%:x'")


def check_deferrable():
    op.create_check_constraint("ck", "t", "a > 0", deferrable=True, initially="DEFERRED")


def check_not_valid():
    op.create_check_constraint("ck", "t", "a > 0", postgresql_not_valid=True)


def check_of_number():
    op.create_check_constraint("ck", "t", 5)


def primary_key():
    op.create_primary_key("pk", "t", ["a", "b"])


def primary_key_unnamed():
    op.create_primary_key(None, "t", ["a"])


def primary_key_in_schema():
    op.create_primary_key("pk", "t", ["a"], schema="crm")


def exclude():
    op.create_exclude_constraint("ex", "t", ("a", "="), ("b", "&&"), where="a > 0", using="gist")


def exclude_expression():
    op.create_exclude_constraint("ex", "t", (sa.text("lower(a)"), "="), (sa.column("b"), "&&"))


def exclude_options():
    op.create_exclude_constraint("ex", "t", ("A b", "="), deferrable=True, initially="DEFERRED", schema="crm")


def exclude_without_using():
    op.create_exclude_constraint("ex", "t", ("a", "="))


def exclude_ops():
    op.create_exclude_constraint("ex", "t", ("a", "="), ops={"a": "int4_ops"})


def drop():
    op.drop_constraint("c", "t")


def drop_each_type():
    op.drop_constraint("a", "t", type_="foreignkey")
    op.drop_constraint("b", "t", type_="unique")
    op.drop_constraint("c", "t", type_="check")
    op.drop_constraint("d", "t", type_="primary")
    op.drop_constraint("e", "t", type_=None)
    op.drop_constraint("f", "t", "unique")


def drop_in_schema():
    op.drop_constraint("C", "T", schema="My Schema")


def drop_if_exists():
    op.drop_constraint("c", "t", if_exists=True)


def drop_f():
    op.drop_constraint(op.f("c"), "t", type_="check")


def drop_unnamed():
    op.drop_constraint(None, "t", type_="unique")


def drop_type_unknown():
    op.drop_constraint("c", "t", type_="exclude")
