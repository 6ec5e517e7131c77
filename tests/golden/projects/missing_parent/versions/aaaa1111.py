"""its parent is gone"""

revision = "aaaa1111"
down_revision = "zzzz9999"


def upgrade():
    pass
