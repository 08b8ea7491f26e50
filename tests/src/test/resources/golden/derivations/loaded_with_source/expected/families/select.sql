SELECT u.family, COUNT(*) AS events, COUNT(e.event_id) AS known
FROM atomic.ua_parser AS u
LEFT JOIN atomic.events AS e ON e.event_id = u.root_id AND e.collector_tstamp = u.root_tstamp
GROUP BY u.family
