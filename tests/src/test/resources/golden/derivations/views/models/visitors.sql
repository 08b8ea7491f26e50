SELECT domain_userid, MAX(user_id) AS user_id, COUNT(*) AS events
FROM ${ref('events_once')}
GROUP BY domain_userid
