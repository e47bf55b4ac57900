-- What a turn's way through the queue and to the screen took, and a conversation's sums (D-02, D-03).
alter table turns
  add column priority smallint not null default 1 constraint turns_priority_check check (priority between 1 and 3),
  add column queue_time_ms numeric(10, 2),
  add column websocket_latency_ms numeric(10, 2),
  add column error jsonb;

alter table conversations
  add column total_processing_time_ms numeric(10, 2) not null default 0,
  add column average_confidence_score varchar(10) constraint conversations_average_confidence_check
    check (average_confidence_score in ('HIGH', 'MEDIUM', 'LOW'));
