package dev.accrete.compiler.dialect.redshift;

import java.util.Set;

/** The words that Redshift does not take as a name of a table or column everywhere. */
final class RedshiftKeywords {
  /**
   * "Reserved words" of its Database Developer Guide, and those that PostgreSQL 8.0 reserves beside
   * them.
   *
   * <p>{@code rows}, {@code start} and {@code connect} are added for readers that know them as
   * words of window frames and of CONNECT BY.
   */
  private static final Set<String> WORDS =
      Set.of(
          """
          aes128 aes256 all allowoverwrite analyse analyze and any array as asc authorization az64
          backup between binary blanksasnull both bytedict bzip2 case cast check collate column
          constraint create credentials cross current_date current_time current_timestamp
          current_user current_user_id default deferrable deflate defrag delta delta32k desc disable
          distinct do else emptyasnull enable encode encrypt encryption end except explicit false
          for foreign freeze from full globaldict256 globaldict64k grant group gzip having identity
          ignore ilike in initially inner intersect interval into is isnull join leading left like
          limit localtime localtimestamp lun luns lzo lzop minus mostly16 mostly32 mostly8 natural
          new not notnull null nulls off offline offset oid old on only open or order outer overlaps
          parallel partition percent permissions pivot placing primary raw readratio recover
          references rejectlog resort respect restore right select session_user similar snapshot
          some sysdate system table tag tdes text255 text32k then timestamp to top trailing true
          truncatecolumns union unique unnest unpivot user using verbose wallet when where with
          without
          bigint bit boolean char character coalesce connect dec decimal exists extract float int
          integer lateral national nchar none nullif numeric overlay position precision
          qualify real row rows setof smallint start substring time treat trim values varchar window
          """
              .strip()
              .split("\\s+"));

  private RedshiftKeywords() {}

  static boolean mustBeQuoted(String identifier) {
    return WORDS.contains(identifier);
  }
}
