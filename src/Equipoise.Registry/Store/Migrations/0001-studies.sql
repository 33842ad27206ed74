-- The record of every study, as JSON. A sample is a record that Equipoise ships to have something to show; a registry
-- record came from outside.
create table study (
  study_id {text} not null primary key,
  origin {text} not null check (origin in ('registry', 'sample')),
  record {text} not null
);
