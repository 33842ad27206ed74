-- Schema 1 could hold nothing but samples, which the next start shows again.
drop table study;

-- A study, and which version of its record is today's. Removed: its registry no longer shows it, or it was a sample;
-- the row stays, so that whoever follows the changes hears of it.
create table study (
  study_id {text} not null primary key,
  origin {text} not null check (origin in ('registry', 'sample')),
  version {long} not null,
  updated {text} not null,
  change {long} not null,
  removed_at {text}
);

create unique index study_by_change on study (change);

create index study_samples on study (study_id) where origin = 'sample' and removed_at is null;

-- Every version of a record that came in, numbered in the order of coming; updated is the record's own date of last
-- update, form says whether the record came as it is or was mapped from an older format.
create table study_version (
  study_id {text} not null,
  version {long} not null,
  updated {text} not null,
  stored_at {text} not null,
  form {text} not null check (form in ('native', 'mapped')),
  hash {text} not null,
  record {bytes} not null,
  primary key (study_id, version)
);

-- Ids under which the registry once had the study.
create table study_alias (
  alias {text} not null,
  study_id {text} not null,
  primary key (alias, study_id)
);

-- The number of the last change. Every writer takes this row first, so that numbers become visible in their order. The
-- store's name is made at random when it is first opened: an index knows by it which store it was made from.
create table change_count (
  last {long} not null,
  store_id {text}
);

insert into change_count (last) values (0);

-- Words that mean the same, as a vocabulary that was imported says: a list of concepts, compressed as records are.
create table vocabulary (
  name {text} not null primary key,
  hash {text} not null,
  content {bytes} not null
);

-- How far an import from a live source has come.
create table import_progress (
  source {text} not null primary key,
  state {text} not null
);
