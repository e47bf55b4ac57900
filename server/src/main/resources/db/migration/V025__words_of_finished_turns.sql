-- Turns that leave the queue had no words before. Their texts were compared with those of no turn at all, which put a
-- whole batch in order twice.
create or replace function keep_words_on_update() returns trigger language plpgsql as $$
declare
  changed record;
begin
  if not exists (select from old_turns where not is_pending(status)) then
    insert into conversation_words (user_id, word, conversation_id)
      select distinct c.user_id, w.word, n.conversation_id
        from new_turns n join conversations c on c.id = n.conversation_id,
             unnest(words_said(n.raw_text, n.cleaned_text)) w (word)
       where not is_pending(n.status)
      on conflict do nothing;
    return null;
  end if;
  insert into conversation_words (user_id, word, conversation_id)
    select distinct c.user_id, w.word, said.conversation_id
      from (select id, conversation_id, raw_text, cleaned_text from new_turns where not is_pending(status)
            except
            select id, conversation_id, raw_text, cleaned_text from old_turns where not is_pending(status)) said
      join conversations c on c.id = said.conversation_id,
           unnest(words_said(said.raw_text, said.cleaned_text)) w (word)
    on conflict do nothing;
  -- Few: turns are seldom read anew.
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
