---
description: >
  One row per cookie that was ever logged in: its latest known user.
distribution: domain_userid
sortkeys: [domain_userid]
tags: [web, identity]
unique_key: domain_userid
columns:
  domain_userid: {description: The cookie., tests: [unique, not_null]}
  user_id: {description: The login of its latest event that has one., tests: [not_null]}
  identified_tstamp: {description: When the collector got that event.}
---
-- A login that arrives late but happened earlier must lose against the one that is known already; and where the event of
-- the latest login turns out to be another's, the one before it counts again.
SELECT
  domain_userid,
  user_id,
  collector_tstamp AS identified_tstamp
FROM (
  SELECT
    domain_userid,
    user_id,
    collector_tstamp,
    ROW_NUMBER() OVER (
      PARTITION BY domain_userid
      ORDER BY
        collector_tstamp DESC NULLS LAST,
        derived_tstamp DESC NULLS LAST,
        event_id DESC,
        user_id
    ) AS login_number
  FROM ${ref('events_deduplicated')}
  WHERE domain_userid IS NOT NULL
    AND user_id IS NOT NULL
) AS logins
WHERE login_number = 1
