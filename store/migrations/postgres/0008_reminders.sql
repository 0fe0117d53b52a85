-- When somebody was last reminded of a connection by mail: not twice within a day, and once for each time it is late.

alter table hw.hw_connection add column reminded_at timestamptz;
