"""three"""

revision = "abef3333"
down_revision = "abcd2222"


def upgrade():
    pass
