SELECT root_id, MIN(id) AS page_view_id FROM atomic.web_page AS web_page GROUP BY root_id
