WITH visitors AS (
  SELECT domain_userid, user_id AS known FROM ${ref('known_visitors')}
)
SELECT v.known, COUNT(*) AS visitors, SUM(k.events) AS events
FROM visitors v
JOIN ${ref('known_visitors')} k ON k.domain_userid = v.domain_userid
GROUP BY v.known
