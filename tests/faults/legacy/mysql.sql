-- A forum that was converted from MySQL: flags as smallint and char(1), prefixes, dates in epochs, no foreign keys.
CREATE SCHEMA forum;
CREATE TABLE forum.tbl_user (
    user_id serial PRIMARY KEY,
    username varchar(40) NOT NULL,
    passwd char(32),
    flag_admin char(1) DEFAULT 'N',
    num_posts integer,
    score real,
    dt_created timestamp,
    dt_updated timestamp DEFAULT now(),
    deleted timestamp,
    UNIQUE (username)
);
CREATE TABLE forum.tbl_topic (
    topic_id serial PRIMARY KEY,
    title varchar(200),
    user_id integer REFERENCES forum.tbl_user,
    closed boolean,
    sticky boolean NOT NULL DEFAULT false,
    views integer DEFAULT 0,
    created timestamp,
    updated timestamp,
    price1 money, price2 money, price3 money
);
CREATE TABLE forum.tbl_topic_archive () INHERITS (forum.tbl_topic);
CREATE TABLE forum.tbl_post (
    post_id bigserial,
    topic_id integer NOT NULL REFERENCES forum.tbl_topic,
    user_id integer NOT NULL REFERENCES forum.tbl_user,
    "text" varchar,
    "timestamp" timestamp,
    ip varchar(15),
    attachments json,
    PRIMARY KEY (post_id)
);
CREATE INDEX topic ON forum.tbl_post (topic_id);
CREATE INDEX topic_2 ON forum.tbl_post (topic_id);
CREATE INDEX topic_user ON forum.tbl_post (topic_id, user_id);
CREATE UNIQUE INDEX "tbl_post_UN" ON forum.tbl_post (post_id);
ALTER TABLE forum.tbl_post CLUSTER ON topic_2;
CREATE UNIQUE INDEX user_ident ON forum.tbl_user (user_id);
ALTER TABLE forum.tbl_user REPLICA IDENTITY USING INDEX user_ident;
CREATE TABLE forum.tbl_user_group (user_id integer, group_id integer, PRIMARY KEY (user_id, group_id));
CREATE TABLE forum.tbl_group (group_id serial PRIMARY KEY, "name" varchar(50), "desc" text);
CREATE TABLE forum.log (at timestamp, what text, who varchar(40));
CREATE MATERIALIZED VIEW forum.stats AS SELECT user_id, count(*) AS posts FROM forum.tbl_post GROUP BY user_id;
CREATE RULE no_delete AS ON DELETE TO forum.log DO INSTEAD NOTHING;
INSERT INTO forum.tbl_user (username, dt_created) SELECT 'user' || i, '2009-01-01' FROM generate_series(1, 30) AS i;
INSERT INTO forum.tbl_topic (title, user_id) SELECT 'Hi', i FROM generate_series(1, 30) AS i;
INSERT INTO forum.tbl_topic_archive (title, user_id) SELECT 'Old', i FROM generate_series(1, 3) AS i;
INSERT INTO forum.tbl_post (topic_id, user_id, "text") SELECT i, i, 'Hi' FROM generate_series(1, 30) AS i;
INSERT INTO forum.tbl_group ("name") VALUES ('all');
INSERT INTO forum.tbl_user_group VALUES (1, 1);
