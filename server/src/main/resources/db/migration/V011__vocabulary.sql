-- The words of an account, and those of one conversation. A row with conversation_id null holds in all
-- conversations of its user.
create table vocabulary_terms (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  conversation_id uuid references conversations (id) on delete cascade,
  term varchar(200) not null,
  sounds_like text[] not null default '{}',
  never_change boolean not null default false,
  source varchar(20) not null default 'person' constraint vocabulary_terms_source_check
    check (source in ('person', 'learnt')),
  -- How often people rejected a correction of exactly this text: twice makes it a word never to change.
  rejections integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index vocabulary_terms_term_key
  on vocabulary_terms (user_id, conversation_id, lower(term)) nulls not distinct;
create index vocabulary_terms_conversation on vocabulary_terms (conversation_id);
create trigger vocabulary_terms_touch before update on vocabulary_terms
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();

create policy owner on vocabulary_terms
  using ((select lumen_sees_all()) or user_id = (select lumen_user_id()));
alter table vocabulary_terms enable row level security;
alter table vocabulary_terms force row level security;
