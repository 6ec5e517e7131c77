"""constraints in a batch"""

from alembic import op

revision = "conventions_batch"
down_revision = None


def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.create_unique_constraint(None, ["a"])
        batch_op.create_foreign_key(None, "teams", ["a"], ["id"])
        batch_op.create_check_constraint("positive", "a > 0")
        batch_op.drop_constraint("uq_users_a", type_="unique")
