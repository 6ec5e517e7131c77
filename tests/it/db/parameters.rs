//! What libpq would have chosen.
