"""three"""

revision = "b0000002"
down_revision = "a0000001"


def upgrade():
    pass
