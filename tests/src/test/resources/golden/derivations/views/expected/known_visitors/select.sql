SELECT domain_userid, user_id, events
FROM derived.visitors AS visitors
WHERE user_id IS NOT NULL
