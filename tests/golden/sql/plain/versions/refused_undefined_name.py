"""a name nobody defined"""

from alembic import op

revision = "refused_undefined_name"
down_revision = None


def upgrade():
    op.execute(STATEMENT)
