-- A question about what was entered: asked by an edit check of the protocol or by a person, about one field or a whole entry. The row
-- says where it stands; what was said stands in query_event.
create table data_query (
  study_id {text} not null,
  participant_id {text} not null,
  number {long} not null,
  site_id {text} not null,
  entry_id {text} not null,
  form {text} not null,
  field {text} not null,
  edit_check {text} not null,
  question {text} not null,
  status {text} not null check (status in ('open', 'answered', 'closed')),
  opened_at {text} not null,
  opened_by {text} not null,
  opened_name {text} not null,
  version {long} not null,
  primary key (study_id, participant_id, number)
);

create index data_query_by_status on data_query (study_id, status, participant_id, number);

-- What was asked, answered, closed and asked again, in turn.
create table query_event (
  study_id {text} not null,
  participant_id {text} not null,
  query_number {long} not null,
  number {long} not null,
  kind {text} not null check (kind in ('opened', 'answered', 'closed', 'reopened')),
  words {text} not null,
  at {text} not null,
  account_id {text} not null,
  name {text} not null,
  primary key (study_id, participant_id, query_number, number)
);

{append-only query_event (study_id, participant_id, query_number, number)};

-- 1 where nothing of it changes any more, until a data manager unlocks it with a reason.
alter table participant add column locked {long} not null default 0;

alter table study add column locked {long} not null default 0;
