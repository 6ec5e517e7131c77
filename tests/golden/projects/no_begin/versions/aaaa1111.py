"""the root"""

revision = "aaaa1111"
down_revision = None


def upgrade():
    pass
