SELECT events, COUNT(*) AS users
FROM derived.recent_users AS recent_users
WHERE written > CAST(CAST(now() AS TIMESTAMP) AS TIMESTAMPTZ) - INTERVAL '1' DAY
GROUP BY events
