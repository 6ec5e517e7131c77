"""names: from alembic.op import *"""

import sqlalchemy as sa
from alembic import op
from alembic.op import *


def operations():
    execute("SELECT 1")
    add_column("t", sa.Column("a", sa.Integer))
    create_index(f("ix"), "t", ["a"])


def in_a_batch():
    with batch_alter_table("t") as batch:
        batch.drop_column("a")
