-- Resuming gives a conversation back the status it had when it was paused; one that was paused before this was
-- known becomes active.
alter table conversation_counters add column status_before_pause varchar(50);

comment on column conversation_contexts.active_contexts is
  'No longer kept: what a conversation is about stands in its last processed turn.';
