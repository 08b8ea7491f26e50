package dev.accrete.compiler.load;

/**
 * A column as the warehouse has it.
 *
 * @param name as the catalogue writes it
 * @param type as a declaration of the project has to write it
 * @param nullable false where the table allows no NULL in it
 */
public record CatalogueColumn(String name, String type, boolean nullable) {}
