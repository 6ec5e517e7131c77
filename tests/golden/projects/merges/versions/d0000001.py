"""after the merge"""

revision = "d0000001"
down_revision = "c0000001"


def upgrade():
    pass
