-- Whose something is stands in its name: behind the '@', or it is the default tenant's.
create function tenant_of(name text) returns text language sql immutable parallel safe
    return case when strpos(name, '@') = 0 then 'default' else split_part(name, '@', -1) end;

-- Whether the tenant for which this transaction is made may see what is that tenant's; '*' stands for all of them.
create function visible_to_tenant(tenant text) returns boolean language sql stable parallel safe
    return coalesce(current_setting('tidemark.tenant', true) = '*'
        or current_setting('tidemark.tenant', true) = tenant, false);

-- The owner of the tables is held to it too. A lease is nobody's.
alter table forecast enable row level security;
alter table forecast force row level security;
create policy of_tenant on forecast using (visible_to_tenant(tenant_of(server)));
