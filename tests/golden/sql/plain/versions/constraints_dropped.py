"""constraints go"""

from alembic import op

revision = "constraints_dropped"
down_revision = None


def upgrade():
    op.drop_constraint("a", "users")
    op.drop_constraint("a", "users", type_="foreignkey")
    op.drop_constraint("a", "users", type_="unique", schema="crm")
    op.drop_constraint("a", "users", type_="primary")
    op.drop_constraint("a", "users", type_="check")
    op.drop_constraint(constraint_name="a", table_name="users", if_exists=True)
    op.drop_constraint(op.f("users_a_fkey"), "users", "foreignkey")
