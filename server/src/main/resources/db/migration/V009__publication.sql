-- What leaves the database through its log (D-10). The old row of an UPDATE or DELETE is sent whole, because a
-- subscriber's filter has to be applied to it. A publication of that name may stand there already.
alter table turns replica identity full;
alter table conversations replica identity full;

do $$
declare
  wanted record;
begin
  for wanted in select * from (values ('supabase_realtime', 'turns'), ('supabase_realtime', 'conversations'),
      ('lumen_events', 'conversation_events')) as p (publication, tablename) loop
    if not exists (select from pg_publication where pubname = wanted.publication) then
      execute format('create publication %I', wanted.publication);
    end if;
    if not exists (select from pg_publication_tables p where p.pubname = wanted.publication
        and p.schemaname = current_schema() and p.tablename = wanted.tablename) then
      execute format('alter publication %I add table %I', wanted.publication, wanted.tablename);
    end if;
  end loop;
end $$;
