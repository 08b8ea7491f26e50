package dev.accrete.runtime.csv;

/**
 * A declared column that values are read for.
 *
 * @param name matched with the header without case
 * @param type the SQL type as declared, such as {@code varchar(36)}
 * @param nullable false makes NULL, and a header without the column, a problem
 */
public record CsvColumn(String name, String type, boolean nullable) {}
