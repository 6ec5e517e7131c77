"""the types of sqlalchemy_utils"""

import sqlalchemy as sa
import sqlalchemy_utils
from alembic import op
from sqlalchemy_utils import UUIDType
from sqlalchemy_utils.types.bit import BitType
from sqlalchemy_utils.types.encrypted.encrypted_type import AesEngine, AesGcmEngine
from sqlalchemy_utils.types.ltree import LQUERY, LTXTQUERY

revision = "sqlalchemy_utils_types"
down_revision = None


class Moments:
    """The default processor needs a further package."""


def upgrade():
    op.create_table(
        "t",
        sa.Column("id", sqlalchemy_utils.types.uuid.UUIDType(binary=False), nullable=False),
        sa.Column("uuid_bytes", UUIDType(native=False)),
        sa.Column("uuid_text", UUIDType(binary=False, native=False)),
        sa.Column("uuid", UUIDType()),
        sa.Column("email", sqlalchemy_utils.types.email.EmailType(length=255)),
        sa.Column("email_default", sqlalchemy_utils.EmailType),
        sa.Column("url", sqlalchemy_utils.types.url.URLType()),
        sa.Column("json", sqlalchemy_utils.types.json.JSONType()),
        sa.Column("address", sqlalchemy_utils.types.ip_address.IPAddressType(length=50)),
        sa.Column("address_long", sqlalchemy_utils.IPAddressType(max_length=60)),
        sa.Column("choice", sqlalchemy_utils.types.choice.ChoiceType([("a", "A")])),
        sa.Column("choice_number", sqlalchemy_utils.ChoiceType([(1, "A")], impl=sa.Integer())),
        sa.Column("choice_length", sqlalchemy_utils.ChoiceType({"a": "b"}, sa.String(3))),
        sa.Column("country", sqlalchemy_utils.types.country.CountryType(length=2)),
        sa.Column("tags", sqlalchemy_utils.types.scalar_list.ScalarListType()),
        sa.Column("numbers", sqlalchemy_utils.ScalarListType(int, separator=";")),
        sa.Column("search", sqlalchemy_utils.types.ts_vector.TSVectorType("a", "b", weights={})),
        sa.Column("path", sqlalchemy_utils.types.ltree.LtreeType()),
        sa.Column("query", LQUERY()),
        sa.Column("text_query", LTXTQUERY),
        sa.Column("bits", BitType()),
        sa.Column("seven_bits", BitType(length=7)),
        sa.Column("paths", sa.ARRAY(sqlalchemy_utils.LtreeType())),
        sa.Column(
            "secret",
            sqlalchemy_utils.types.encrypted.encrypted_type.StringEncryptedType(),
        ),
        sa.Column(
            "secret_text",
            sqlalchemy_utils.StringEncryptedType(sa.Text, "key", AesEngine, "pkcs5", length=255),
        ),
        sa.Column("secret_bytes", sqlalchemy_utils.EncryptedType(sa.Unicode, "key", AesGcmEngine)),
        sa.Column("zone", sqlalchemy_utils.TimezoneType(backend="zoneinfo")),
        sa.Column("moment", sqlalchemy_utils.EnrichedDateTimeType(Moments, timezone=True)),
        sa.PrimaryKeyConstraint("id"),
    )
    assert isinstance(UUIDType(), sa.types.TypeDecorator)
    assert isinstance(sqlalchemy_utils.LtreeType(), sa.types.UserDefinedType)
