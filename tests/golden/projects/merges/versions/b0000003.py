"""four"""

revision = "b0000003"
down_revision = "a0000001"


def upgrade():
    pass
