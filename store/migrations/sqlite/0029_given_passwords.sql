-- Since when an account has a password that somebody else gave it: it opens nothing but the page for an own one.
alter table hw_account add column password_given_at text;

-- Whether the provider of a session vouches for a second factor. Of those that are open it was taken for granted.
alter table hw_session add column second_factor integer not null default 0;
update hw_session set second_factor = 1 where issuer is not null;
