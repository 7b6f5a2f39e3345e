-- A snapshot whose tables are kept as what differs from those of its base, with the digest of the file that describes it
-- and the bytes that are kept. `snapshot_part` then has the parts as they are rebuilt.
alter table snapshot add column base_id uuid references snapshot (id);
alter table snapshot add column difference_sha256 text;
alter table snapshot add column difference_entries_bytes bigint;
alter table snapshot add column difference_directories_bytes bigint;
alter table snapshot add constraint snapshot_difference check (
    num_nulls(base_id, difference_sha256, difference_entries_bytes, difference_directories_bytes) in (0, 4)
    and base_id <> id);

create index snapshot_by_base on snapshot (base_id) where base_id is not null;

alter table retention_step add column base_id uuid;
create index retention_step_whole on retention_step (server) where state = 'whole';
