-- What is known of four eyes in each tenant.
CREATE TABLE four_eyes (
    tenant    text PRIMARY KEY,
    -- When it had two administrators who could act, for the first time; never taken back.
    two_since timestamptz,
    -- Whether the log said last that a second administrator is wanted.
    wanted    boolean NOT NULL DEFAULT false
);
CALL keep_to_tenant('four_eyes', 'tenant');

CREATE INDEX account_role_administrator ON account_role (account) WHERE role = 'administrator';

-- As the owner, so that nothing else than this can say that there were two.
CREATE FUNCTION notice_two_administrators() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO four_eyes AS known (tenant, two_since)
    SELECT tenant_of(a.name), now() FROM account_role r JOIN account a ON a.name = r.account
    WHERE r.role = 'administrator' AND NOT a.disabled
        AND NOT EXISTS (SELECT FROM four_eyes f WHERE f.tenant = tenant_of(a.name) AND f.two_since IS NOT NULL)
    GROUP BY 1 HAVING count(*) > 1
    ON CONFLICT (tenant) DO UPDATE SET two_since = excluded.two_since WHERE known.two_since IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER account_makes_two AFTER INSERT OR UPDATE OF disabled ON account
    FOR EACH STATEMENT EXECUTE FUNCTION notice_two_administrators();
CREATE TRIGGER account_role_makes_two AFTER INSERT OR UPDATE ON account_role
    FOR EACH STATEMENT EXECUTE FUNCTION notice_two_administrators();

INSERT INTO four_eyes (tenant, two_since)
SELECT tenant_of(a.name), now() FROM account_role r JOIN account a ON a.name = r.account
WHERE r.role = 'administrator' AND NOT a.disabled GROUP BY 1 HAVING count(*) > 1;

INSERT INTO four_eyes (tenant, wanted)
SELECT 'default', true WHERE 'turn-on-four-eyes' = (
    SELECT action FROM audit WHERE tenant = 'default' AND action IN ('turn-on-four-eyes', 'turn-off-four-eyes')
    ORDER BY sequence DESC LIMIT 1)
ON CONFLICT (tenant) DO UPDATE SET wanted = true;
