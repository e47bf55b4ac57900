-- How words are compared: without case, without accents, whichever way they are encoded, and letter by letter where a
-- script has no blanks between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer): there a word is a phrase of letters.
-- A hyphen parts words; in front of a digit it was taken for a minus, so that 4432 was not found in 0117-4432.
create function folded(said text) returns text language sql immutable parallel safe
  return case when octet_length(said) = length(said) then replace(lower(said), '-', ' ') else
    regexp_replace(
      lower(normalize(
        regexp_replace(
          normalize(
            replace(replace(replace(replace(translate(lower(said), 'øłđðħı-', 'olddhi '),
              'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
            nfkd),
          '[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]',
          '', 'g'),
        nfkc)),
      '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]',
      ' \& ', 'g') end;

create or replace function searched(said text) returns text language sql immutable parallel safe
  return case when length(said) > 1000
    then regexp_replace(folded(left(said, 50000)), '([^[:space:]]{100})', '\1 ', 'g')
    else folded(said) end;

create or replace function words_of(name varchar, description text) returns text[]
  language sql immutable parallel safe
  return tsvector_to_array(to_tsvector('simple', folded(name) || ' ' || searched(coalesce(description, ''))));

create or replace function forget_words(conversation uuid, gone text[]) returns void language sql
begin atomic
  delete from conversation_words w using conversations c
   where c.id = conversation and w.user_id = c.user_id and w.conversation_id = c.id and w.word = any (gone)
     and not (w.word = any (words_of(c.name, c.description)))
     and not exists (
       select from turns t where t.conversation_id = c.id and not is_pending(t.status)
          and position(w.word in folded(t.raw_text || ' ' || coalesce(t.cleaned_text, ''))) > 0
          and w.word = any (words_said(t.raw_text, t.cleaned_text)));
end;

-- What is there already; who migrates sees all of it. Words of plain letters stay as they are.
create function is_folded_otherwise(said text) returns boolean language sql immutable parallel safe
  return octet_length(said) <> length(said) or position('-' in said) > 0;

select set_config('lumen.actor', 'service', true);
delete from conversation_words where is_folded_otherwise(word);
insert into conversation_words (user_id, word, conversation_id)
  select c.user_id, w.word, c.id from conversations c, unnest(words_of(c.name, c.description)) w (word)
   where is_folded_otherwise(c.name || coalesce(c.description, ''))
  union
  select c.user_id, w.word, c.id
    from turns t join conversations c on c.id = t.conversation_id, unnest(words_said(t.raw_text, t.cleaned_text)) w (word)
   where not is_pending(t.status) and is_folded_otherwise(t.raw_text || coalesce(t.cleaned_text, ''))
on conflict do nothing;
drop function is_folded_otherwise;

-- Which conversation a request with an Idempotency-Key has made or filled, so that one that is sent again does it once.
-- What the request said is not kept; a day later the row goes.
create table request_keys (
  user_id uuid not null references users (id) on delete cascade,
  key text not null,
  fingerprint bytea not null,
  conversation_id uuid not null,
  made_at timestamptz not null,
  primary key (user_id, key)
);
create index request_keys_made_at on request_keys (made_at);
create policy owner on request_keys using ((select lumen_sees_all()) or user_id = (select lumen_user_id()));
alter table request_keys enable row level security;
alter table request_keys force row level security;
