"""core two"""

revision = "10000002"
down_revision = "10000001"


def upgrade():
    pass
