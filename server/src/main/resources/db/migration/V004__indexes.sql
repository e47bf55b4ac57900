-- D-05 and D-06. Two documents give idx_turns_conversation_speaker different columns: the longer one is
-- called …_created here (X-28). A column that is empty until its turn is processed is indexed without
-- its nulls, so that queueing a turn does not pay for it.
create index idx_conversations_user_id on conversations (user_id);
create index idx_conversations_status on conversations (status);
create index idx_conversations_created_at on conversations (created_at desc);
create index idx_conversations_user_status on conversations (user_id, status);
create index idx_conversations_user_created on conversations (user_id, created_at desc);
create index idx_conversations_active_updated on conversations (user_id, updated_at desc) where status = 'active';

create index idx_turns_conversation_id on turns (conversation_id);
create index idx_turns_speaker on turns (speaker);
create index idx_turns_created_at on turns (created_at desc);
create index idx_turns_confidence_score on turns (confidence_score) where confidence_score is not null;
create index idx_turns_cleaning_level on turns (cleaning_level) where cleaning_level is not null;
create index idx_turns_context_detected on turns (context_detected) where context_detected is not null;
create index idx_turns_processing_time on turns (processing_time_ms) where processing_time_ms is not null;
create index idx_turns_queue_time on turns (queue_time_ms) where queue_time_ms is not null;
create index idx_turns_websocket_latency on turns (websocket_latency_ms) where websocket_latency_ms is not null;
create index idx_turns_conversation_speaker on turns (conversation_id, speaker);
create index idx_turns_conversation_created on turns (conversation_id, created_at desc);
create index idx_turns_conversation_speaker_created on turns (conversation_id, speaker, created_at);
