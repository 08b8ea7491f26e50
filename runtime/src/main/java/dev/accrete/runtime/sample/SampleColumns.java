package dev.accrete.runtime.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of the sample events, named and typed as in Snowplow's table on Redshift. */
public final class SampleColumns {
  /** Column name to Redshift type, in the order of the file. */
  public static final Map<String, String> TYPES = types();

  /** The columns' names, in the order of the file. */
  public static final List<String> NAMES = List.copyOf(TYPES.keySet());

  /** The columns that are never NULL. */
  public static final List<String> NOT_NULL =
      List.of("etl_tstamp", "collector_tstamp", "event_id", "event_name", "derived_tstamp");

  private SampleColumns() {}

  private static Map<String, String> types() {
    String[] columns = {
      "app_id", "varchar(255)",
      "platform", "varchar(255)",
      "etl_tstamp", "timestamp",
      "collector_tstamp", "timestamp",
      "dvce_created_tstamp", "timestamp",
      "dvce_sent_tstamp", "timestamp",
      "event_id", "varchar(36)",
      "event_name", "varchar(1000)",
      "user_id", "varchar(255)",
      "user_ipaddress", "varchar(128)",
      "domain_userid", "varchar(128)",
      "domain_sessionid", "varchar(128)",
      "domain_sessionidx", "integer",
      "network_userid", "varchar(128)",
      "page_url", "varchar(4096)",
      "page_title", "varchar(2000)",
      "page_referrer", "varchar(4096)",
      "page_urlhost", "varchar(255)",
      "page_urlpath", "varchar(3000)",
      "refr_medium", "varchar(255)",
      "refr_source", "varchar(255)",
      "mkt_medium", "varchar(255)",
      "mkt_source", "varchar(255)",
      "mkt_campaign", "varchar(255)",
      "useragent", "varchar(1000)",
      "br_family", "varchar(255)",
      "br_lang", "varchar(255)",
      "dvce_type", "varchar(255)",
      "geo_country", "varchar(2)",
      "derived_tstamp", "timestamp",
      "pp_xoffset_max", "integer",
      "pp_yoffset_max", "integer",
      "doc_width", "integer",
      "doc_height", "integer",
      "br_viewwidth", "integer",
      "br_viewheight", "integer",
      "event_fingerprint", "varchar(128)",
    };
    Map<String, String> types = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i += 2) {
      types.put(columns[i], columns[i + 1]);
    }
    return Collections.unmodifiableMap(types);
  }
}
