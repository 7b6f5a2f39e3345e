-- Steps of retention are told by their number among those of their server, so that nobody counts those of others.
alter table retention_step add column number bigint;
update retention_step s set number = n.number
    from (select id, row_number() over (partition by server order by id) as number from retention_step) n
    where n.id = s.id;
alter table retention_step alter column number set not null;
create unique index retention_step_number on retention_step (server, number);
drop index retention_step_by_server;

-- Two at once of one server take turns.
create function number_step() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('retention_step ' || new.server, 0));
    new.number := 1 + coalesce((select max(number) from retention_step where server = new.server), 0);
    return new;
end
$$;
create trigger numbered before insert on retention_step for each row execute function number_step();
