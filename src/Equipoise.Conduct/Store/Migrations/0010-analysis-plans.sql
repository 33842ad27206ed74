-- Statistical analysis plans as locked: the file, and the signature bound to its hash. A change is a new version. A data cut says
-- by what its day was chosen, and by which plan its data were derived (0 for none).
create table analysis_plan (
  study_id {text} not null,
  number {long} not null,
  title {text} not null,
  content {text} not null,
  hash {text} not null,
  protocol_version {text} not null,
  reason {text} not null,
  looks_before {long} not null,
  meaning {text} not null,
  account_id {text} not null,
  locked_by {text} not null,
  locked_at {text} not null,
  primary key (study_id, number)
);

{append-only analysis_plan (study_id, number)};

alter table data_cut add column basis {text} not null default '';

alter table data_cut add column plan_number {long} not null default 0;
