"""  spaces around it  """
revision = "h06"
down_revision = "h05"
depends_on = "h02"
