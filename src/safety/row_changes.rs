//! What INSERT, UPDATE, DELETE and MERGE take besides the table: the checks of foreign keys
//! (`ri_triggers.c`), what is changed along them, and the triggers and rules that it sets off.

use super::action::{ReferentialAction, RowChange, RowEvent, RowVerb};
use super::effect::{Effect, Work};
use super::judgement::calls_unknown;
use super::lock_mode::LockMode;
use super::model::{ConstraintKind, Descent, Model};
use super::relation::RelationName;

/// So many changes that follow from one another are followed; a statement that goes further is not
/// known.
const MOST_WAVES: usize = 64;

/// A change of rows on its way along the foreign keys.
struct Wave {
    table: RelationName,
    events: Vec<RowEvent>,
    /// The columns that get another value; `None` where that is not known.
    assigned: Option<Vec<String>>,
}

/// The locks of a change of rows.
pub(super) fn rows(effect: &mut Effect, change: &RowChange, model: &Model) {
    let work = match change.verb {
        RowVerb::UpdateAll | RowVerb::DeleteAll => Work::Scan,
        RowVerb::InsertValues | RowVerb::InsertMany | RowVerb::Update | RowVerb::Delete => {
            Work::None
        }
    };
    effect.lock(&change.table, LockMode::RowExclusive, work);
    for (table, mode) in &change.others {
        effect.lock(table, *mode, Work::None);
        if *mode == LockMode::RowShare {
            let children = model.descendants(table).into_iter().map(|(child, _)| child);
            for child in children.chain(model.read_by(table)) {
                effect.lock(&child, *mode, Work::None);
            }
        }
    }
    effect.unknown = change.unknown_function.as_ref().map(calls_unknown);
    let mut waves = vec![Wave {
        table: change.table.clone(),
        events: change.events.clone(),
        assigned: Some(change.assigned.clone()),
    }];
    waves.extend(change.further.iter().map(|further| Wave {
        table: further.table.clone(),
        events: further.events.clone(),
        assigned: Some(further.assigned.clone()),
    }));
    let mut seen = Vec::new();
    while let Some(wave) = waves.pop() {
        let state = (wave.table.clone(), wave.events.clone());
        if seen.len() == MOST_WAVES {
            let reason = "it changes more tables along foreign keys than are looked into";
            effect.unknown.get_or_insert_with(|| reason.to_owned());
            return;
        }
        if !seen.contains(&state) {
            seen.push(state);
            along(effect, &wave, work, &mut waves, model);
        }
    }
}

/// The locks of one change, and the changes that follow from it.
fn along(effect: &mut Effect, wave: &Wave, work: Work, waves: &mut Vec<Wave>, model: &Model) {
    set_off(effect, &wave.table, &wave.events, model);
    let does = |event| wave.events.contains(&event);
    let only_inserts = !does(RowEvent::Update) && !does(RowEvent::Delete);
    for (child, descent) in model.descendants(&wave.table) {
        // A row goes into a partition; into a child only when the child is named.
        if !only_inserts || descent != Descent::Inheritance {
            effect.take_with(
                super::effect::LockedRelation::Named(child.clone()),
                LockMode::RowExclusive,
                work,
                Some("if rows of it are concerned".to_owned()),
            );
            set_off(effect, &child, &wave.events, model);
        }
    }
    for read in model.read_by(&wave.table) {
        effect.lock(&read, LockMode::RowExclusive, work);
        waves.push(Wave {
            table: read,
            events: wave.events.clone(),
            assigned: None,
        });
    }
    let touches = |columns: &[String]| {
        does(RowEvent::Insert)
            || does(RowEvent::Update)
                && wave
                    .assigned
                    .as_ref()
                    .is_none_or(|assigned| assigned.iter().any(|one| columns.contains(one)))
    };
    // The check of a foreign key looks the row of the other table up, and locks it.
    for constraint in model
        .relation(&wave.table)
        .into_iter()
        .flat_map(|known| known.constraints.values())
    {
        if let ConstraintKind::ForeignKey(key) = &constraint.kind
            && key.references != wave.table
            && touches(&constraint.columns)
        {
            effect.lock(&key.references, LockMode::RowShare, Work::None);
        }
    }
    for (referring, key) in model.referring_to(&wave.table) {
        let is_changed = wave
            .assigned
            .as_ref()
            .is_none_or(|assigned| key.is_over(assigned) && !assigned.is_empty());
        let mut follows = Vec::new();
        if does(RowEvent::Delete) {
            follows.push(key.on_delete);
        }
        if does(RowEvent::Update) && is_changed {
            follows.push(key.on_update);
        }
        for action in follows {
            let mode = match action {
                ReferentialAction::Refuse => LockMode::RowShare,
                ReferentialAction::Change => LockMode::RowExclusive,
            };
            effect.lock(&referring, mode, Work::None);
            if action == ReferentialAction::Change {
                waves.push(Wave {
                    table: referring.clone(),
                    events: vec![RowEvent::Update, RowEvent::Delete],
                    assigned: None,
                });
            }
        }
    }
}

/// The triggers and rules of a table may do anything.
pub(super) fn set_off(
    effect: &mut Effect,
    table: &RelationName,
    events: &[RowEvent],
    model: &Model,
) {
    let hooks = model.relation(table).map(|known| &known.hooks);
    let hook = hooks.into_iter().flatten().find(|(_, hook_events)| {
        hook_events
            .iter()
            .any(|hook_event| events.contains(hook_event))
    });
    if let Some((name, _)) = hook
        && effect.unknown.is_none()
    {
        effect.unknown = Some(format!(
            "what {name} of {table} does, which it sets off, is not known"
        ));
    }
}
