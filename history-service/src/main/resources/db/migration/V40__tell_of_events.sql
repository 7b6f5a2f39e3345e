-- Wakes who listens as soon as a transaction that recorded events is committed; several in one transaction are told once.
create function tell_of_events() returns trigger language plpgsql as $$
begin
    perform pg_notify('tidemark_event', '');
    return null;
end
$$;

create trigger event_told after insert on event for each statement execute function tell_of_events();
