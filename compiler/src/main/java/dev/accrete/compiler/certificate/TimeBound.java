package dev.accrete.compiler.certificate;

/**
 * That no needed row of an input is older than the table says: the table keeps, in one of its
 * columns, the least value that a column of the input has among all rows that a key is computed
 * from.
 *
 * <p>A row of a touched key was there when the table was last written, and then it is not less than
 * what the table has for its key; or it came since, and then it is among the changed rows.
 *
 * @param field the number of the input's column
 * @param output the number of the model's column that keeps its least value
 */
public record TimeBound(int field, int output) {}
