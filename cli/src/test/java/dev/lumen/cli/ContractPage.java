package dev.lumen.cli;

import java.util.Set;
import java.util.stream.Collectors;

/** The made part of {@code docs/contract.md}: a table for each group, and how much holds. */
final class ContractPage {
  /** Everything below this line of the page is made. */
  static final String MARK =
      "<!-- From here on made from contract/checklist.yaml and the tests; edit those. -->\n";

  private static final int SHOWN_TESTS = 4;

  private final Checklist checklist;
  private final NamedTests tests;

  ContractPage(Checklist checklist, NamedTests tests) {
    this.checklist = checklist;
    this.tests = tests;
  }

  /** The made part, the mark included. */
  String made() {
    StringBuilder page = new StringBuilder(MARK).append('\n').append(summary());
    checklist.groups().forEach(group -> append(page, group));
    return page.toString();
  }

  private String summary() {
    return "Of %d promises %d are built, %d in part; %d are for a later version.\n"
        .formatted(
            checklist.entries().count(),
            count(Checklist.State.BUILT),
            count(Checklist.State.PARTLY),
            count(Checklist.State.LATER));
  }

  private long count(Checklist.State state) {
    return checklist.entries().filter(entry -> entry.state() == state).count();
  }

  private void append(StringBuilder page, Checklist.Group group) {
    page.append("\n## ").append(group.title()).append("\n\n");
    if (group.about() != null) {
      page.append(group.about().strip()).append("\n\n");
    }
    page.append("| id | what | state | see it | proof |\n|---|---|---|---|---|\n");
    group.entries().forEach(entry -> page.append(row(entry)));
  }

  private String row(Checklist.Entry entry) {
    return "| %s | %s | %s | %s | %s |\n"
        .formatted(entry.id(), cell(entry.what()), state(entry), command(entry), proof(entry.id()));
  }

  private static String state(Checklist.Entry entry) {
    return switch (entry.state()) {
      case BUILT -> "built";
      case PARTLY -> "in part: " + cell(String.valueOf(entry.missing()));
      case LATER -> "later";
    };
  }

  private static String command(Checklist.Entry entry) {
    return entry.see() == null ? "" : "`" + cell(entry.see()) + "`";
  }

  private String proof(String id) {
    Set<String> names = tests.naming(id);
    String shown = names.stream().limit(SHOWN_TESTS).collect(Collectors.joining(", "));
    return names.size() > SHOWN_TESTS ? shown + " …" : shown;
  }

  /** A bar would end the cell, in code too. */
  private static String cell(String text) {
    return text.strip().replace("|", "\\|");
  }
}
