-- How far the events of history were followed.
create table event_place (
    id         integer primary key check (id = 1),
    last_event text not null
);
