-- Five events tell of a processed turn, and a tenth of the database's time went to taking them apart into jsonb and
-- putting them together again for the log and for readers. Nobody looks inside but a few figures, which json answers
-- as well: so an event is kept as it was written, and goes out byte for byte.
alter table conversation_events alter column payload type json using payload::json;

drop function conversation_told(conversations);
create function conversation_told(c conversations) returns json language sql stable parallel safe
  return json_build_object(
    'id', c.id,
    'name', c.name,
    'description', c.description,
    'status', case c.status when 'ended' then 'completed' else c.status end,
    'turns_count', c.turns_count,
    'created_at', to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'updated_at', to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'metadata', c.metadata,
    'total_processing_time_ms', c.total_processing_time_ms,
    'average_confidence_score', c.average_confidence_score);

-- An event is written behind the lock of its conversation's counter and numbered by it, so the conversation is there.
-- Looking it up once more for each event, as a foreign key does, took a fourteenth of the database's time.
alter table conversation_events drop constraint conversation_events_conversation_id_fkey;

create function forget_events_of_conversation() returns trigger language plpgsql as $$
begin
  -- Whoever writes events has this lock until the commit; whoever comes for it later finds no counter any more.
  perform from conversation_counters where conversation_id = old.id for update;
  delete from conversation_events where conversation_id = old.id;
  return old;
end $$;
create trigger conversations_events_delete before delete on conversations
  for each row execute function forget_events_of_conversation();
