-- One-time links: for the first sign-in, for an invitation, for a password that was taken back. Only the hash
-- of what the link holds is kept.
create table sign_in_links (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null constraint sign_in_links_token_hash_key unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_links_user_id on sign_in_links (user_id);

-- Keys for programs. The hint is the beginning of the key, by which its owner knows it again.
create table api_keys (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  name varchar(100) not null,
  hint varchar(20) not null,
  key_hash bytea not null constraint api_keys_key_hash_key unique,
  scope varchar(10) not null constraint api_keys_scope_check check (scope in ('read', 'write', 'admin')),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_user_id on api_keys (user_id);

-- Who did what to whom, from where. No foreign keys: what was done to a user outlives the user, as an id and
-- nothing more.
create table audit_events (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  action varchar(40) not null,
  outcome varchar(10) not null constraint audit_events_outcome_check check (outcome in ('done', 'refused')),
  actor_id uuid,
  subject_id uuid,
  address varchar(64),
  request_id varchar(128),
  details jsonb not null default '{}'
);
create index audit_events_at on audit_events (at);
create index audit_events_subject on audit_events (subject_id, id desc);

-- Said a second time, as for conversations: keys are their owner's, links and the audit trail nobody's but the
-- server's and the administrators'.
create policy owner on api_keys using ((select lumen_sees_all()) or user_id = (select lumen_user_id()));
create policy server on sign_in_links using ((select lumen_sees_all()));
create policy server on audit_events using ((select lumen_sees_all()));

do $$
declare
  guarded text;
begin
  foreach guarded in array array['api_keys', 'sign_in_links', 'audit_events'] loop
    execute format('alter table %I enable row level security', guarded);
    execute format('alter table %I force row level security', guarded);
  end loop;
end $$;
