package dev.lumen.server.feed;

/**
 * A column of a changed table.
 *
 * @param name as declared
 * @param typeOid the type's number in the database
 * @param type PostgreSQL's name of the type, for instance {@code int8}, {@code _text} for an array
 * @param key whether it belongs to the replica identity
 */
public record Column(String name, int typeOid, String type, boolean key) {}
