-- A transaction that goes by what it knows of rows has the database say so first: if they are otherwise, it is over
-- before it has changed anything, and whoever began it begins again (40001, serialization_failure).
create function require_unchanged(unchanged boolean) returns void language plpgsql immutable as $$
begin
  if unchanged is not true then
    raise exception 'others have changed what this transaction goes by' using errcode = 'serialization_failure';
  end if;
end $$;
