SELECT e.event_id, newest.at
FROM ${ref('atomic.events')} AS e CROSS JOIN (SELECT MAX(derived_tstamp) AS at FROM ${ref('atomic.events')}) AS newest
