//! `env.py` files as people write them, and what evaluating them must teach.

mod forms;
mod support;
