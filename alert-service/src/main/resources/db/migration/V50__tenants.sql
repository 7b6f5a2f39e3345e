-- Whose something is stands in its name: behind the '@', or it is the default tenant's.
create function tenant_of(name text) returns text language sql immutable parallel safe
    return case when strpos(name, '@') = 0 then 'default' else split_part(name, '@', -1) end;

-- Whether the tenant for which this transaction is made may see what is that tenant's; '*' stands for all of them.
create function visible_to_tenant(tenant text) returns boolean language sql stable parallel safe
    return coalesce(current_setting('tidemark.tenant', true) = '*'
        or current_setting('tidemark.tenant', true) = tenant, false);

-- What was seen of each tenant's volumes, and of all of them ('*').
alter table last_pass add column tenant text not null default '*';
alter table last_pass alter column tenant drop default;
alter table last_pass drop constraint last_pass_pkey;
alter table last_pass drop column id;
alter table last_pass add primary key (tenant);
insert into last_pass (at, volumes, stale_volumes, newest_reading_at, source_failure, tenant)
    select at, volumes, stale_volumes, newest_reading_at, source_failure, 'default' from last_pass;

-- The owner of the tables is held to it too. How far events were followed is nobody's.
alter table rule enable row level security;
alter table rule force row level security;
create policy of_tenant on rule using (visible_to_tenant(tenant_of(id)));
alter table alert enable row level security;
alter table alert force row level security;
create policy of_tenant on alert using (visible_to_tenant(tenant_of(rule_id)));
alter table last_pass enable row level security;
alter table last_pass force row level security;
create policy of_tenant on last_pass using (visible_to_tenant(tenant));
