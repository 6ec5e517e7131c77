"""two"""

revision = "abcd2222"
down_revision = "abcd1111"
branch_labels = ("inventory",)


def upgrade():
    pass
