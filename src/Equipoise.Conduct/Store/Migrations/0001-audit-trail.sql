-- The head of each audit trail: one for each study, and one for the accounts. Whoever adds an entry takes this row, so that
-- entries of one trail stand in one line.
create table trail (
  trail_id {text} not null primary key,
  last_number {long} not null,
  last_hash {text} not null
);

-- What happened: every change of this database, written in the transaction of the change. The hash is SHA-256 over the
-- entry's canonical form, which begins with the hash before it (docs/adr/0010).
create table audit_entry (
  trail_id {text} not null,
  number {long} not null,
  at {text} not null,
  site_time {text},
  account_id {text} not null,
  username {text} not null,
  name {text} not null,
  roles {text} not null,
  origin {text} not null,
  action {text} not null,
  site_id {text},
  participant_id {text},
  subject {text} not null,
  changes {text} not null,
  reason {text},
  protocol_version {text},
  previous_hash {text} not null,
  hash {text} not null,
  primary key (trail_id, number)
);

create index audit_entry_by_participant on audit_entry (trail_id, participant_id, number);

{append-only audit_entry (trail_id, number)};
