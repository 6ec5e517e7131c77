""""""
revision = "h07"; down_revision = "h06"
