-- Who made a connection or changed it last: the clock fetches it for as long as they may write in its office. An account,
-- or the operator; of connections made before neither is known.

alter table hw_connection add column maker_id text;
alter table hw_connection add column operator_made integer;

-- Why the clock leaves it alone although nobody has paused it.
alter table hw_connection add column pause_reason text;
