---
description: >
  One row per cookie and login that were seen together, under vars.identity: graph. Users are marked 1, cookies 2: where
  both hang together, the least user names the person.
materialized: "${(var('identity') == 'graph')?then('table', 'ephemeral')}"
distribution: cookie
tags: [web, identity]
columns:
  cookie: {description: The cookie.}
  login: {description: The login.}
---
-- A login or cookie that everybody shares, such as a test user, joins all who have it: leave it out here.
SELECT DISTINCT
  '2' || domain_userid AS cookie,
  '1' || user_id AS login
FROM ${ref('events_deduplicated')}
WHERE domain_userid IS NOT NULL
  AND user_id IS NOT NULL
