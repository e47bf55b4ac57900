-- How often the reading of a turn was changed after it was processed: what is optimistic about decisions.
alter table turns add column revision integer not null default 0;
