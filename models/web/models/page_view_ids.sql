---
description: >
  One row per event that belongs to a page view: which one. A context may come a batch before its event, or after it.
distribution: root_id
sortkeys: [root_tstamp]
tags: [web, events]
unique_key: [root_id, root_tstamp]
columns:
  root_id: {description: The event.}
  root_tstamp: {description: When the collector got the event.}
  page_view_id: {description: 'The page view, the least where several are named.'}
---
SELECT
  root_id,
  root_tstamp,
  MIN(id) AS page_view_id
FROM ${ref('atomic.com_snowplowanalytics_snowplow_web_page_1')}
GROUP BY root_id, root_tstamp
