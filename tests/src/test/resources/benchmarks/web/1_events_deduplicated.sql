-- Timestamps of the collector and derived ones are never NULL, as Snowplow has it.
BEGIN TRANSACTION;
SET VARIABLE events_taken = (SELECT events FROM hand.taken);
-- events that came
CREATE OR REPLACE TEMPORARY TABLE fresh AS
SELECT
    event_id,
    app_id, platform, etl_tstamp, collector_tstamp, dvce_created_tstamp, user_id, user_ipaddress, domain_userid,
    domain_sessionidx, network_userid, geo_country, geo_region, geo_city, geo_zipcode, geo_latitude, geo_longitude,
    geo_region_name, page_url, page_title, page_referrer, page_urlscheme, page_urlhost, page_urlpath, page_urlquery,
    page_urlfragment, refr_urlscheme, refr_urlhost, refr_urlpath, refr_urlquery, refr_urlfragment, refr_medium,
    refr_source, refr_term, mkt_medium, mkt_source, mkt_term, mkt_content, mkt_campaign, pp_xoffset_max, pp_yoffset_max,
    useragent, br_name, br_family, br_renderengine, br_lang, br_colordepth, br_viewwidth, br_viewheight, os_timezone,
    dvce_type, dvce_ismobile, doc_width, doc_height, geo_timezone, mkt_clickid, mkt_network, dvce_sent_tstamp,
    domain_sessionid, derived_tstamp, event_name, event_fingerprint
FROM atomic.events
WHERE rowid >= getvariable('events_taken');
-- ids that may be known already
CREATE OR REPLACE TEMPORARY TABLE known AS
SELECT event_hash, collector_tstamp
FROM hand.event_hashes
WHERE event_hash IN (SELECT hash(event_id) FROM fresh);
SET VARIABLE known_from = (SELECT MIN(collector_tstamp) FROM known);
-- kept rows of these
CREATE OR REPLACE TEMPORARY TABLE kept AS
SELECT d.rowid AS id, d.*
FROM hand.events_deduplicated AS d
WHERE d.collector_tstamp >= getvariable('known_from')
  AND d.event_id IN (SELECT event_id FROM fresh WHERE hash(event_id) IN (SELECT event_hash FROM known));
-- events of which there are several copies
CREATE OR REPLACE TEMPORARY TABLE contested AS
SELECT event_id FROM fresh GROUP BY event_id HAVING COUNT(*) > 1
UNION
SELECT event_id FROM kept;
-- events that come: where copies are equal, the kept one stays
CREATE OR REPLACE TEMPORARY TABLE coming AS
SELECT *
FROM fresh
WHERE event_id NOT IN (SELECT event_id FROM contested)
UNION ALL
SELECT * EXCLUDE (id)
FROM (
  SELECT NULL AS id, *
  FROM fresh
  WHERE event_id IN (SELECT event_id FROM contested)
  UNION ALL BY NAME
  SELECT * FROM kept
) AS copies
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY event_id
  ORDER BY
    collector_tstamp NULLS LAST, etl_tstamp NULLS LAST,
    app_id NULLS LAST, platform NULLS LAST, dvce_created_tstamp NULLS LAST, user_id NULLS LAST,
    user_ipaddress NULLS LAST, domain_userid NULLS LAST, domain_sessionidx NULLS LAST, network_userid NULLS LAST,
    geo_country NULLS LAST, geo_region NULLS LAST, geo_city NULLS LAST, geo_zipcode NULLS LAST,
    geo_latitude NULLS LAST, geo_longitude NULLS LAST, geo_region_name NULLS LAST, page_url NULLS LAST,
    page_title NULLS LAST, page_referrer NULLS LAST, page_urlscheme NULLS LAST, page_urlhost NULLS LAST,
    page_urlpath NULLS LAST, page_urlquery NULLS LAST, page_urlfragment NULLS LAST, refr_urlscheme NULLS LAST,
    refr_urlhost NULLS LAST, refr_urlpath NULLS LAST, refr_urlquery NULLS LAST, refr_urlfragment NULLS LAST,
    refr_medium NULLS LAST, refr_source NULLS LAST, refr_term NULLS LAST, mkt_medium NULLS LAST, mkt_source NULLS LAST,
    mkt_term NULLS LAST, mkt_content NULLS LAST, mkt_campaign NULLS LAST, pp_xoffset_max NULLS LAST,
    pp_yoffset_max NULLS LAST, useragent NULLS LAST, br_name NULLS LAST, br_family NULLS LAST,
    br_renderengine NULLS LAST, br_lang NULLS LAST, br_colordepth NULLS LAST, br_viewwidth NULLS LAST,
    br_viewheight NULLS LAST, os_timezone NULLS LAST, dvce_type NULLS LAST, dvce_ismobile NULLS LAST,
    doc_width NULLS LAST, doc_height NULLS LAST, geo_timezone NULLS LAST, mkt_clickid NULLS LAST,
    mkt_network NULLS LAST, dvce_sent_tstamp NULLS LAST, domain_sessionid NULLS LAST, derived_tstamp NULLS LAST,
    event_name NULLS LAST, event_fingerprint NULLS LAST,
    id NULLS LAST
) = 1 AND id IS NULL;
-- events that leave
CREATE OR REPLACE TEMPORARY TABLE leaving AS
SELECT *
FROM kept
WHERE event_id IN (SELECT event_id FROM coming);
-- delete
DELETE FROM hand.events_deduplicated
WHERE rowid IN (SELECT id FROM leaving);
-- insert
INSERT INTO hand.events_deduplicated BY NAME
SELECT * FROM coming;
-- remember ids
INSERT INTO hand.event_hashes
SELECT hash(event_id), collector_tstamp
FROM coming;
