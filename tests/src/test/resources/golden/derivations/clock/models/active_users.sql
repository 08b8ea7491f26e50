SELECT events, COUNT(*) AS users
FROM ${ref('recent_users')}
WHERE written > CURRENT_TIMESTAMP - INTERVAL '1' DAY
GROUP BY events
