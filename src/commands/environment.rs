//! What `env.py` says about a run.
