package dev.lumen.server.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lumen.server.api.Fields;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The business that a conversation is about, as its creator says.
 *
 * @param domain for instance {@code marketing}
 * @param subdomain for instance {@code paid search}
 * @param conversationType for instance {@code qualification call}
 */
public record BusinessContext(
    @Nullable String domain, @Nullable String subdomain, @Nullable String conversationType) {
  private static final int MAX_LENGTH = 100;

  /** That in the metadata of a conversation; what is missing or wrong is not said. */
  public static BusinessContext from(JsonNode metadata) {
    return of(ProcessingSettings.part(metadata, "business_context"));
  }

  /** Reads it; what is faulty is reported there and null here. */
  static BusinessContext of(Fields given) {
    return new BusinessContext(
        given.optionalText("domain", MAX_LENGTH),
        given.optionalText("subdomain", MAX_LENGTH),
        given.optionalText("conversation_type", MAX_LENGTH));
  }

  /** What is said of it in one line, from the widest to the narrowest; empty for nothing. */
  public String inOneLine() {
    return Stream.of(domain, subdomain, conversationType)
        .filter(Objects::nonNull)
        .map(text -> text.strip().replaceAll("\\s+", " "))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
