-- Since when a server counts as silent; null while it reports. What turns it makes an event.
alter table server add column silent_since timestamptz;
