-- Nobody of a disabled tenant is let in. All tokens of a tenant carry its mark, which changes when it is disabled.
ALTER TABLE tenant ADD COLUMN disabled_at timestamptz;
ALTER TABLE tenant ADD COLUMN token_mark uuid NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE tenant ADD CHECK (name <> 'default' OR disabled_at IS NULL);
