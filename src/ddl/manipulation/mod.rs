//! INSERT, UPDATE and DELETE become text: SQLAlchemy's `visit_insert`, `visit_update`,
//! `visit_delete` and `crud.py`.

mod assigned;
mod batch;
mod columns;
mod delete;
mod executed;
#[cfg(test)]
mod fixture;
mod insert;
mod on_conflict;
mod reserved_names;
mod returning;
mod rows;
mod setting;
mod update;

pub(super) use batch::insert_sets;
pub(super) use executed::Executed;
pub(super) use setting::Setting;
