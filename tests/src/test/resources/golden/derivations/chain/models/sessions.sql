SELECT domain_userid, domain_sessionidx, MIN(derived_tstamp) AS started, COUNT(*) AS views
FROM ${ref('page_views')}
GROUP BY domain_userid, domain_sessionidx
