"""an argument that does not exist"""

from alembic import op

revision = "refused_argument"
down_revision = None


def upgrade():
    op.drop_table("t", cascade=True)
