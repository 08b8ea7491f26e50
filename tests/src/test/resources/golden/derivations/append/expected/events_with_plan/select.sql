SELECT e.event_id, a.plan
FROM derived.all_events AS e
JOIN crm.accounts AS a ON a.user_id = e.user_id
