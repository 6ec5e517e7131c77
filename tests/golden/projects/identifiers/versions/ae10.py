"""four"""

revision = "ae10"
down_revision = "abef3333"


def upgrade():
    pass
