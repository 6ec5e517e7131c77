"""an upgrade that does nothing"""

from alembic import op

revision = "python_nothing"
down_revision = None


def upgrade():
    pass
