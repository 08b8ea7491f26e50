---
incremental: {column: startd, grain: hour}
---
SELECT derived_tstamp AS started FROM ${ref('atomic.events')} WHERE ${increment_filter('derived_tstamp')}
