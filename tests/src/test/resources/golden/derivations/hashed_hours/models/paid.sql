SELECT event_id, amount FROM ${ref('atomic.events')} WHERE amount > 0
