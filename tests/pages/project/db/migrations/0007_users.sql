-- Login is by address.
create index idx_users_email on app.users (email);
