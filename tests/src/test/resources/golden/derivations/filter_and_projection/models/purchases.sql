-- what was paid, in cents
SELECT
  event_id,
  UPPER(user_id) AS buyer,
  (revenue * 100)::int AS cents /* no fractions */
FROM ${ref('atomic.events')}
WHERE revenue > 0
  AND page_url LIKE '%/thanks'
