-- Most turns come to the database together with all that is to be said of them, and whoever sends them knows what
-- they change in their conversation's figures. Working that out once more here, behind each statement, took a fifth
-- of the database's time. So a transaction may say that it books them itself, together with the events that tell of
-- the turns, in one change of the counter's row instead of two. It says so for its own length only; every other
-- change is booked here as before.
create function books_figures_itself() returns boolean language sql stable parallel safe
  return coalesce(current_setting('lumen.figures', true) = 'booked', false);

drop trigger turns_statistics_insert on turns;
drop trigger turns_statistics_update on turns;
create trigger turns_statistics_insert after insert on turns referencing new table as new_turns
  for each statement when (not books_figures_itself()) execute function keep_statistics_on_insert();
create trigger turns_statistics_update after update on turns referencing old table as old_turns new table as new_turns
  for each statement when (not books_figures_itself()) execute function keep_statistics_on_update();

-- Most turns read as they were heard; their words were taken apart twice.
create or replace function words_said(raw text, cleaned text) returns text[] language sql immutable parallel safe
  return tsvector_to_array(said_vector(raw, nullif(cleaned, raw)));

-- The same people count as the AI voice here as when a turn is cleaned.
create or replace function is_lumen(speaker varchar) returns boolean language sql immutable parallel safe
  return lower(btrim(speaker, E' \t\n\r\f\u000b')) in ('lumen', 'ai', 'assistant', 'claude');
