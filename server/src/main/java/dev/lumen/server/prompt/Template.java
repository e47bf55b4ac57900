package dev.lumen.server.prompt;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One version of a prompt template.
 *
 * @param id of this version
 * @param family what all versions of the template share
 * @param name what people call it
 * @param template its text
 * @param description what it is for
 * @param variables those in its text
 * @param version from 1
 * @param isActive whether models are asked with it
 * @param builtIn whether it ships with Lumen
 * @param createdAt when it was written
 * @param updatedAt when it was written, activated or replaced as the active one
 */
record Template(
    UUID id,
    @JsonIgnore UUID family,
    String name,
    String template,
    String description,
    List<String> variables,
    int version,
    boolean isActive,
    boolean builtIn,
    Instant createdAt,
    Instant updatedAt) {

  /** Its text, to be rendered. */
  TemplateText text() {
    return new TemplateText(template);
  }
}
