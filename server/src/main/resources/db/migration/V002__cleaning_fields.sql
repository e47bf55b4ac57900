-- What cleaning says about a turn (D-03).
alter table turns
  add column confidence_score varchar(10) constraint turns_confidence_score_check
    check (confidence_score in ('HIGH', 'MEDIUM', 'LOW')),
  add column cleaning_applied boolean default false,
  add column cleaning_level varchar(10) constraint turns_cleaning_level_check
    check (cleaning_level in ('none', 'light', 'full')),
  add column force_cleaning_level varchar(10) constraint turns_force_cleaning_level_check
    check (force_cleaning_level in ('none', 'light', 'full')),
  add column processing_time_ms numeric(10, 2),
  add column corrections jsonb default '[]',
  add column context_detected varchar(100),
  add column shared_context text,
  add column self_correction boolean not null default false,
  add column active_contexts text[] not null default '{}',
  add column processed_at timestamptz;
