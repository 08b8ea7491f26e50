package dev.accrete.tests.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns of the shared data that the shipped models read, with Redshift types. */
public final class WebColumns {
  /** atomic.events: name to type, in order. */
  public static final Map<String, String> EVENTS =
      columns(
          """
          app_id varchar(255)
          platform varchar(255)
          etl_tstamp timestamp
          collector_tstamp timestamp
          dvce_created_tstamp timestamp
          event_id varchar(36)
          user_id varchar(255)
          user_ipaddress varchar(128)
          domain_userid varchar(128)
          domain_sessionidx integer
          network_userid varchar(128)
          geo_country varchar(2)
          geo_region varchar(3)
          geo_city varchar(75)
          geo_zipcode varchar(15)
          geo_latitude double precision
          geo_longitude double precision
          geo_region_name varchar(100)
          page_url varchar(4096)
          page_title varchar(2000)
          page_referrer varchar(4096)
          page_urlscheme varchar(16)
          page_urlhost varchar(255)
          page_urlpath varchar(3000)
          page_urlquery varchar(6000)
          page_urlfragment varchar(3000)
          refr_urlscheme varchar(16)
          refr_urlhost varchar(255)
          refr_urlpath varchar(6000)
          refr_urlquery varchar(6000)
          refr_urlfragment varchar(3000)
          refr_medium varchar(25)
          refr_source varchar(50)
          refr_term varchar(255)
          mkt_medium varchar(255)
          mkt_source varchar(255)
          mkt_term varchar(255)
          mkt_content varchar(500)
          mkt_campaign varchar(255)
          pp_xoffset_max integer
          pp_yoffset_max integer
          useragent varchar(1000)
          br_name varchar(50)
          br_family varchar(50)
          br_renderengine varchar(50)
          br_lang varchar(255)
          br_colordepth varchar(12)
          br_viewwidth integer
          br_viewheight integer
          os_timezone varchar(255)
          dvce_type varchar(50)
          dvce_ismobile boolean
          doc_width integer
          doc_height integer
          geo_timezone varchar(64)
          mkt_clickid varchar(128)
          mkt_network varchar(64)
          dvce_sent_tstamp timestamp
          domain_sessionid varchar(128)
          derived_tstamp timestamp
          event_name varchar(1000)
          event_fingerprint varchar(128)
          """);

  /** atomic.com_snowplowanalytics_snowplow_web_page_1: name to type, in order. */
  public static final Map<String, String> CONTEXTS =
      columns(
          """
          root_id varchar(36)
          root_tstamp timestamp
          id varchar(36)
          """);

  private WebColumns() {}

  private static Map<String, String> columns(String lines) {
    Map<String, String> columns = new LinkedHashMap<>();
    lines.lines().map(line -> line.split(" ", 2)).forEach(pair -> columns.put(pair[0], pair[1]));
    return Collections.unmodifiableMap(columns);
  }
}
