---
descripton: A model.
tag: [web]
---
SELECT event_id FROM ${ref('atomic.events')}
