SELECT event_id FROM ${ref('misspelled')}
