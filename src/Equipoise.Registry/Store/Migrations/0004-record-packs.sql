-- Records that come in together are compressed together, which takes a third less room: a version then says in which pack its record is and
-- at which place, and its own record is empty. Records that are there stay as they are.
create table record_pack (
  pack_id {long} not null primary key,
  records {bytes} not null
);

alter table study_version add column pack_id {long};
alter table study_version add column place {long};
