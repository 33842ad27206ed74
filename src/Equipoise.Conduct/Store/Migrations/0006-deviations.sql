-- What was done otherwise than the protocol has it. Never deleted: a change stands in the trail with the old and the new.
create table deviation (
  study_id {text} not null,
  number {long} not null,
  site_id {text},
  participant_id {text},
  subject {text} not null,
  rule {text} not null,
  category {text} not null,
  description {text} not null,
  occurred_on {text} not null,
  found_on {text} not null,
  important {long} not null,
  cause {text} not null,
  action {text} not null,
  status {text} not null check (status in ('open', 'closed', 'void')),
  documented_by {text} not null,
  version {long} not null,
  primary key (study_id, number)
);

create index deviation_by_participant on deviation (study_id, participant_id, number);

-- How many a study has: the number of the next is taken here, so that two steps never give the same.
create table deviation_count (
  study_id {text} not null primary key,
  last_number {long} not null
);
