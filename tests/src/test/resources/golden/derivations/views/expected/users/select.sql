WITH visitors AS (
  SELECT domain_userid, user_id AS known FROM (
SELECT domain_userid, user_id, events
FROM derived.visitors AS visitors
WHERE user_id IS NOT NULL
) AS "known_visitors"
)
SELECT v.known, COUNT(*) AS visitors, SUM(k.events) AS events
FROM visitors v
JOIN (
SELECT domain_userid, user_id, events
FROM derived.visitors AS visitors
WHERE user_id IS NOT NULL
) k ON k.domain_userid = v.domain_userid
GROUP BY v.known
