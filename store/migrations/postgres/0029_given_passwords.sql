-- Since when an account has a password that somebody else gave it: it opens nothing but the page for an own one.
alter table hw.hw_account add column password_given_at timestamptz;

-- Whether the provider of a session vouches for a second factor. Of those that are open it was taken for granted.
alter table hw.hw_session add column second_factor boolean not null default false;
update hw.hw_session set second_factor = true where issuer is not null;
