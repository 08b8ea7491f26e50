-- The tables begin as full rebuilds left them; beside them stands what an update remembers.
CREATE SCHEMA hand;
CREATE MACRO hand.is_bot(agent) AS COALESCE(regexp_matches(agent, 'bot|crawl|slurp|spider|archiv|spinn|sniff|seo|audit|survey|pingdom|worm|capture|browsershots|screenshots|analyz|index|thumb|check|facebook|PingdomBot|PhantomJS|YandexBot|BingPreview|360Spider|360User-agent|semalt'), FALSE);
CREATE MACRO hand.seconds(tstamp) AS CAST(FLOOR(EXTRACT(EPOCH FROM tstamp)) AS BIGINT);
CREATE MACRO hand.stretch(tstamp) AS CAST(FLOOR(EXTRACT(EPOCH FROM tstamp) / 10.0) AS BIGINT);
CREATE MACRO hand.percent(part, whole) AS CAST((200 * part + whole) // (2 * whole) AS INTEGER);
CREATE TABLE hand.events_deduplicated AS SELECT * FROM derived.events_deduplicated;
CREATE TABLE hand.page_view_ids AS SELECT * FROM derived.page_view_ids;
CREATE TABLE hand.id_map AS SELECT * FROM derived.id_map;
CREATE TABLE hand.events_enriched AS SELECT * FROM derived.events_enriched;
CREATE TABLE hand.page_views AS SELECT * FROM derived.page_views;
CREATE TABLE hand.sessions AS SELECT * FROM derived.sessions;
CREATE TABLE hand.visitors AS SELECT * FROM derived.visitors;
-- How many rows of each source were taken in: sources are appended to, so that DuckDB numbers their rows from 0 on.
CREATE TABLE hand.taken AS
SELECT
  (SELECT COUNT(*) FROM atomic.events) AS events,
  (SELECT COUNT(*) FROM atomic.com_snowplowanalytics_snowplow_web_page_1) AS contexts;
-- Which event ids there are, in eight bytes each, and when to look for them.
CREATE TABLE hand.event_hashes AS
SELECT hash(event_id) AS event_hash, collector_tstamp
FROM hand.events_deduplicated;
-- The logins, which are few.
CREATE TABLE hand.logins AS
SELECT domain_userid, user_id, collector_tstamp, derived_tstamp, event_id
FROM hand.events_deduplicated
WHERE domain_userid IS NOT NULL AND user_id IS NOT NULL;
-- No event of a view, or of a session that has no row, is older than this.
CREATE TABLE hand.view_starts AS
SELECT page_view_id, MIN(derived_tstamp) AS first_tstamp
FROM hand.events_enriched
WHERE page_view_id IS NOT NULL
GROUP BY page_view_id;
CREATE TABLE hand.sessions_without_page AS
SELECT domain_sessionid, MIN(derived_tstamp) AS first_tstamp
FROM hand.events_enriched
WHERE domain_sessionid IS NOT NULL
  AND NOT is_bot
  AND domain_sessionid NOT IN (SELECT domain_sessionid FROM hand.sessions)
GROUP BY domain_sessionid;
