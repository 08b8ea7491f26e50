---
description: >
  One row per cookie that hangs together with a login, directly or through others, under vars.identity: graph.
materialized: "${(var('identity') == 'graph')?then('table', 'ephemeral')}"
distribution: domain_userid
tags: [web, identity]
columns:
  domain_userid: {description: The cookie.}
  user_id: {description: 'The person: the least login that the cookie hangs together with.'}
---
[#if var('identity') == 'graph']
SELECT
  SUBSTRING(node, 2) AS domain_userid,
  SUBSTRING(component, 2) AS user_id
FROM ${components('id_edges', 'cookie', 'login')} AS members
WHERE node LIKE '2%'
[#else]
-- Nobody reads this then.
SELECT domain_userid, user_id
FROM ${ref('id_map')}
[/#if]
