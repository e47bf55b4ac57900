-- What PostgreSQL takes for one long word it takes apart in a time that grows with the square of its length: a minute
-- for 60,000 letters of "a_a_a_", in the transaction that stores the turn. So what is too long for a word is cut.
create function searched(said text) returns text language sql immutable parallel safe
  return case when length(said) > 1000
    then regexp_replace(left(said, 50000), '([^[:space:]]{100})', '\1 ', 'g')
    else said end;

create function said_vector(raw text, cleaned text) returns tsvector language sql immutable parallel safe
  return to_tsvector('simple', searched(raw) || ' ' || searched(coalesce(cleaned, '')));

create or replace function words_of(name varchar, description text) returns text[]
  language sql immutable parallel safe
  return tsvector_to_array(to_tsvector('simple', name || ' ' || searched(coalesce(description, ''))));

create or replace function words_said(raw text, cleaned text) returns text[] language sql immutable parallel safe
  return tsvector_to_array(said_vector(raw, cleaned));
