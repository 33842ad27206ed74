-- A study that is conducted here, and the version of its protocol that new participants come under.
create table study (
  study_id {text} not null primary key,
  title {text} not null,
  protocol_version {text} not null,
  status {text} not null check (status in ('open', 'closed')),
  randomized {long} not null,
  version {long} not null
);

-- Every version of its protocol, as the file that was read.
create table protocol_version (
  study_id {text} not null,
  number {text} not null,
  content {text} not null,
  hash {text} not null,
  accepted_at {text} not null,
  primary key (study_id, number)
);

{append-only protocol_version (study_id, number)};

create table site (
  study_id {text} not null,
  site_id {text} not null,
  name {text} not null,
  region {text} not null,
  country {text} not null,
  time_zone {text} not null,
  status {text} not null check (status in ('registered', 'active', 'closed')),
  enrollment_cap {long},
  ranges {text} not null,
  screened {long} not null,
  randomized {long} not null,
  version {long} not null,
  primary key (study_id, site_id)
);

-- A trial participant, by code: the screening number, which stays for good.
create table participant (
  study_id {text} not null,
  participant_id {text} not null,
  site_id {text} not null,
  status {text} not null check (status in ('screening', 'screen-failure', 'randomized', 'off-study')),
  protocol_version {text} not null,
  screened_on {text} not null,
  rescreened_from {text},
  failure_reason {text},
  failed_criteria {text},
  frozen {long} not null,
  version {long} not null,
  primary key (study_id, participant_id)
);

create index participant_by_site on participant (study_id, site_id, participant_id);

create table consent (
  study_id {text} not null,
  participant_id {text} not null,
  number {long} not null,
  consent_version {text} not null,
  protocol_version {text} not null,
  consented_on {text} not null,
  obtained_by {text} not null,
  withdrawn_on {text},
  still_allowed {text},
  primary key (study_id, participant_id, number)
);

-- One filled form: at a visit, or one entry of a log. A correction changes the answers and stands in the trail with both.
create table form_entry (
  study_id {text} not null,
  participant_id {text} not null,
  entry_id {text} not null,
  form {text} not null,
  visit {text} not null,
  visit_count {long} not null,
  entry_number {long} not null,
  answers {text} not null,
  recorded_on {text} not null,
  status {text} not null check (status in ('entered', 'struck')),
  verified {long} not null,
  frozen {long} not null,
  locked {long} not null,
  version {long} not null,
  primary key (study_id, participant_id, entry_id)
);

-- What the investigator decided of a statement that rests on judgment or attestation.
create table decision (
  study_id {text} not null,
  participant_id {text} not null,
  criterion {text} not null,
  statement {text} not null,
  holds {long} not null,
  source {text} not null,
  reason {text} not null,
  decided_on {text} not null,
  decided_by {text} not null,
  version {long} not null,
  primary key (study_id, participant_id, criterion, statement)
);

-- Electronic signatures: who, when, what it means, and the hash of what was signed.
create table signature (
  study_id {text} not null,
  participant_id {text} not null,
  number {long} not null,
  meaning {text} not null,
  subject {text} not null,
  content_hash {text} not null,
  account_id {text} not null,
  name {text} not null,
  signed_at {text} not null,
  primary key (study_id, participant_id, number)
);

{append-only signature (study_id, participant_id, number)};

-- A randomization scheme. The seed is encrypted with a key that is no part of this database; slots that are not used are
-- nowhere written down.
create table scheme (
  study_id {text} not null,
  number {long} not null,
  protocol_version {text} not null,
  definition {text} not null,
  commitment {text} not null,
  sealed_seed {bytes} not null,
  slots_per_stratum {long} not null,
  activated_at {text} not null,
  retired_at {text},
  retired_reason {text},
  primary key (study_id, number)
);

-- How many slots of a stratum are used: the head that an allocation takes first of all.
create table stratum (
  study_id {text} not null,
  scheme {long} not null,
  stratum {text} not null,
  used {long} not null,
  primary key (study_id, scheme, stratum)
);

-- Used slots. factors are the levels as they were used, whatever is corrected later.
create table allocation (
  study_id {text} not null,
  scheme {long} not null,
  stratum {text} not null,
  position {long} not null,
  participant_id {text} not null,
  site_id {text} not null,
  arm {text} not null,
  randomization_number {text} not null,
  factors {text} not null,
  randomized_at {text} not null,
  randomized_on {text} not null,
  primary key (study_id, scheme, stratum, position)
);

create unique index allocation_by_participant on allocation (study_id, participant_id);

create unique index allocation_by_number on allocation (study_id, randomization_number);

create index allocation_by_site on allocation (study_id, site_id);

{append-only allocation (study_id, scheme, stratum, position)};

-- Answers given to requests that named a key: the same key gets the same answer.
create table request (
  study_id {text} not null,
  account_id {text} not null,
  request_key {text} not null,
  fingerprint {text} not null,
  answer {text} not null,
  answered_at {text} not null,
  primary key (study_id, account_id, request_key)
);

{append-only request (study_id, account_id, request_key)};
