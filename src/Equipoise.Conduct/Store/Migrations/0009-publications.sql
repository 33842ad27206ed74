-- What sponsors told the public of their studies, version by version. Who did it is for the trail and for nobody outside.
create table publication (
  study_id {text} not null,
  number {long} not null,
  status {text} not null,
  enrolled {long} not null,
  sites {text} not null,
  account_id {text} not null,
  published_by {text} not null,
  published_at {text} not null,
  primary key (study_id, number)
);

{append-only publication (study_id, number)};
