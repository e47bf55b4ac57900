package dev.lumen.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Lumen promises: {@code docs/contract/checklist.yaml}.
 *
 * @param groups the promises by subject, in the order of the page
 */
record Checklist(List<Group> groups) {

  /** How much of a promise holds today. */
  enum State {
    @JsonProperty("built")
    BUILT,
    @JsonProperty("partly")
    PARTLY,
    @JsonProperty("later")
    LATER
  }

  /**
   * Promises about one subject.
   *
   * @param title the heading on the page
   * @param about a sentence or two below it
   * @param entries the promises, by number
   */
  record Group(String title, @Nullable String about, List<Entry> entries) {}

  /**
   * One promise.
   *
   * @param id its name for ever, as {@code H-08c}
   * @param what is promised
   * @param see a command that shows it
   * @param state how much of it holds
   * @param missing what does not, where only a part holds
   */
  record Entry(
      String id, String what, @Nullable String see, State state, @Nullable String missing) {}

  static Checklist read(Path file) throws IOException {
    return new YAMLMapper().readValue(file.toFile(), Checklist.class);
  }

  Stream<Entry> entries() {
    return groups.stream().flatMap(group -> group.entries().stream());
  }
}
