-- An account that nobody uses any more is closed, not deleted: the audit still names who it was.

alter table hw.hw_account add column closed_at timestamptz;

-- Whose account was changed; who changed it stands beside it.
alter table hw.hw_audit add column subject_id uuid;

create index hw_session_by_account on hw.hw_session (account_id);
