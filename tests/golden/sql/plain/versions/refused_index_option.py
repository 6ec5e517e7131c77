"""an option of an index that does not exist"""

from alembic import op

revision = "refused_index_option"
down_revision = None


def upgrade():
    op.create_index("ix", "t", ["a"], postgresql_wher="a > 1")
