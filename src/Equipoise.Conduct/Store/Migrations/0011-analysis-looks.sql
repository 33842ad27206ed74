-- Looks at the data: what was found, as JSON, what was decided and by whom, and the signature bound to the hash of all that.
create table analysis_look (
  study_id {text} not null,
  number {long} not null,
  name {text} not null,
  is_final {long} not null,
  cut_number {long} not null,
  plan_number {long} not null,
  finding {text} not null,
  decision {text} not null,
  decided_by {text} not null,
  note {text} not null,
  hash {text} not null,
  meaning {text} not null,
  account_id {text} not null,
  signed_by {text} not null,
  signed_at {text} not null,
  primary key (study_id, number),
  unique (study_id, cut_number)
);

{append-only analysis_look (study_id, number)};
