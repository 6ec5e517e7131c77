"""a kind of constraint that does not exist"""

from alembic import op

revision = "refused_constraint_type"
down_revision = None


def upgrade():
    op.drop_constraint("a", "users", type_="fk")
