package dev.lumen.server.realtime.supabase;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a filter can ask of a column; names of PostgREST. */
enum Operator {
  EQ,
  NEQ,
  LT,
  LTE,
  GT,
  GTE,
  IN,
  LIKE,
  ILIKE,
  IS,
  MATCH,
  IMATCH,
  ISDISTINCT;

  static Optional<Operator> named(String name) {
    return Stream.of(values())
        .filter(operator -> operator.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
