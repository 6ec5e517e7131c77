"""core one"""

revision = "10000001"
down_revision = None


def upgrade():
    pass
