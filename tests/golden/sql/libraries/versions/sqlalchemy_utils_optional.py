"""types of sqlalchemy_utils that need further packages"""

import sqlalchemy as sa
import sqlalchemy_utils
from alembic import op

revision = "sqlalchemy_utils_optional"
down_revision = None


def upgrade():
    op.create_table(
        "t",
        sa.Column("arrow", sqlalchemy_utils.types.arrow.ArrowType()),
        sa.Column("arrow_zone", sqlalchemy_utils.ArrowType(timezone=True)),
        sa.Column("color", sqlalchemy_utils.ColorType()),
        sa.Column("color_long", sqlalchemy_utils.types.color.ColorType(30)),
        sa.Column("currency", sqlalchemy_utils.CurrencyType()),
        sa.Column("currency_length", sqlalchemy_utils.types.currency.CurrencyType(length=3)),
        sa.Column("locale", sqlalchemy_utils.types.locale.LocaleType()),
        sa.Column("phone", sqlalchemy_utils.types.phone_number.PhoneNumberType()),
        sa.Column("phone_long", sqlalchemy_utils.PhoneNumberType(region="DE", max_length=30)),
        sa.Column("days", sqlalchemy_utils.WeekDaysType()),
        sa.Column("numbers", sqlalchemy_utils.types.range.IntRangeType()),
        sa.Column("large", sqlalchemy_utils.Int8RangeType()),
        sa.Column("decimals", sqlalchemy_utils.NumericRangeType()),
        sa.Column("dates", sqlalchemy_utils.DateRangeType(step=1)),
        sa.Column("moments", sqlalchemy_utils.DateTimeRangeType()),
        sa.Column("password", sqlalchemy_utils.PasswordType(max_length=1137)),
        sa.Column("password_schemes", sqlalchemy_utils.PasswordType(schemes=["sha512_crypt"])),
        sa.Column("zone", sqlalchemy_utils.TimezoneType()),
    )
