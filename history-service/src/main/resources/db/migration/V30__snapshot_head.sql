-- One number that grows with every change of the list of snapshots, so that a caller who has the list learns by one read
-- that it is still true.
create table snapshot_head (
    single  boolean primary key default true check (single),
    version bigint not null
);
insert into snapshot_head (version) values (0);

create function snapshot_changed() returns trigger language plpgsql as $$
begin
    update snapshot_head set version = version + 1;
    return null;
end
$$;

create trigger snapshot_came_or_went after insert or delete on snapshot
    for each statement execute function snapshot_changed();

-- That it was read and found right changes no list.
create trigger snapshot_changed after update on snapshot
    for each row when ((old.detail, old.damaged_at) is distinct from (new.detail, new.damaged_at))
    execute function snapshot_changed();

create index snapshot_newest_by_volume on snapshot (server, volume, started_at desc, id desc);
