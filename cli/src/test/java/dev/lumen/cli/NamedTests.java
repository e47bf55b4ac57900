package dev.lumen.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which tests name which promises: in a comment or a display name, as {@code H-08c}, or several in
 * a row as {@code V-01 to V-09}. Tests of the page name them in their titles.
 *
 * @param byId simple names of test classes, or of the page's test files, by the id they name
 */
record NamedTests(SortedMap<String, SortedSet<String>> byId) {
  private static final String LETTERS = "[HWVCQRSPMDUTOX]";

  /** Text that says what a test proves; other text may hold such a word by chance. */
  private static final Pattern SAYING =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|@DisplayName\\(\\s*\"(?:[^\"\\\\]|\\\\.|\"\\s*\\+\\s*\")*\"",
          Pattern.DOTALL);

  /** What a test of the page is called. */
  private static final Pattern TITLE =
      Pattern.compile("\\b(?:test|it|describe)\\(\\s*([\"`])((?:[^\\\\]|\\\\.)*?)\\1");

  private static final Set<String> NOT_OURS = Set.of("node_modules", "dist", "test-results");

  private static final Pattern TEST = Pattern.compile("(?m)^\\s*@(Parameterized|Repeated)?Test\\b");

  private static final Pattern ID =
      Pattern.compile(
          "\\b(%s)-(\\d+)([a-e]?)\\b(?:(?: to |\\.\\.)(%s)-(\\d+)\\b)?"
              .formatted(LETTERS, LETTERS));

  /** Reads the tests of every module below a folder. */
  static NamedTests in(Path root) throws IOException {
    NamedTests named = new NamedTests(new TreeMap<>());
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.map(it -> it.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(module)) {
          named.readAll(module);
        }
      }
    }
    named.readPage(root.resolve("web"));
    return named;
  }

  /** The classes that name a promise, alphabetically. */
  Set<String> naming(String id) {
    return byId.getOrDefault(id, Collections.emptySortedSet());
  }

  private void readAll(Path module) throws IOException {
    try (Stream<Path> files = Files.walk(module)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(this::readClass);
    }
  }

  private void readPage(Path folder) throws IOException {
    try (Stream<Path> below = Files.list(folder)) {
      for (Path part : below.filter(Files::isDirectory).toList()) {
        if (!NOT_OURS.contains(part.getFileName().toString())) {
          try (Stream<Path> files = Files.walk(part)) {
            files.filter(NamedTests::isTestOfPage).forEach(this::readTitles);
          }
        }
      }
    }
  }

  private static boolean isTestOfPage(Path file) {
    String name = file.toString();
    return name.endsWith(".spec.ts") || name.endsWith(".test.ts");
  }

  private void readTitles(Path file) {
    String name = file.getFileName().toString().replace(".ts", "");
    idsOfTitles(read(file)).forEach(id -> note(id, name));
  }

  private void readClass(Path file) {
    String source = read(file);
    if (TEST.matcher(source).find()) {
      String name = file.getFileName().toString().replace(".java", "");
      ids(source).forEach(id -> note(id, name));
    }
  }

  private void note(String id, String name) {
    byId.computeIfAbsent(id, unknown -> new TreeSet<>()).add(name);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids that the titles of a file of the page's tests name. */
  static Stream<String> idsOfTitles(String source) {
    return TITLE.matcher(source).results().flatMap(title -> idsOf(title.group(2)));
  }

  /** The ids that a source names. */
  static Stream<String> ids(String source) {
    return SAYING.matcher(source).results().flatMap(saying -> idsOf(saying.group()));
  }

  private static Stream<String> idsOf(String saying) {
    return ID.matcher(saying).results().flatMap(NamedTests::expanded);
  }

  private static Stream<String> expanded(MatchResult found) {
    if (found.group(5) == null || !found.group(1).equals(found.group(4))) {
      return Stream.of(found.group(1) + "-" + found.group(2) + found.group(3));
    }
    return IntStream.rangeClosed(Integer.parseInt(found.group(2)), Integer.parseInt(found.group(5)))
        .mapToObj(number -> "%s-%02d".formatted(found.group(1), number));
  }
}
