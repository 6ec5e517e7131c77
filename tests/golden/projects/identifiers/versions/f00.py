"""five"""

revision = "f00"
down_revision = "ae10"


def upgrade():
    pass
