-- The people. No row is ever deleted: the audit trail names them for good.
create table account (
  account_id {text} not null primary key,
  username {text} not null unique,
  name {text} not null,
  password_hash {text},
  security_stamp {text} not null,
  second_factor_key {text},
  has_second_factor {long} not null,
  recovery_codes {text} not null,
  failed_attempts {long} not null,
  locked_until {text},
  closed_at {text}
);

-- Their roles; site_id is null where a role holds for all sites.
create table account_grant (
  grant_id {text} not null primary key,
  account_id {text} not null references account (account_id),
  role {text} not null,
  site_id {text},
  revoked_at {text}
);

create index account_grant_by_account on account_grant (account_id);

-- Links that let somebody choose a password, once; account_id is null for the first link of all, which makes an administrator.
create table invitation (
  secret_hash {text} not null primary key,
  account_id {text} references account (account_id),
  expires_at {text} not null,
  used_at {text}
);

-- Keys by which programs act for people. Limits are names of permissions with spaces between them.
create table api_token (
  token_id {text} not null primary key,
  account_id {text} not null references account (account_id),
  name {text} not null,
  secret_hash {text} not null unique,
  limits {text} not null,
  made_at {text} not null,
  expires_at {text} not null,
  revoked_at {text}
);

create index api_token_by_account on api_token (account_id);
