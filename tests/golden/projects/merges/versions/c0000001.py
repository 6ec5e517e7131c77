"""three become one"""

revision = "c0000001"
down_revision = ("b0000001", "b0000002", "b0000003")


def upgrade():
    pass
