SELECT e.event_id, newest."at"
FROM atomic.events AS e CROSS JOIN (SELECT MAX(derived_tstamp) AS "at" FROM atomic.events AS events) AS newest
