-- forget logins
DELETE FROM hand.logins
WHERE event_id IN (SELECT event_id FROM leaving WHERE domain_userid IS NOT NULL AND user_id IS NOT NULL);
-- remember logins
INSERT INTO hand.logins
SELECT domain_userid, user_id, collector_tstamp, derived_tstamp, event_id
FROM coming
WHERE domain_userid IS NOT NULL AND user_id IS NOT NULL;
-- cookies with other logins
CREATE OR REPLACE TEMPORARY TABLE cookies_logged_in AS
SELECT domain_userid FROM coming WHERE domain_userid IS NOT NULL AND user_id IS NOT NULL
UNION
SELECT domain_userid FROM leaving WHERE domain_userid IS NOT NULL AND user_id IS NOT NULL;
-- rows that leave
CREATE OR REPLACE TEMPORARY TABLE identities_leaving AS
SELECT m.rowid AS id, m.*
FROM hand.id_map AS m
WHERE m.domain_userid IN (SELECT domain_userid FROM cookies_logged_in);
-- rows that come
CREATE OR REPLACE TEMPORARY TABLE identities_coming AS
SELECT domain_userid, user_id, collector_tstamp AS identified_tstamp
FROM hand.logins
WHERE domain_userid IN (SELECT domain_userid FROM cookies_logged_in)
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY domain_userid
  ORDER BY collector_tstamp DESC NULLS LAST, derived_tstamp DESC NULLS LAST, event_id DESC, user_id
) = 1;
-- delete
DELETE FROM hand.id_map
WHERE rowid IN (SELECT id FROM identities_leaving);
-- insert
INSERT INTO hand.id_map
SELECT * FROM identities_coming;
-- cookies that are somebody else's now
CREATE OR REPLACE TEMPORARY TABLE cookies_changed AS
SELECT
  domain_userid,
  COALESCE(l.user_id, domain_userid) AS old_person,
  COALESCE(c.user_id, domain_userid) AS new_person
FROM identities_leaving AS l
FULL JOIN identities_coming AS c USING (domain_userid)
WHERE COALESCE(l.user_id, domain_userid) <> COALESCE(c.user_id, domain_userid);
