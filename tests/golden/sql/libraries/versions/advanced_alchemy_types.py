"""the types of advanced_alchemy"""

import advanced_alchemy.types
import sqlalchemy as sa
from advanced_alchemy.types import (
    GUID,
    ORA_JSONB,
    BigIntIdentity,
    Bool,
    DateTimeUTC,
    EncryptedString,
    EncryptedText,
    JsonB,
    PasswordHash,
)
from alembic import op

revision = "advanced_alchemy_types"
down_revision = None

sa.GUID = GUID
sa.DateTimeUTC = DateTimeUTC
sa.ORA_JSONB = ORA_JSONB
sa.EncryptedString = EncryptedString
sa.EncryptedText = EncryptedText


def upgrade():
    op.create_table(
        "t",
        sa.Column("id", sa.GUID(length=16), nullable=False),
        sa.Column("other", advanced_alchemy.types.GUID(binary=False)),
        sa.Column("at", sa.DateTimeUTC(timezone=True), nullable=False),
        sa.Column("at_default", DateTimeUTC()),
        sa.Column("number", BigIntIdentity),
        sa.Column("document", JsonB),
        sa.Column("flag", Bool()),
        sa.Column("secret", EncryptedString("key")),
        sa.Column("secret_length", EncryptedString(key="key", length=255)),
        sa.Column("secret_text", EncryptedText(key="key")),
        sa.Column("password", PasswordHash(backend=None)),
        sa.Column("password_length", PasswordHash(None, length=64)),
        sa.PrimaryKeyConstraint("id", name="pk_t"),
    )
