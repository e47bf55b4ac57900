-- What a turn is about and what it was cleaned with (D-03), and what a conversation is about (H-13, H-14).
alter table turns
  add column business_domain varchar(100),
  add column conversation_flow varchar(100),
  add column gemini_request_id varchar(100),
  add column sliding_window_size integer,
  add column context_turns_used integer,
  add column metadata jsonb not null default '{}';
create index idx_turns_business_domain on turns (business_domain) where business_domain is not null;

create table conversation_contexts (
  conversation_id uuid primary key references conversations (id) on delete cascade,
  shared_context text not null default '',
  context_type varchar(30) not null default 'session_notes' constraint conversation_contexts_type_check
    check (context_type in ('user_info', 'business_info', 'session_notes')),
  active_contexts text[] not null default '{}',
  updated_at timestamptz not null default now()
);
create trigger conversation_contexts_touch before update on conversation_contexts
  for each row when (new.updated_at = old.updated_at) execute function touch_updated_at();

create table context_transitions (
  id bigint generated always as identity primary key,
  conversation_id uuid not null references conversations (id) on delete cascade,
  turn_id uuid references turns (id) on delete set null,
  from_contexts text[] not null default '{}',
  to_contexts text[] not null default '{}',
  reason text,
  created_at timestamptz not null default now()
);
create index context_transitions_conversation on context_transitions (conversation_id, id);
create index context_transitions_turn on context_transitions (turn_id);
