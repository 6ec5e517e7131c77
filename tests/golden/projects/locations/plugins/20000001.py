"""a plugin"""

revision = "20000001"
down_revision = None
depends_on = "10000002"


def upgrade():
    pass
