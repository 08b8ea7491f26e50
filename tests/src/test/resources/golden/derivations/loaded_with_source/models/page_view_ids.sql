SELECT root_id, MIN(id) AS page_view_id FROM ${ref('atomic.web_page')} GROUP BY root_id
