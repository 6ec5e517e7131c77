"one" " line"
revision = "h08"
down_revision = "h07"
