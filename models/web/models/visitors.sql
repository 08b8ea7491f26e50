---
description: >
  One row per person: the user, where one of the visitor's cookies is known to be a user's, else the cookie. Sessions
  without a cookie fall together in the row without an id.
distribution: stitched_user_id
sortkeys: [start_tstamp]
tags: [web, visitors]
unique_key: stitched_user_id
# The second way: what changed is added up and combined with what is kept of each person; only what does not add up is
# computed again, over the sessions of the people who changed.
incremental: {strategy: merge}
columns:
  stitched_user_id: {description: 'The person: the login, else the cookie; none for sessions without a cookie.'}
  user_id: {description: The login in the first session.}
  domain_userid: {description: The cookie of the first session.}
  network_userid: {description: 'The collector''s cookie of the first session.'}
  start_tstamp: {description: When the first session began.}
  end_tstamp: {description: When the last session ended.}
  first_page_view_tstamp: {description: The first page view.}
  last_page_view_tstamp: {description: The last page view.}
  page_views: {description: Page views in all sessions.}
  sessions: {description: Sessions on all devices.}
  engaged_time_in_s: {description: Seconds of attention in all sessions.}
  devices: {description: 'Cookies, that is browsers and devices.'}
  first_page_title: {description: 'The first page''s title.'}
  first_page_url: {description: 'The first page''s address.'}
  first_page_urlscheme: {description: 'The first page''s address, its scheme.'}
  first_page_urlhost: {description: 'The first page''s address, its host.'}
  first_page_urlpath: {description: 'The first page''s address, its path.'}
  first_page_urlquery: {description: 'The first page''s address, what follows the question mark.'}
  first_page_urlfragment: {description: 'The first page''s address, what follows the hash.'}
  first_geo_country: {description: The country of the first session.}
  first_geo_region_name: {description: The region of the first session.}
  first_geo_city: {description: The city of the first session.}
  first_br_lang: {description: 'The browser''s language in the first session.'}
  last_page_title: {description: 'The last page''s title.'}
  last_page_url: {description: 'The last page''s address.'}
  last_page_urlscheme: {description: 'The last page''s address, its scheme.'}
  last_page_urlhost: {description: 'The last page''s address, its host.'}
  last_page_urlpath: {description: 'The last page''s address, its path.'}
  last_page_urlquery: {description: 'The last page''s address, what follows the question mark.'}
  last_page_urlfragment: {description: 'The last page''s address, what follows the hash.'}
  last_geo_country: {description: The country at the end of the last session.}
  last_geo_region_name: {description: The region at the end of the last session.}
  last_geo_city: {description: The city at the end of the last session.}
  last_br_lang: {description: 'The browser''s language at the end of the last session.'}
  referrer: {description: The address that led to the first session.}
  refr_urlscheme: {description: 'The referrer''s address, its scheme.'}
  refr_urlhost: {description: 'The referrer''s address, its host.'}
  refr_urlpath: {description: 'The referrer''s address, its path.'}
  refr_urlquery: {description: 'The referrer''s address, what follows the question mark.'}
  refr_urlfragment: {description: 'The referrer''s address, what follows the hash.'}
  refr_medium: {description: 'What the referrer is, such as search, social or internal.'}
  refr_source: {description: 'Who the referrer is, such as Google.'}
  refr_term: {description: What was searched for.}
  mkt_medium: {description: 'The campaign''s medium, such as cpc.'}
  mkt_source: {description: 'The campaign''s source.'}
  mkt_term: {description: 'The campaign''s keyword.'}
  mkt_content: {description: 'The campaign''s content.'}
  mkt_campaign: {description: 'The campaign''s name.'}
  mkt_clickid: {description: 'The click''s id at the advertising network.'}
  mkt_network: {description: The advertising network.}
---
-- When a cookie turns out to be a known user's, the row of the cookie goes and the row of the user grows.
SELECT
  stitched_user_id,
  MIN(start_tstamp) AS start_tstamp,
  MAX(end_tstamp) AS end_tstamp,
  MIN(first_page_view_tstamp) AS first_page_view_tstamp,
  MAX(last_page_view_tstamp) AS last_page_view_tstamp,
  CAST(SUM(page_views) AS bigint) AS page_views,
  COUNT(*) AS sessions,
  CAST(SUM(engaged_time_in_s) AS bigint) AS engaged_time_in_s,
  COUNT(DISTINCT domain_userid) AS devices[@of_first first_visit_columns 'first_number' 'first_'/][@of_first last_visit_columns 'last_number'/][@by_local_clocks 'MIN(start_tstamp)' 'MAX(end_tstamp)'/]
FROM (
  SELECT
    stitched_user_id,
    start_tstamp,
    end_tstamp,
    first_page_view_tstamp,
    last_page_view_tstamp,
    page_views,
    engaged_time_in_s[@more first_visit_columns + last_visit_columns/],
    -- Both orders name all columns that are read, so that no two rows tie that differ.
    ROW_NUMBER() OVER (
      PARTITION BY stitched_user_id
      ORDER BY
        start_tstamp NULLS LAST,
        domain_sessionid DESC,
        end_tstamp,
        first_page_view_tstamp,
        last_page_view_tstamp,
        page_views,
        engaged_time_in_s[@then_by first_visit_columns + last_visit_columns/]
    ) AS first_number,
    ROW_NUMBER() OVER (
      PARTITION BY stitched_user_id
      ORDER BY
        end_tstamp DESC NULLS LAST,
        domain_sessionid DESC,
        start_tstamp,
        first_page_view_tstamp,
        last_page_view_tstamp,
        page_views,
        engaged_time_in_s[@then_by first_visit_columns + last_visit_columns/]
    ) AS last_number
  FROM ${ref('sessions')}
) AS numbered
GROUP BY stitched_user_id
