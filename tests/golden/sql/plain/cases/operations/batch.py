"""op.batch_alter_table, which on PostgreSQL writes what op writes"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def add_and_drop_column():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_column("b")


def in_schema():
    with op.batch_alter_table("T", schema="crm") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer(), sa.ForeignKey("o.id")))
        batch_op.create_index("ix", ["a"], unique=True)
        batch_op.drop_constraint("c", type_="unique")


def empty():
    with op.batch_alter_table("t"):
        pass


def keyword_as_variable():
    with op.batch_alter_table("t", schema=None) as t:
        t.alter_column("a", nullable=False)


def recreate_never():
    with op.batch_alter_table("t", recreate="never") as batch_op:
        batch_op.drop_column("b")


def recreate_auto():
    with op.batch_alter_table("t", recreate="auto") as batch_op:
        batch_op.drop_column("b")


def recreate_always():
    with op.batch_alter_table("t", recreate="always") as batch_op:
        batch_op.drop_column("b")


# refused: batch_alter_table(recreate="always")
def recreate_always_with_copy_from():
    table = sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("b", sa.Integer))
    with op.batch_alter_table("t", recreate="always", copy_from=table) as batch_op:
        batch_op.drop_column("b")


def table_args():
    with op.batch_alter_table("t", table_args=(sa.UniqueConstraint("x"),), table_kwargs={"a": 1}) as batch_op:
        batch_op.drop_column("b")


def reflect_arguments():
    with op.batch_alter_table("t", reflect_args=[sa.Column("x", sa.Boolean())], reflect_kwargs={"a": 1}) as batch_op:
        batch_op.drop_column("b")


def partial_reordering():
    with op.batch_alter_table("t", partial_reordering=[("a", "b")]) as batch_op:
        batch_op.drop_column("b")


def naming_convention():
    with op.batch_alter_table("t", naming_convention={"uq": "uq_%(table_name)s_%(column_0_name)s"}) as batch_op:
        batch_op.create_unique_constraint(None, ["a"])


def naming_convention_of_constraints():
    names = {
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(column_0_label)s",
        "pk": "pk_%(table_name)s",
    }
    with op.batch_alter_table("t", naming_convention=names) as batch_op:
        batch_op.create_foreign_key(None, "o", ["a"], ["id"])
        batch_op.create_check_constraint("positive", "a > 0")
        batch_op.create_primary_key(None, ["a"])
        batch_op.create_check_constraint(batch_op.f("kept"), "a > 0")


def alter_column():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", existing_type=sa.Integer(), nullable=False, type_=sa.BigInteger(), server_default="1")
        batch_op.alter_column("b", new_column_name="c", comment="x", existing_comment=None)
        batch_op.alter_column("c", type_=sa.Integer(), postgresql_using="c::int")


def alter_column_to_enum():
    with op.batch_alter_table("t") as batch_op:
        batch_op.alter_column("a", type_=sa.Enum("x", "y", name="e"), existing_type=sa.String())


def add_column_positions():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()), insert_after="b")


def add_column_position_before():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()), insert_before="b")


def add_column_if_not_exists():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()), if_not_exists=True)
        batch_op.drop_column("b", if_exists=True)


def add_column_inline_references():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer(), sa.ForeignKey("o.id")), inline_references=True)


def constraints():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_foreign_key("fk", "o", ["a"], ["id"], ondelete="CASCADE", referent_schema="s")
        batch_op.create_unique_constraint("uq", ["a", "b"])
        batch_op.create_check_constraint("ck", sa.column("a") > 5)
        batch_op.create_primary_key("pk", ["a"])
        batch_op.create_exclude_constraint("ex", ("a", "="), using="gist")


def drop_constraints():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_constraint("a", type_="foreignkey")
        batch_op.drop_constraint("b")


def drop_constraint_if_exists():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_constraint("c", if_exists=True)


def indexes():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_index("ix", ["a", sa.text("lower(b)")], postgresql_using="gin", postgresql_where=sa.text("a > 0"))
        batch_op.create_index(batch_op.f("ix_b"), ["b"], if_not_exists=True)
        batch_op.drop_index("ix")
        batch_op.drop_index("iy", if_exists=True, postgresql_concurrently=True)


def comments():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_table_comment("c")
        batch_op.drop_table_comment()


def execute():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()))
        batch_op.execute("UPDATE t SET a = 1")
        batch_op.alter_column("a", nullable=False)


def nested_op():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer()))
        op.execute("UPDATE t SET a = 1")
        batch_op.drop_column("b")


def two_batches():
    with op.batch_alter_table("t") as one, op.batch_alter_table("u") as two:
        one.drop_column("a")
        two.drop_column("b")
        one.drop_column("c")


def add_enum_column():
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("a", sa.Enum("x", "y", name="e")))
        batch_op.add_column(sa.Column("b", postgresql.ENUM("x", name="f", create_type=False)))


def error_inside():
    with op.batch_alter_table("t") as batch_op:
        batch_op.drop_column("a")
        raise ValueError("stop")


def unnamed_index():
    with op.batch_alter_table("t") as batch_op:
        batch_op.create_index(None, ["a"])


def context_of_a_batch():
    with op.batch_alter_table("t") as batch_op:
        if batch_op.migration_context.dialect.name == "postgresql":
            batch_op.drop_column("a")
