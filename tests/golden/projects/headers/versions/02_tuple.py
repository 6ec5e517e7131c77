'''quotes "and" apostrophes'''
revision = 'h02'
down_revision = ('h01',)
branch_labels = ()
depends_on = ()
def upgrade(): pass
