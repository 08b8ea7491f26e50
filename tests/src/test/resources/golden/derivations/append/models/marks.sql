-- No column tells rows apart, so there is no key: rows can be added alone.
SELECT 'view' AS kind FROM ${ref('atomic.events')} WHERE page_url IS NOT NULL
