-- the name comes from a variable
SELECT ${var('column')}
FROM ${ref('atomic.events')}
