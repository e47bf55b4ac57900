-- A conversation as subscribers are told of it (V-09), the same as the interface shows it. Written here, behind what
-- has changed it, it needs no way to the server and back between a turn and the events that tell of it.
create function conversation_told(c conversations) returns jsonb language sql stable parallel safe
  return jsonb_build_object(
    'id', c.id,
    'name', c.name,
    'description', c.description,
    'status', case c.status when 'ended' then 'completed' else c.status end,
    'turns_count', c.turns_count,
    'created_at', to_char(c.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'updated_at', to_char(c.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'metadata', c.metadata,
    'total_processing_time_ms', c.total_processing_time_ms,
    'average_confidence_score', c.average_confidence_score);
