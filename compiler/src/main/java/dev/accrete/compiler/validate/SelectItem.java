package dev.accrete.compiler.validate;

import org.apache.calcite.sql.SqlNode;

/**
 * One output column of a SELECT before it is resolved.
 *
 * @param name the column's name
 * @param explicit whether the author wrote it with AS
 * @param node what computes it; for a column of an expanded star, the star itself
 * @param column the number of the FROM column of an expanded star, else -1
 */
record SelectItem(String name, boolean explicit, SqlNode node, int column) {}
