-- How treatment and study went on and ended for a participant. A row is never changed: of each kind the last one counts.
create table disposition (
  study_id {text} not null,
  participant_id {text} not null,
  number {long} not null,
  kind {text} not null check (kind in ('treatment-end', 'study-end', 'withdrawal', 'alive', 'death')),
  on_day {text} not null,
  reason {text} not null,
  note {text} not null,
  primary key (study_id, participant_id, number)
);

{append-only disposition (study_id, participant_id, number)};
