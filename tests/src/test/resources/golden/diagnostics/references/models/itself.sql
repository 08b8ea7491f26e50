SELECT event_id FROM ${this}
