DELETE FROM ${ref('atomic.events')}
