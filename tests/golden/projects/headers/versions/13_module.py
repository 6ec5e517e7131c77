"""names of the module

\tafter a tab
"""

revision = "h13"
down_revision = "h12"
__doc__ = __doc__ + "and more"
