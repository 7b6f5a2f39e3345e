-- Which tenants were given the rules that everybody begins with: what somebody removes of them stays removed.
create table furnished (
    tenant text primary key,
    at     timestamptz not null
);
insert into furnished values ('default', now());

alter table furnished enable row level security;
alter table furnished force row level security;
create policy of_tenant on furnished using (visible_to_tenant(tenant));

-- Gives a tenant the rules that everybody begins with, once. Of several at the same time, one does it and the others
-- wait for that. A rule that has such an id already stays as it is.
create function furnish(whom text) returns void language plpgsql as $$
begin
    insert into furnished values (whom, now()) on conflict do nothing;
    if found then
        insert into rule
        select r.id || '@' || whom, r.name, r.measure, r.threshold, r.clear_threshold, r.severity, 300, '*', '*', true, 1
        from (values
            ('used-share-warning', 'Volume mostly full', 'USED_SHARE', 0.85, 0.83, 'WARNING'),
            ('used-share-critical', 'Volume nearly full', 'USED_SHARE', 0.95, 0.93, 'CRITICAL'),
            ('free-inodes-warning', 'Few inodes left', 'FREE_INODES_SHARE', 0.10, 0.12, 'WARNING'))
            as r (id, name, measure, threshold, clear_threshold, severity)
        on conflict do nothing;
    end if;
end
$$;
