-- Which words a conversation has, in its name, its description and its turns: what a search looks into. A full-text
-- index on turns is of no use to it: row-level security lets no condition near a row before the policy has seen it,
-- unless its operator is known to give nothing away, and @@ is not. Comparing texts and ids is. So each word is a
-- row, under a policy of the same kind as all others, and of an index that begins with the owner: a search reads the
-- words of the one who asks and of nobody else, however many there are.
create table conversation_words (
  user_id uuid not null,
  word text collate "C" not null,
  -- No foreign key: each word of each turn would look it up. A trigger on conversations stands in for it.
  conversation_id uuid not null
);

-- The first and the last user whose rows are seen; the same but for those who see all. A list gives them as bounds
-- beside its policy: they lead into an index, which "sees all or is the owner" does not, and that had everybody's
-- conversations read for each list. The policy itself stays as it is: as bounds it would lead every statement that
-- names a conversation into that index as well, past the key, while the table has not been analysed yet.
create function lumen_first_user() returns uuid language sql stable parallel safe
  return case when lumen_sees_all() then '00000000-0000-0000-0000-000000000000'::uuid else lumen_user_id() end;

create function lumen_last_user() returns uuid language sql stable parallel safe
  return case when lumen_sees_all() then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid else lumen_user_id() end;

-- Below the owner an index is only searched further where the owner is given exactly.
create function lumen_users_seen() returns uuid[] language sql stable parallel safe
  return case when lumen_sees_all() then array(select id from users) else array[lumen_user_id()] end;
create policy owner on conversation_words using (user_id = any ((select lumen_users_seen())::uuid[]))
  -- No list of all users for each turn that a worker stores.
  with check ((select lumen_sees_all()) or user_id = (select lumen_user_id()));
alter table conversation_words enable row level security;
alter table conversation_words force row level security;

-- Lists are put in order from this alone; only the rows of a page are read.
create index conversations_listed on conversations (user_id, updated_at desc, id) include (status)
  where status <> 'deleted';

-- Very long texts are searched in their beginning: there is a limit to what PostgreSQL takes apart.
create function words_of(name varchar, description text) returns text[] language sql immutable parallel safe
  return tsvector_to_array(to_tsvector('simple', name || ' ' || left(coalesce(description, ''), 50000)));

create function words_said(raw text, cleaned text) returns text[] language sql immutable parallel safe
  return tsvector_to_array(to_tsvector('simple', left(raw, 50000) || ' ' || left(coalesce(cleaned, ''), 50000)));

-- What is there already; who migrates sees all of it.
select set_config('lumen.actor', 'service', true);
insert into conversation_words (user_id, word, conversation_id)
  select c.user_id, w.word, c.id from conversations c, unnest(words_of(c.name, c.description)) w (word)
  union
  select c.user_id, w.word, c.id
    from turns t join conversations c on c.id = t.conversation_id, unnest(words_said(t.raw_text, t.cleaned_text)) w (word)
   where not is_pending(t.status);
alter table conversation_words add primary key (user_id, word, conversation_id);
create index conversation_words_conversation on conversation_words (conversation_id);

-- Takes those words from a conversation that are no longer anywhere in it.
create function forget_words(conversation uuid, gone text[]) returns void language sql
begin atomic
  delete from conversation_words w using conversations c
   where c.id = conversation and w.user_id = c.user_id and w.conversation_id = c.id and w.word = any (gone)
     and not (w.word = any (words_of(c.name, c.description)))
     and not exists (
       select from turns t where t.conversation_id = c.id and not is_pending(t.status)
          and position(w.word in lower(t.raw_text || ' ' || coalesce(t.cleaned_text, ''))) > 0
          and w.word = any (words_said(t.raw_text, t.cleaned_text)));
end;

-- A turn's words are kept once it waits for nothing any more: so they are written once.
create function keep_words_on_insert() returns trigger language plpgsql as $$
begin
  insert into conversation_words (user_id, word, conversation_id)
    select c.user_id, w.word, n.conversation_id
      from new_turns n join conversations c on c.id = n.conversation_id,
           unnest(words_said(n.raw_text, n.cleaned_text)) w (word)
     where not is_pending(n.status)
    on conflict do nothing;
  return null;
end $$;

create function keep_words_on_update() returns trigger language plpgsql as $$
declare
  changed record;
begin
  insert into conversation_words (user_id, word, conversation_id)
    select c.user_id, w.word, n.conversation_id
      from new_turns n join old_turns o using (id) join conversations c on c.id = n.conversation_id,
           unnest(words_said(n.raw_text, n.cleaned_text)) w (word)
     where not is_pending(n.status) and (is_pending(o.status)
        or (n.raw_text, n.cleaned_text) is distinct from (o.raw_text, o.cleaned_text))
    on conflict do nothing;
  for changed in
    select o.conversation_id, array_agg(w.word) as gone
      from new_turns n join old_turns o using (id), unnest(words_said(o.raw_text, o.cleaned_text)) w (word)
     where not is_pending(o.status) and (is_pending(n.status)
        or (n.raw_text, n.cleaned_text) is distinct from (o.raw_text, o.cleaned_text))
       and (is_pending(n.status) or not (w.word = any (words_said(n.raw_text, n.cleaned_text))))
     group by o.conversation_id
  loop
    perform forget_words(changed.conversation_id, changed.gone);
  end loop;
  return null;
end $$;

create function forget_words_on_delete() returns trigger language plpgsql as $$
declare
  changed record;
begin
  for changed in
    select o.conversation_id, array_agg(distinct w.word) as gone
      from old_turns o join conversations c on c.id = o.conversation_id,
           unnest(words_said(o.raw_text, o.cleaned_text)) w (word)
     where not is_pending(o.status) group by o.conversation_id
  loop
    perform forget_words(changed.conversation_id, changed.gone);
  end loop;
  return null;
end $$;

create trigger turns_words_insert after insert on turns referencing new table as new_turns
  for each statement execute function keep_words_on_insert();
create trigger turns_words_update after update on turns referencing old table as old_turns new table as new_turns
  for each statement execute function keep_words_on_update();
create trigger turns_words_delete after delete on turns referencing old table as old_turns
  for each statement execute function forget_words_on_delete();

create function keep_words_of_name() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and new.user_id <> old.user_id then
    update conversation_words set user_id = new.user_id where user_id = old.user_id and conversation_id = new.id;
  end if;
  insert into conversation_words (user_id, word, conversation_id)
    select new.user_id, w.word, new.id from unnest(words_of(new.name, new.description)) w (word)
    on conflict do nothing;
  if tg_op <> 'INSERT' then
    perform forget_words(new.id, words_of(old.name, old.description));
  end if;
  return null;
end $$;

create function forget_words_of_conversation() returns trigger language plpgsql as $$
begin
  delete from conversation_words where conversation_id = old.id;
  return null;
end $$;

create trigger conversations_words_insert after insert on conversations
  for each row execute function keep_words_of_name();
create trigger conversations_words_update after update of name, description, user_id on conversations
  for each row when ((new.name, new.description, new.user_id) is distinct from
    (old.name, old.description, old.user_id)) execute function keep_words_of_name();
create trigger conversations_words_delete after delete on conversations
  for each row execute function forget_words_of_conversation();
