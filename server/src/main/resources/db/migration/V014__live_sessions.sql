-- The spoken face of a conversation. What was said stands in turns and nowhere else, so the column that was to
-- repeat it goes. A reply stands here from when it is whole until it has been heard and becomes a turn.
alter table session_states
  drop column transcript,
  add column personality varchar(50) not null default 'friendly_neutral',
  add column session_type varchar(50) not null default 'general',
  add column topic varchar(500),
  -- Whoever speaks, by the name that the client's own system has for them.
  add column participant varchar(255),
  add column reply_id uuid,
  add column reply_text text,
  add constraint session_states_reply_check check ((reply_id is null) = (reply_text is null));
create index session_states_participant on session_states (participant);

create or replace view messages with (security_invoker = true) as
  select id,
         conversation_id,
         case when lower(speaker) in ('lumen', 'ai', 'assistant', 'claude') then 'assistant' else 'user' end as role,
         coalesce(cleaned_text, raw_text) as content,
         created_at as "timestamp",
         metadata -> 'source' ->> 'audio_url' as audio_url,
         metadata -> 'source' -> 'feedback' as feedback,
         round(processing_time_ms)::integer as processing_time,
         seq
    from turns;
