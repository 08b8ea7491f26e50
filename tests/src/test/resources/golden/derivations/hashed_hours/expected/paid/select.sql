SELECT event_id, amount FROM atomic.events AS events WHERE amount > 0
