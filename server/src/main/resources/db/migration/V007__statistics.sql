-- A conversation's figures (D-07, D-08), kept by what changed and never by summing it all again. The exact
-- sums live in conversation_counters; the columns of conversations are read off them. One statement that
-- brings a thousand turns changes a conversation once, so its subscribers hear of it once.
create function average_confidence(high integer, medium integer, low integer) returns varchar
  language sql immutable parallel safe
  return case
    when high + medium + low = 0 then null
    when 3 * high + 2 * medium + low >= 2.5 * (high + medium + low) then 'HIGH'
    when 3 * high + 2 * medium + low >= 1.5 * (high + medium + low) then 'MEDIUM'
    else 'LOW' end;

create function is_lumen(speaker varchar) returns boolean language sql immutable parallel safe
  return lower(speaker) in ('lumen', 'ai', 'assistant', 'claude');

create function is_pending(status varchar) returns boolean language sql immutable parallel safe
  return status in ('queued', 'processing');

create function add_to_conversation(
  conversation uuid, seq integer, n_turns bigint, n_user bigint, n_processed bigint, n_pending bigint, n_high bigint,
  n_medium bigint, n_low bigint, n_ms numeric, n_user_ms numeric) returns void language plpgsql as $$
begin
  -- When a conversation is deleted its counters go with it, and there is nothing left to keep right.
  with counted as (
    update conversation_counters c set
        last_turn_seq = greatest(c.last_turn_seq, seq),
        turns = c.turns + n_turns,
        user_turns = c.user_turns + n_user,
        user_turns_processed = c.user_turns_processed + n_processed,
        lumen_turns = c.lumen_turns + n_turns - n_user,
        pending_turns = c.pending_turns + n_pending,
        high = c.high + n_high,
        medium = c.medium + n_medium,
        low = c.low + n_low,
        processing_ms = c.processing_ms + n_ms,
        user_processing_ms = c.user_processing_ms + n_user_ms
      where c.conversation_id = conversation returning c.*)
  update conversations v set
      turns_count = counted.turns,
      total_processing_time_ms = least(counted.processing_ms, 99999999.99),
      average_confidence_score = average_confidence(counted.high, counted.medium, counted.low),
      updated_at = now()
    from counted where v.id = counted.conversation_id;
end $$;

-- Everywhere below the conversations are taken in the order of their ids: two statements that touch the same
-- ones never wait for each other.
create function keep_statistics_on_insert() returns trigger language plpgsql as $$
begin
  perform add_to_conversation(
      conversation_id, max(seq), count(*),
      count(*) filter (where not is_lumen(speaker)),
      count(*) filter (where not is_lumen(speaker) and status = 'processed'),
      count(*) filter (where is_pending(status)),
      count(*) filter (where confidence_score = 'HIGH'),
      count(*) filter (where confidence_score = 'MEDIUM'),
      count(*) filter (where confidence_score = 'LOW'),
      coalesce(sum(processing_time_ms), 0),
      coalesce(sum(processing_time_ms) filter (where not is_lumen(speaker)), 0))
    from new_turns group by conversation_id order by conversation_id;
  return null;
end $$;

create function keep_statistics_on_delete() returns trigger language plpgsql as $$
begin
  perform add_to_conversation(
      conversation_id, 0, -count(*),
      -count(*) filter (where not is_lumen(speaker)),
      -count(*) filter (where not is_lumen(speaker) and status = 'processed'),
      -count(*) filter (where is_pending(status)),
      -count(*) filter (where confidence_score = 'HIGH'),
      -count(*) filter (where confidence_score = 'MEDIUM'),
      -count(*) filter (where confidence_score = 'LOW'),
      -coalesce(sum(processing_time_ms), 0),
      -coalesce(sum(processing_time_ms) filter (where not is_lumen(speaker)), 0))
    from old_turns group by conversation_id order by conversation_id;
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
  perform add_to_conversation(
      conversation_id, max(seq) filter (where sign > 0), sum(sign),
      coalesce(sum(sign) filter (where not is_lumen(speaker)), 0),
      coalesce(sum(sign) filter (where not is_lumen(speaker) and status = 'processed'), 0),
      coalesce(sum(sign) filter (where is_pending(status)), 0),
      coalesce(sum(sign) filter (where confidence_score = 'HIGH'), 0),
      coalesce(sum(sign) filter (where confidence_score = 'MEDIUM'), 0),
      coalesce(sum(sign) filter (where confidence_score = 'LOW'), 0),
      coalesce(sum(sign * processing_time_ms), 0),
      coalesce(sum(sign * processing_time_ms) filter (where not is_lumen(speaker)), 0))
    from (
      select 1 as sign, n.conversation_id, n.seq, n.speaker, n.status, n.confidence_score, n.processing_time_ms
        from new_turns n
      union all
      select -1, o.conversation_id, o.seq, o.speaker, o.status, o.confidence_score, o.processing_time_ms
        from old_turns o) changed
    group by conversation_id order by conversation_id;
  return null;
end $$;

create trigger turns_statistics_insert after insert on turns referencing new table as new_turns
  for each statement execute function keep_statistics_on_insert();
create trigger turns_statistics_delete after delete on turns referencing old table as old_turns
  for each statement execute function keep_statistics_on_delete();
create trigger turns_statistics_update after update on turns referencing old table as old_turns new table as new_turns
  for each statement execute function keep_statistics_on_update();
