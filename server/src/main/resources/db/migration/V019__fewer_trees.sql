-- Every turn was written into eight B-trees, and once more into all of them when it was processed and had outgrown
-- its page; the conversation's own row, which changes with every turn, into eight others. The queries are answered
-- from four of them: turns of a conversation by their number, by their time and by speaker and time, conversations of
-- a user by their creation and by their last change. The others stay as BRIN indexes: they are read where a range of
-- pages can be told apart (times), cost a write next to nothing and forbid no update in place.
do $$
declare
  wanted record;
begin
  for wanted in select * from (values
      ('idx_turns_conversation_id', 'turns', 'conversation_id'),
      ('idx_turns_speaker', 'turns', 'speaker'),
      ('idx_turns_created_at', 'turns', 'created_at'),
      ('idx_turns_conversation_speaker', 'turns', 'conversation_id, speaker'),
      ('idx_conversations_user_id', 'conversations', 'user_id'),
      ('idx_conversations_status', 'conversations', 'status'),
      ('idx_conversations_created_at', 'conversations', 'created_at'),
      ('idx_conversations_user_status', 'conversations', 'user_id, status'),
      ('idx_conversations_active_updated', 'conversations', 'user_id, updated_at')) as t (name, tab, cols) loop
    execute format('drop index %I', wanted.name);
    execute format('create index %I on %I using brin (%s)', wanted.name, wanted.tab, wanted.cols);
  end loop;
end $$;
