//! What the configuration means: alembic.ini, pyproject.toml, the environment.
