-- Reports of serious adverse events: the first, and each follow-up, as they were sent. content is what the entry said then.
create table serious_event_report (
  study_id {text} not null,
  participant_id {text} not null,
  entry_id {text} not null,
  number {long} not null,
  entry_version {long} not null,
  reported_at {text} not null,
  reported_to {text} not null,
  note {text} not null,
  content {text} not null,
  account_id {text} not null,
  recorded_by {text} not null,
  recorded_at {text} not null,
  primary key (study_id, participant_id, entry_id, number)
);

{append-only serious_event_report (study_id, participant_id, entry_id, number)};
