-- What one statement on turns changes in many conversations is booked by one statement as well: a batch of
-- turns from 64 conversations cost 64 calls before.
drop trigger turns_statistics_insert on turns;
drop trigger turns_statistics_update on turns;
drop trigger turns_statistics_delete on turns;
drop function keep_statistics_on_insert();
drop function keep_statistics_on_update();
drop function keep_statistics_on_delete();
drop function add_to_conversation(uuid, integer, bigint, bigint, bigint, bigint, bigint, bigint, bigint, numeric, numeric);

-- What is added to a conversation's figures; below zero for what is taken away.
create type conversation_change as (
  conversation uuid, seq integer, turns bigint, user_turns bigint, user_turns_processed bigint, pending bigint,
  high bigint, medium bigint, low bigint, ms numeric, user_ms numeric);

create function add_to_conversations(changes conversation_change[]) returns void language plpgsql as $$
begin
  -- Locked in the order of their ids, so that two statements which touch the same conversations never wait for
  -- each other. When a conversation is deleted its counters go with it, and there is nothing left to keep right.
  with change as materialized (
    select * from unnest(changes)),
  held as materialized (
    select k.conversation_id from conversation_counters k join change on k.conversation_id = change.conversation
      order by k.conversation_id for update of k),
  counted as (
    update conversation_counters c set
        last_turn_seq = greatest(c.last_turn_seq, n.seq),
        turns = c.turns + n.turns,
        user_turns = c.user_turns + n.user_turns,
        user_turns_processed = c.user_turns_processed + n.user_turns_processed,
        lumen_turns = c.lumen_turns + n.turns - n.user_turns,
        pending_turns = c.pending_turns + n.pending,
        high = c.high + n.high,
        medium = c.medium + n.medium,
        low = c.low + n.low,
        processing_ms = c.processing_ms + n.ms,
        user_processing_ms = c.user_processing_ms + n.user_ms
      from held join change n on n.conversation = held.conversation_id
      where c.conversation_id = held.conversation_id returning c.*)
  update conversations v set
      turns_count = counted.turns,
      total_processing_time_ms = least(counted.processing_ms, 99999999.99),
      average_confidence_score = average_confidence(counted.high, counted.medium, counted.low),
      updated_at = now()
    from counted where v.id = counted.conversation_id;
end $$;

create function keep_statistics_on_insert() returns trigger language plpgsql as $$
begin
  perform add_to_conversations(array_agg(row(
      conversation_id, seq, turns, user_turns, user_turns_processed, pending, high, medium, low, ms,
      user_ms)::conversation_change))
    from (
      select conversation_id, max(seq) as seq, count(*) as turns,
             count(*) filter (where not is_lumen(speaker)) as user_turns,
             count(*) filter (where not is_lumen(speaker) and status = 'processed') as user_turns_processed,
             count(*) filter (where is_pending(status)) as pending,
             count(*) filter (where confidence_score = 'HIGH') as high,
             count(*) filter (where confidence_score = 'MEDIUM') as medium,
             count(*) filter (where confidence_score = 'LOW') as low,
             coalesce(sum(processing_time_ms), 0) as ms,
             coalesce(sum(processing_time_ms) filter (where not is_lumen(speaker)), 0) as user_ms
        from new_turns group by conversation_id) added;
  return null;
end $$;

create function keep_statistics_on_delete() returns trigger language plpgsql as $$
begin
  perform add_to_conversations(array_agg(row(
      conversation_id, 0, -turns, -user_turns, -user_turns_processed, -pending, -high, -medium, -low, -ms,
      -user_ms)::conversation_change))
    from (
      select conversation_id, count(*) as turns,
             count(*) filter (where not is_lumen(speaker)) as user_turns,
             count(*) filter (where not is_lumen(speaker) and status = 'processed') as user_turns_processed,
             count(*) filter (where is_pending(status)) as pending,
             count(*) filter (where confidence_score = 'HIGH') as high,
             count(*) filter (where confidence_score = 'MEDIUM') as medium,
             count(*) filter (where confidence_score = 'LOW') as low,
             coalesce(sum(processing_time_ms), 0) as ms,
             coalesce(sum(processing_time_ms) filter (where not is_lumen(speaker)), 0) as user_ms
        from old_turns group by conversation_id) removed;
  return null;
end $$;

create function keep_statistics_on_update() returns trigger language plpgsql as $$
begin
  -- Many updates say nothing new to a conversation: work begun, a latency measured later.
  if not exists (
      select from new_turns n join old_turns o using (id) where
        (n.conversation_id, n.speaker, n.status, n.confidence_score, n.processing_time_ms, n.cleaned_text)
        is distinct from
        (o.conversation_id, o.speaker, o.status, o.confidence_score, o.processing_time_ms, o.cleaned_text)) then
    return null;
  end if;
  perform add_to_conversations(array_agg(row(
      conversation_id, seq, turns, user_turns, user_turns_processed, pending, high, medium, low, ms,
      user_ms)::conversation_change))
    from (
      select conversation_id, max(seq) filter (where sign > 0) as seq, sum(sign) as turns,
             coalesce(sum(sign) filter (where not is_lumen(speaker)), 0) as user_turns,
             coalesce(sum(sign) filter (where not is_lumen(speaker) and status = 'processed'), 0)
               as user_turns_processed,
             coalesce(sum(sign) filter (where is_pending(status)), 0) as pending,
             coalesce(sum(sign) filter (where confidence_score = 'HIGH'), 0) as high,
             coalesce(sum(sign) filter (where confidence_score = 'MEDIUM'), 0) as medium,
             coalesce(sum(sign) filter (where confidence_score = 'LOW'), 0) as low,
             coalesce(sum(sign * processing_time_ms), 0) as ms,
             coalesce(sum(sign * processing_time_ms) filter (where not is_lumen(speaker)), 0) as user_ms
        from (
          select 1 as sign, n.conversation_id, n.seq, n.speaker, n.status, n.confidence_score, n.processing_time_ms
            from new_turns n
          union all
          select -1, o.conversation_id, o.seq, o.speaker, o.status, o.confidence_score, o.processing_time_ms
            from old_turns o) changed
        group by conversation_id) summed;
  return null;
end $$;

create trigger turns_statistics_insert after insert on turns referencing new table as new_turns
  for each statement execute function keep_statistics_on_insert();
create trigger turns_statistics_delete after delete on turns referencing old table as old_turns
  for each statement execute function keep_statistics_on_delete();
create trigger turns_statistics_update after update on turns referencing old table as old_turns new table as new_turns
  for each statement execute function keep_statistics_on_update();

-- Whose conversation a row belongs to is looked up by the conversation's id. As EXISTS the planner may answer it
-- by hashing all conversations that the actor sees, in every statement; a single value it cannot hash.
do $$
declare
  child text;
begin
  foreach child in array array['turns', 'conversation_counters', 'conversation_events', 'turn_jobs',
      'conversation_contexts', 'context_transitions', 'session_states'] loop
    execute format('drop policy owner on %I', child);
    execute format(
      'create policy owner on %I using ((select lumen_sees_all())
         or (select true from conversations c where c.id = conversation_id))', child);
  end loop;
end $$;

-- No query looks turns up by what cleaning says about them; they are read by conversation. As B-trees these
-- indexes had every finished turn rewritten in all thirteen indexes of its table. A BRIN index is answered from
-- as well, costs a write next to nothing, and does not stand in the way of an update in place.
do $$
declare
  wanted record;
begin
  for wanted in select * from (values
      ('idx_turns_confidence_score', 'confidence_score'), ('idx_turns_cleaning_level', 'cleaning_level'),
      ('idx_turns_context_detected', 'context_detected'), ('idx_turns_business_domain', 'business_domain'),
      ('idx_turns_processing_time', 'processing_time_ms'), ('idx_turns_queue_time', 'queue_time_ms'),
      ('idx_turns_websocket_latency', 'websocket_latency_ms')) as t (name, col) loop
    execute format('drop index %I', wanted.name);
    execute format('create index %I on turns using brin (%I)', wanted.name, wanted.col);
  end loop;
end $$;
-- Room on its page for what a turn grows by when it is processed.
alter table turns set (fillfactor = 60);
