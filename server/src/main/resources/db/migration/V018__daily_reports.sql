-- What was measured, hour by hour and node by node, packed: a day's report is made from it, whichever nodes have
-- come and gone meanwhile. Nothing in these tables was said by anybody, so they have no owner.
create table performance_hours (
  hour timestamptz not null,
  node varchar(40) not null,
  operation varchar(200) not null,
  histogram bytea not null,
  primary key (hour, node, operation)
);

create table performance_alerts (
  id uuid primary key,
  raised_at timestamptz not null,
  alert jsonb not null
);
create index performance_alerts_raised on performance_alerts (raised_at);

create table daily_reports (
  day date primary key,
  made_at timestamptz not null,
  report jsonb not null
);
