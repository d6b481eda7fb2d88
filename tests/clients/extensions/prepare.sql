-- Before pg_cron's start, whose jobs are then run.
CREATE EXTENSION mana_guard;
CREATE EXTENSION pg_cron;
CREATE SCHEMA app;
SELECT cron.schedule('good', '@reboot', $$CREATE TABLE app.reports (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now())$$);
SELECT cron.schedule('bad', '@reboot', 'CREATE TABLE app.drafts (id uuid PRIMARY KEY DEFAULT gen_random_uuid())');
