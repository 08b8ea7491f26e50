SELECT page_url FROM ${ref('atomic.events')}
