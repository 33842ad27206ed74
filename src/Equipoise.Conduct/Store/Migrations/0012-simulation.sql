-- One row where the database holds a simulated trial, none where it holds people's data: it is opened only as what it is.
create table simulation (
  simulation_id {long} not null primary key check (simulation_id = 1),
  begun_at {text} not null
);

{append-only simulation (simulation_id)};

-- In a simulated trial "at" is simulated, and this is when the entry was really written; elsewhere null.
alter table audit_entry add column really_at {text};
