"""two"""

revision = "cc-cc"
down_revision = "aaaa1111"


def upgrade():
    pass
