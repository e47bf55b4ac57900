-- The failed turn that the others of its conversation wait for, where they are to wait (LUMEN_AFTER_FAILURE).
alter table conversation_counters add column waits_for_turn uuid;

-- Jobs come and go all the time: their table is cleaned up without pauses.
alter table turn_jobs set (autovacuum_vacuum_cost_delay = 0);
