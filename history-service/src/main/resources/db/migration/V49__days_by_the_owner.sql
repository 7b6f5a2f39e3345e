-- The service reads and writes readings; their days are made and dropped by the owner's functions.
alter function sample_partition(date) security definer set search_path = public, pg_temp;

create function sample_drop(day date) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
begin
    execute format('drop table if exists %I', sample_partition_name(day));
end $$;
