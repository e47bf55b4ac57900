-- Who may see what, said a second time (D-09). The server says it first, in its queries; these policies hold
-- when a query forgets. Who is asking stands in lumen.actor for the length of a transaction: user:<id>,
-- admin:<id> or service. Where nothing is set, nothing is seen. FORCE: the owner of the tables is the very
-- role the server connects with.
create function lumen_sees_all() returns boolean language sql stable parallel safe
  return coalesce(current_setting('lumen.actor', true) = 'service'
    or starts_with(current_setting('lumen.actor', true), 'admin:'), false);

create function lumen_user_id() returns uuid language sql stable parallel safe
  return nullif(split_part(current_setting('lumen.actor', true), ':', 2), '')::uuid;

-- (select ...) has both functions called once for a statement instead of once for a row.
create policy owner on conversations
  using ((select lumen_sees_all()) or user_id = (select lumen_user_id()));
create policy owner on user_preferences
  using ((select lumen_sees_all()) or user_id = (select lumen_user_id()));

-- What belongs to a conversation is seen by whoever sees the conversation: its own policy answers that.
do $$
declare
  child text;
begin
  foreach child in array array['turns', 'conversation_counters', 'conversation_events', 'turn_jobs',
      'conversation_contexts', 'context_transitions', 'session_states'] loop
    execute format(
      'create policy owner on %I using ((select lumen_sees_all()) or exists (
         select from conversations c where c.id = conversation_id))', child);
  end loop;
  foreach child in array array['conversations', 'user_preferences', 'turns', 'conversation_counters',
      'conversation_events', 'turn_jobs', 'conversation_contexts', 'context_transitions', 'session_states'] loop
    execute format('alter table %I enable row level security', child);
    execute format('alter table %I force row level security', child);
  end loop;
end $$;
