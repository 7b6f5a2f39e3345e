-- Trace, before and after of a row, as JSON; part of its hash where it is not empty.
ALTER TABLE audit ADD COLUMN detail text NOT NULL DEFAULT '';
