"""one"""

revision = "a0000001"
down_revision = None


def upgrade():
    pass
