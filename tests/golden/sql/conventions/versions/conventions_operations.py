"""constraints of an existing table"""

from alembic import op

revision = "conventions_operations"
down_revision = None


def upgrade():
    op.create_primary_key(None, "users", ["id"])
    op.create_unique_constraint(None, "users", ["a", "b"])
    op.create_foreign_key(None, "users", "teams", ["team_id"], ["id"])
    op.create_check_constraint("positive", "users", "a > 0")
    op.create_check_constraint(op.f("ck_given"), "users", "a > 0")
    op.create_index(None, "users", ["a"])
    op.create_unique_constraint("given", "users", ["a"])
    op.drop_constraint("positive", "users", type_="check")
    op.drop_constraint(op.f("ck_given"), "users", type_="check")
