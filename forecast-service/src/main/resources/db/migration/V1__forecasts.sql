-- One row for each volume and UTC day. What is searched for stands in columns; the whole forecast stands in the document.
create table forecast (
    id uuid primary key,
    server text not null,
    volume text not null,
    day date not null,
    made_at timestamptz not null,
    status text not null,
    document text not null,
    unique (server, volume, day)
);

create index forecast_by_day on forecast (day);

-- Scheduled work is done by the replica that holds its lease.
create table lease (
    name text primary key,
    holder uuid not null,
    held_until timestamptz not null
);
