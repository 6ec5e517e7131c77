"""one"""

revision = "abcd1111"
down_revision = None


def upgrade():
    pass
