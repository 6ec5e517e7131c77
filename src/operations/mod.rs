//! What a migration asks for: Alembic's operation objects, and the sink that receives them.
