package dev.lumen.server.feed;

import static java.util.Map.entry;

import java.util.Map;

/** Names of the types that every PostgreSQL server has under the same number (pg_type.dat). */
final class BuiltInTypes {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          entry(16, "bool"),
          entry(17, "bytea"),
          entry(18, "char"),
          entry(19, "name"),
          entry(20, "int8"),
          entry(21, "int2"),
          entry(23, "int4"),
          entry(25, "text"),
          entry(26, "oid"),
          entry(114, "json"),
          entry(199, "_json"),
          entry(700, "float4"),
          entry(701, "float8"),
          entry(1000, "_bool"),
          entry(1005, "_int2"),
          entry(1007, "_int4"),
          entry(1009, "_text"),
          entry(1015, "_varchar"),
          entry(1016, "_int8"),
          entry(1021, "_float4"),
          entry(1022, "_float8"),
          entry(1042, "bpchar"),
          entry(1043, "varchar"),
          entry(1082, "date"),
          entry(1083, "time"),
          entry(1114, "timestamp"),
          entry(1184, "timestamptz"),
          entry(1185, "_timestamptz"),
          entry(1186, "interval"),
          entry(1231, "_numeric"),
          entry(1700, "numeric"),
          entry(2950, "uuid"),
          entry(2951, "_uuid"),
          entry(3802, "jsonb"),
          entry(3807, "_jsonb"));

  private BuiltInTypes() {}

  /** The type's name, or {@code unknown} for a type that is not listed. */
  static String name(int oid) {
    return NAMES.getOrDefault(oid, "unknown");
  }
}
