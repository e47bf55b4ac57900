-- A transaction that writes finds its rows by keys and joins nothing by hashing. So two sets without an index were
-- joined by comparing each row of one with each of the other: a batch of 128 turns made 16,000 comparisons for the
-- words of conversations, and 10,000 for their figures. Here no set is joined with another one any more.
create or replace function add_to_conversations(changes conversation_change[]) returns void language plpgsql as $$
begin
  -- Locked in the order of their ids, so that two statements which touch the same conversations never wait for
  -- each other. When a conversation is deleted its counters go with it, and there is nothing left to keep right.
  with held as materialized (
    select n.* from conversation_counters k join unnest(changes) n on n.conversation = k.conversation_id
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
      from held n where c.conversation_id = n.conversation returning c.*)
  update conversations v set
      turns_count = counted.turns,
      total_processing_time_ms = least(counted.processing_ms, 99999999.99),
      average_confidence_score = average_confidence(counted.high, counted.medium, counted.low),
      updated_at = now()
    from counted where v.id = counted.conversation_id;
end $$;

-- What is said now and was not before, and the other way round.
create or replace function keep_words_on_update() returns trigger language plpgsql as $$
declare
  changed record;
begin
  insert into conversation_words (user_id, word, conversation_id)
    select c.user_id, w.word, said.conversation_id
      from (select id, conversation_id, raw_text, cleaned_text from new_turns where not is_pending(status)
            except
            select id, conversation_id, raw_text, cleaned_text from old_turns where not is_pending(status)) said
      join conversations c on c.id = said.conversation_id,
           unnest(words_said(said.raw_text, said.cleaned_text)) w (word)
    on conflict do nothing;
  -- Few: turns are seldom read anew, and those that were pending do not count.
  for changed in
    select unsaid.conversation_id, array_agg(w.word) as gone
      from (select id, conversation_id, raw_text, cleaned_text from old_turns where not is_pending(status)
            except
            select id, conversation_id, raw_text, cleaned_text from new_turns where not is_pending(status)) unsaid,
           unnest(words_said(unsaid.raw_text, unsaid.cleaned_text)) w (word)
     where not exists (
       select from new_turns n where n.id = unsaid.id and n.conversation_id = unsaid.conversation_id
          and not is_pending(n.status) and w.word = any (words_said(n.raw_text, n.cleaned_text)))
     group by unsaid.conversation_id
  loop
    perform forget_words(changed.conversation_id, changed.gone);
  end loop;
  return null;
end $$;
