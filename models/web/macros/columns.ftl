[#--
  Which columns of atomic.events the models use, in one place. Columns and contexts of your own are added in accrete.yml, by
  own_columns and own_contexts; what stands here is Snowplow's.
--]
[#if !['latest', 'graph']?seq_contains(var('identity'))]
  [#stop "identity in accrete.yml is latest or graph, and not ${var('identity')}"]
[/#if]
[#if !['true', 'false']?seq_contains(var('vendor_limits')?string)]
  [#stop "vendor_limits in accrete.yml is true or false, and not ${var('vendor_limits')}"]
[/#if]
[#list ['app_ids', 'bot_words', 'own_columns', 'own_contexts'] as name]
  [#if !var(name)?is_sequence]
    [#stop "${name} in accrete.yml is a list, as in [one, another]"]
  [/#if]
[/#list]
[#assign standard_columns = [
  'app_id', 'platform', 'etl_tstamp', 'collector_tstamp', 'dvce_created_tstamp', 'event_id',
  'user_id', 'user_ipaddress', 'domain_userid', 'domain_sessionidx', 'network_userid',
  'geo_country', 'geo_region', 'geo_city', 'geo_zipcode', 'geo_latitude', 'geo_longitude',
  'geo_region_name', 'page_url', 'page_title', 'page_referrer', 'page_urlscheme', 'page_urlhost',
  'page_urlpath', 'page_urlquery', 'page_urlfragment', 'refr_urlscheme', 'refr_urlhost',
  'refr_urlpath', 'refr_urlquery', 'refr_urlfragment', 'refr_medium', 'refr_source', 'refr_term',
  'mkt_medium', 'mkt_source', 'mkt_term', 'mkt_content', 'mkt_campaign', 'pp_xoffset_max',
  'pp_yoffset_max', 'useragent', 'br_name', 'br_family', 'br_renderengine', 'br_lang',
  'br_colordepth', 'br_viewwidth', 'br_viewheight', 'os_timezone', 'dvce_type', 'dvce_ismobile',
  'doc_width', 'doc_height', 'geo_timezone', 'mkt_clickid', 'mkt_network', 'dvce_sent_tstamp',
  'domain_sessionid', 'derived_tstamp', 'event_name', 'event_fingerprint'
]]
[#assign page_columns = ['title', 'url', 'urlscheme', 'urlhost', 'urlpath', 'urlquery', 'urlfragment']]
[#assign referrer_columns = [
  'refr_urlscheme', 'refr_urlhost', 'refr_urlpath', 'refr_urlquery', 'refr_urlfragment',
  'refr_medium', 'refr_source', 'refr_term'
]]
[#assign campaign_columns = [
  'mkt_medium', 'mkt_source', 'mkt_term', 'mkt_content', 'mkt_campaign', 'mkt_clickid', 'mkt_network'
]]
[#assign place_columns = [
  'geo_country', 'geo_region', 'geo_region_name', 'geo_city', 'geo_zipcode', 'geo_timezone',
  'geo_latitude', 'geo_longitude'
]]
[#assign last_columns = ['geo_country', 'geo_region_name', 'geo_city', 'br_lang']]
[#assign page_view_columns =
  ['app_id', 'platform', 'user_id', 'domain_userid', 'stitched_user_id', 'network_userid',
   'domain_sessionid', 'domain_sessionidx', 'dvce_created_tstamp', 'collector_tstamp', 'derived_tstamp',
   'page_title', 'page_url', 'page_urlscheme', 'page_urlhost', 'page_urlpath', 'page_urlquery',
   'page_urlfragment']
  + campaign_columns + ['page_referrer'] + referrer_columns + place_columns
  + ['user_ipaddress', 'useragent', 'br_family', 'br_name', 'br_lang', 'br_colordepth',
     'br_renderengine', 'br_viewwidth', 'br_viewheight', 'doc_width', 'doc_height', 'dvce_type',
     'dvce_ismobile', 'os_timezone']
]
[#assign first_visit_columns =
  ['user_id', 'domain_userid', 'network_userid', 'first_page_title', 'first_page_url',
   'first_page_urlscheme', 'first_page_urlhost', 'first_page_urlpath', 'first_page_urlquery',
   'first_page_urlfragment', 'geo_country', 'geo_region_name', 'geo_city', 'br_lang', 'referrer']
  + referrer_columns + campaign_columns
]
[#assign last_visit_columns =
  ['last_page_title', 'last_page_url', 'last_page_urlscheme', 'last_page_urlhost',
   'last_page_urlpath', 'last_page_urlquery', 'last_page_urlfragment', 'last_geo_country',
   'last_geo_region_name', 'last_geo_city', 'last_br_lang']
]

[#-- The columns of atomic.events, your own included. --]
[#function event_columns]
  [#return standard_columns + var('own_columns')]
[/#function]

[#-- The columns of your own, of events and of contexts. --]
[#function added_columns]
  [#local added = var('own_columns')]
  [#list var('own_contexts') as context]
    [#local added = added + context.columns]
  [/#list]
  [#return added]
[/#function]

[#-- Names after a comma: , e.app_id, e.platform --]
[#macro more names of='']
[#list names as name],
    [#if of != '']${of}.[/#if]${name}[/#list][#rt]
[/#macro]

[#-- The same under names that begin with another word: , e.page_url AS first_page_url --]
[#macro renamed names of before after]
[#list names as name],
    ${of}.${before}${name} AS ${after}${name}[/#list][#rt]
[/#macro]

[#-- Names to order by, each after a comma, so that no two rows tie that differ. --]
[#macro then_by names of='']
[#list names as name],
        [#if of != '']${of}.[/#if]${name} NULLS LAST[/#list][#rt]
[/#macro]

[#-- What the row has that a window numbers 1: the value that the first or last session has. --]
[#macro of_first names number prefix='']
[#list names as name],
  MAX(CASE WHEN ${number} = 1 THEN ${name} END) AS [#if name?starts_with('geo_') || name = 'br_lang']${prefix}[/#if]${name}[/#list][#rt]
[/#macro]

[#-- A text as SQL writes it. --]
[#function text value]
  [#return "'" + value?replace("'", "''") + "'"]
[/#function]

[#-- Start and end by the clocks of the time zone, beside those in UTC; nothing where the zone is UTC. --]
[#macro by_local_clocks start end][#if var('time_zone')?has_content && var('time_zone')?upper_case != 'UTC'],
  CONVERT_TIMEZONE('UTC', ${text(var('time_zone'))}, ${start}) AS start_tstamp_local,
  CONVERT_TIMEZONE('UTC', ${text(var('time_zone'))}, ${end}) AS end_tstamp_local[/#if][/#macro]

[#-- Whether a user agent has one of the bots' words. For LIKE some signs are not themselves. --]
[#macro bot agent][#if var('bot_words')?has_content]CASE[#list var('bot_words') as word]
      WHEN [#if word?matches('.*[%_\\\\].*')]POSITION(${text(word)} IN ${agent}) > 0[#else]${agent} LIKE ${text('%' + word + '%')}[/#if] THEN TRUE[/#list]
      ELSE FALSE
    END[#else]FALSE[/#if][/#macro]

[#-- Whole seconds since 1970: all engines count them, and not all have DATEDIFF. --]
[#macro seconds tstamp]
CAST(FLOOR(EXTRACT(EPOCH FROM ${tstamp})) AS bigint)[#rt]
[/#macro]

[#-- How many stretches of ten seconds had passed since 1970. --]
[#macro stretch tstamp]
CAST(FLOOR(EXTRACT(EPOCH FROM ${tstamp}) / 10.0) AS bigint)[#rt]
[/#macro]

[#-- A share in whole percent, halves rounded up, in whole numbers, as engines round fractions in several ways. --]
[#macro percent part whole]
CAST((200 * ${part} + ${whole}) / (2 * ${whole}) AS integer)[#rt]
[/#macro]

[#-- Whose events count: in a session, and not a bot's. --]
[#macro of_a_session]
domain_sessionid IS NOT NULL AND NOT is_bot[#rt]
[/#macro]

[#-- The same, and the page view is known. --]
[#macro of_a_page_view]
page_view_id IS NOT NULL AND [@of_a_session/][#rt]
[/#macro]

[#-- Which sites and apps are read. --]
[#macro of_the_apps of='']
[#if var('app_ids')?has_content]
${of}app_id IN ([#list var('app_ids') as app]${text(app)}[#sep], [/#list])[#rt]
[#else]
${of}event_id IS NOT NULL[#rt]
[/#if]
[/#macro]
