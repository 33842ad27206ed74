-- Data as they were analyzed, frozen: what an analysis was made of can be read again, to the byte. The trail's head says what had
-- happened by then.
create table data_cut (
  study_id {text} not null,
  number {long} not null,
  name {text} not null,
  cutoff {text} not null,
  trail_number {long} not null,
  trail_hash {text} not null,
  protocol_version {text} not null,
  content {bytes} not null,
  hash {text} not null,
  account_id {text} not null,
  made_by {text} not null,
  made_at {text} not null,
  primary key (study_id, number)
);

{append-only data_cut (study_id, number)};
