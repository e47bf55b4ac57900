-- Most turns come to the database together with all that is to be said of them, and whoever sends them knows what
-- they change in their conversation's figures. Working that out once more here, behind each statement, took a fifth
-- of the database's time. So a transaction may say that it books them itself, together with the events that tell of
-- the turns, in one change of the counter's row instead of two. It says so for its own length only; every other
-- change is booked here as before.
create function books_figures_itself() returns boolean language sql stable parallel safe
  return coalesce(current_setting('lumen.figures', true) = 'booked', false);

create or replace function keep_statistics_on_insert() returns trigger language plpgsql as $$
begin
  if books_figures_itself() then
    return null;
  end if;
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

create or replace function keep_statistics_on_update() returns trigger language plpgsql as $$
begin
  if books_figures_itself() then
    return null;
  end if;
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

-- Most turns read as they were heard; their words were taken apart twice.
create or replace function words_said(raw text, cleaned text) returns text[] language sql immutable parallel safe
  return tsvector_to_array(said_vector(raw, nullif(cleaned, raw)));

-- The same people count as the AI voice here as when a turn is cleaned.
create or replace function is_lumen(speaker varchar) returns boolean language sql immutable parallel safe
  return lower(btrim(speaker, E' \t\n\r\f\u000b')) in ('lumen', 'ai', 'assistant', 'claude');
