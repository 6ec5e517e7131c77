"""two"""

revision = "b0000001"
down_revision = "a0000001"


def upgrade():
    pass
