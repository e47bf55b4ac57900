-- Everything a subscriber can read, in order, and the turns that wait for a worker.
create table conversation_events (
  conversation_id uuid not null references conversations (id) on delete cascade,
  seq bigint not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  primary key (conversation_id, seq)
);

create function number_conversation_event() returns trigger language plpgsql as $$
begin
  update conversation_counters set last_event_seq = last_event_seq + 1
    where conversation_id = new.conversation_id returning last_event_seq into new.seq;
  if not found then
    raise exception 'the conversation of this event does not exist' using errcode = 'foreign_key_violation',
      constraint = 'conversation_events_conversation_id_fkey', table = 'conversation_events';
  end if;
  return new;
end $$;
create trigger conversation_events_number before insert on conversation_events
  for each row when (new.seq is null) execute function number_conversation_event();

create table turn_jobs (
  job_id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null references conversations (id) on delete cascade,
  turn_id uuid not null constraint turn_jobs_turn_id_key unique references turns (id) on delete cascade,
  turn_seq integer not null,
  priority smallint not null default 1 constraint turn_jobs_priority_check check (priority between 1 and 3),
  retry_count integer not null default 0,
  max_retries integer not null default 3,
  -- Exactly one job of a conversation that is not paused is ready: its first.
  ready boolean not null default false,
  available_at timestamptz not null default now(),
  lease_owner text,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  constraint turn_jobs_conversation_seq_key unique (conversation_id, turn_seq)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);
create index turn_jobs_claim on turn_jobs (priority desc, available_at) where ready;

create table session_states (
  id uuid primary key default gen_random_uuid(),
  conversation_id uuid not null constraint session_states_conversation_id_key unique
    references conversations (id) on delete cascade,
  state varchar(50) not null default 'idle' constraint session_states_state_check
    check (state in ('idle', 'listening', 'processing', 'speaking', 'waiting_for_user', 'error', 'ended')),
  transcript text not null default '',
  interim_transcript text not null default '',
  updated_at timestamptz not null default now()
);
create trigger session_states_touch before update on session_states
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();

create table user_preferences (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null constraint user_preferences_user_id_key unique references users (id) on delete cascade,
  preferred_voice varchar(100),
  preferred_personality varchar(100),
  settings jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger user_preferences_touch before update on user_preferences
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();

-- The turns of a conversation as a chat reads them (D-04): one store, two faces.
create view messages with (security_invoker = true) as
  select id,
         conversation_id,
         case when lower(speaker) in ('lumen', 'ai', 'assistant', 'claude') then 'assistant' else 'user' end as role,
         coalesce(cleaned_text, raw_text) as content,
         created_at as "timestamp",
         metadata ->> 'audio_url' as audio_url,
         metadata -> 'feedback' as feedback,
         round(processing_time_ms)::integer as processing_time,
         seq
    from turns;
