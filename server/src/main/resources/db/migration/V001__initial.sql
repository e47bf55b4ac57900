-- Users, conversations and turns (D-01, D-02, D-03).
create table users (
  id uuid primary key default gen_random_uuid(),
  email varchar(255) not null,
  is_active boolean not null default true,
  role varchar(20) not null default 'user' constraint users_role_check check (role in ('user', 'admin')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- An address names one account however it is typed.
create unique index users_email_key on users (lower(email));

create table user_credentials (
  user_id uuid primary key references users (id) on delete cascade,
  password_hash text not null,
  updated_at timestamptz not null default now()
);

create table refresh_tokens (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  family_id uuid not null,
  token_hash bytea not null constraint refresh_tokens_token_hash_key unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index refresh_tokens_user_id on refresh_tokens (user_id);
create index refresh_tokens_family_id on refresh_tokens (family_id);

create table conversations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  name varchar(255) not null,
  description text,
  status varchar(50) not null default 'active' constraint conversations_status_check
    check (status in ('active', 'paused', 'completed', 'ended', 'archived', 'deleted')),
  turns_count integer not null default 0,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
) with (fillfactor = 80);

-- The one row that everything which orders a conversation locks: numbers of turns and of events are
-- taken from it, so they are gapless, and committed in the order they were taken.
create table conversation_counters (
  conversation_id uuid primary key references conversations (id) on delete cascade,
  last_turn_seq integer not null default 0,
  last_event_seq bigint not null default 0,
  turns integer not null default 0,
  user_turns integer not null default 0,
  user_turns_processed integer not null default 0,
  lumen_turns integer not null default 0,
  pending_turns integer not null default 0,
  high integer not null default 0,
  medium integer not null default 0,
  low integer not null default 0,
  processing_ms numeric not null default 0,
  user_processing_ms numeric not null default 0
) with (fillfactor = 70);

create table turns (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references conversations (id) on delete cascade,
  seq integer not null,
  speaker varchar(100) not null,
  raw_text text not null,
  cleaned_text text,
  status varchar(20) not null default 'processed' constraint turns_status_check
    check (status in ('queued', 'processing', 'processed', 'failed')),
  -- The engine that ran, by its true name.
  ai_model_used varchar(50) default 'none',
  transcription_error_detected boolean default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint turns_conversation_seq_key unique (conversation_id, seq)
) with (fillfactor = 85);

create function create_conversation_counters() returns trigger language plpgsql as $$
begin
  insert into conversation_counters (conversation_id) values (new.id);
  return null;
end $$;
create trigger conversations_counters after insert on conversations
  for each row execute function create_conversation_counters();

-- A program that gives no number gets the next one.
create function number_turn() returns trigger language plpgsql as $$
begin
  update conversation_counters set last_turn_seq = last_turn_seq + 1
    where conversation_id = new.conversation_id returning last_turn_seq into new.seq;
  if not found then
    raise exception 'the conversation of this turn does not exist' using errcode = 'foreign_key_violation',
      constraint = 'turns_conversation_id_fkey', table = 'turns';
  end if;
  return new;
end $$;
create trigger turns_number before insert on turns
  for each row when (new.seq is null) execute function number_turn();

-- A statement that sets updated_at itself (a restore, for one) keeps its value.
create function touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;
create trigger users_touch before update on users
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();
create trigger user_credentials_touch before update on user_credentials
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();
create trigger conversations_touch before update on conversations
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();
create trigger turns_touch before update on turns
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();
