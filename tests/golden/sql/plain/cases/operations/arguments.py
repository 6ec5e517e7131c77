"""What Alembic and SQLAlchemy make of unusual arguments, and what they refuse."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def autoincrement_is_one():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, autoincrement=1))


def autoincrement_is_a_word():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, autoincrement="yes"))


def autoincrement_is_none():
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True, autoincrement=None))


def autoincrement_in_spite_of_a_foreign_key():
    op.create_table("t", sa.Column("id", sa.Integer, sa.ForeignKey("u.id"), primary_key=True, autoincrement="ignore_fk"))


def identity_that_does_not_count():
    op.create_table("t", sa.Column("id", sa.Integer, sa.Identity(), primary_key=True, autoincrement=False))


def identity_that_is_computed():
    op.add_column("t", sa.Column("id", sa.Integer, sa.Identity(), sa.Computed("1")))


def computed_that_is_an_identity():
    op.add_column("t", sa.Column("id", sa.Integer, sa.Computed("1"), sa.Identity()))


def server_onupdate():
    op.add_column("t", sa.Column("a", sa.Integer, server_onupdate=sa.FetchedValue()))


def server_onupdate_of_a_wrong_type():
    op.add_column("t", sa.Column("a", sa.Integer, server_onupdate=5))


def table_that_must_exist():
    op.create_table("t", sa.Column("a", sa.Integer), must_exist=True)


def table_that_need_not_exist():
    op.create_table("t", sa.Column("a", sa.Integer), must_exist=False)


def dropped_table_that_must_exist():
    op.drop_table("t", must_exist=True)


def information():
    op.create_table("t", sa.Column("a", sa.Integer, info={"x": 1}), info={"x": [1]})
    op.drop_table("t", info={"x": 1}, comment="gone", prefixes=["UNLOGGED"])


def flag_that_is_an_expression():
    op.create_table("t", sa.Column("a", sa.Integer), if_not_exists=sa.text("x"))


def comments_of_constraints():
    op.create_table(
        "t",
        sa.Column("a", sa.Integer),
        sa.PrimaryKeyConstraint("a", comment="key"),
        sa.UniqueConstraint("a", comment="one"),
        sa.CheckConstraint("a > 0", comment="some"),
        sa.ForeignKeyConstraint(["a"], ["u.id"], comment="there"),
    )


def index_over_a_column_twice():
    op.create_index("ix", "t", ["a", "a"])


def index_over_a_text_twice():
    op.create_index("ix", "t", [sa.text("lower(a)"), sa.text("lower(a)")])


def index_over_a_text_and_a_column_of_its_name():
    op.create_index("ix", "t", ["a", sa.text("a")])


def index_over_an_empty_text():
    op.create_index("ix", "t", [sa.text("")])


def index_over_one_expression_twice():
    op.create_index("ix", "t", [sa.func.lower(sa.column("a")), sa.func.lower(sa.column("a"))])


def index_without_name_and_columns():
    op.create_index(None, "t", [])


def index_without_name_over_a_clause():
    op.create_index(None, "t", [sa.column("a")])


def index_without_name():
    op.create_index(None, "t", ["a", "b"])


def index_that_includes_an_unknown_column():
    op.create_table("t", sa.Column("a", sa.Integer), sa.Index("ix", "a", postgresql_include=["b"]))


def index_that_includes_a_column():
    op.create_table("t", sa.Column("a", sa.Integer), sa.Column("B", sa.Integer), sa.Index("ix", "a", postgresql_include=["B"]))


def exclude_without_elements():
    op.create_exclude_constraint("ex", "t")


def exclude_without_a_method():
    op.create_exclude_constraint("ex", "t", ("a", "="), using=None)


def exclude_an_unknown_column():
    op.create_table("t", sa.Column("a", sa.Integer), postgresql.ExcludeConstraint(("b", "=")))


def exclude_a_column():
    op.create_table("t", sa.Column("a", sa.Integer), postgresql.ExcludeConstraint(("a", "="), (sa.text("lower(b)"), "&&"), name="ex"))


def exclude_a_literal_column():
    op.create_table("t", sa.Column("a", sa.Integer), postgresql.ExcludeConstraint((sa.literal_column("lower(b)"), "=")))


def foreign_key_to_a_column_with_a_dot():
    op.create_foreign_key("fk", "t", "u", ["a"], ["x.y"])


def foreign_key_to_a_column_twice():
    op.create_foreign_key("fk", "t", "u", ["a", "b"], ["c", "c"])


def foreign_key_into_its_own_table():
    op.create_foreign_key("fk", "t", "t", ["a", "b"], ["c", "c"])


def foreign_key_into_its_own_table_by_list_and_tuple():
    op.create_foreign_key("fk", "t", "t", ["a"], ("b",))


def foreign_key_into_its_own_table_by_tuples():
    op.create_foreign_key("fk", "t", "t", ("a",), ("b",))


def foreign_key_into_its_own_quoted_table():
    op.create_foreign_key("fk", "t", sa.sql.quoted_name("t", True), ["a"], ["b"])


def foreign_key_into_another_schema():
    op.create_foreign_key("fk", "t", "t", ["a"], ["b"], source_schema="s", referent_schema="r")


def foreign_key_into_an_empty_schema():
    op.create_foreign_key("fk", "t", "u", ["a"], ["b"], referent_schema="")


def foreign_key_with_lists_and_tuples():
    op.create_foreign_key("fk", "t", "u", ["a"], ("b",))


def alter_with_the_name_of_a_parameter():
    op.alter_column("t", "a", name="b")


def alter_in_a_batch_with_another_table():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", table_name="u", nullable=True)


def alter_in_a_batch_with_another_schema():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", schema="s", nullable=True)


def two_primary_keys_that_agree():
    op.create_table("t", sa.Column("a", sa.Integer), sa.PrimaryKeyConstraint("a"), sa.PrimaryKeyConstraint("a", name="pk"))


# refused: several PrimaryKeyConstraints
def two_primary_keys_that_differ():
    op.create_table("t", sa.Column("a", sa.Integer), sa.PrimaryKeyConstraint("a"), sa.PrimaryKeyConstraint())


def two_primary_keys_over_an_unknown_column():
    op.create_table("t", sa.PrimaryKeyConstraint("a"), sa.PrimaryKeyConstraint())


# refused: catching what is raised while SQL is written
def an_error_behind_the_first_statement():
    try:
        op.create_table("t", sa.Column("e", sa.Enum("x", name="e")), sa.Column("a"))
    except sa.exc.CompileError:
        op.execute("SELECT 'caught'")


# refused: catching an error of alter_column(), which may have written statements before
def an_error_behind_the_change_of_null():
    try:
        op.alter_column("t", "a", nullable=False, server_default=True)
    except sa.exc.ArgumentError:
        op.execute("SELECT 'caught'")


def one_foreign_key_of_two_columns():
    key = sa.ForeignKey("u.id")
    op.create_table("t", sa.Column("a", sa.Integer, key))
    try:
        sa.Column("b", sa.Integer, key)
    except sa.exc.InvalidRequestError as error:
        op.execute(f"SELECT '{error}'")


def one_constraint_of_two_tables():
    check = sa.CheckConstraint("a > 1", name="c")
    unique = sa.UniqueConstraint("a", name="u")
    op.create_table("t", sa.Column("a", sa.Integer, check), unique)
    op.create_table("v", sa.Column("a", sa.Integer, check), unique)


def the_batchs_table_given_again():
    with op.batch_alter_table("t") as batch:
        batch.drop_index("i", table_name="t")


def a_keyword_alembic_uses_itself():
    op.alter_column("t", "a", modify_name="b")


# refused: a default with for_update=True
def a_default_for_updates():
    op.create_table("t", sa.Column("a", sa.Integer, sa.DefaultClause("5", for_update=True)))


# refused: the private argument _create_rule
def a_private_argument():
    op.create_table("t", sa.Column("a", sa.Integer), sa.UniqueConstraint("a", _create_rule=lambda c: False))


# refused: one constraint object twice among the items of a table
def one_constraint_twice_in_a_table():
    unique = sa.UniqueConstraint("a")
    op.create_table("t", sa.Column("a", sa.Integer), unique, unique)


def one_constraint_of_a_column_and_its_table():
    check = sa.CheckConstraint("a > 0", name="c")
    op.create_table("t", sa.Column("a", sa.Integer, check), check)


# refused: one PrimaryKeyConstraint object in several places
def one_primary_key_of_an_operation_and_a_table():
    key = sa.PrimaryKeyConstraint("a")
    op.create_table("t", sa.Column("a", sa.Integer), key)
    sa.Table("v", sa.MetaData(), sa.Column("a", sa.Integer), key).create(op.get_bind(), checkfirst=False)


def a_drop_of_no_name_that_is_caught():
    try:
        op.drop_constraint(None, "t", type_="foreignkey")
    except Exception:
        op.execute("SELECT 'caught'")
