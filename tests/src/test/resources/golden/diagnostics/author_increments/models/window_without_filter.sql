---
incremental: {column: started, grain: hour, lookback: 3}
---
SELECT derived_tstamp AS started FROM ${ref('atomic.events')}
