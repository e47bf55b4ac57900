package dev.lumen.server.vocabulary;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.lumen.server.api.Storable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Reads vocabularies from text and CSV. Text: one term a line; {@code term = sounds like, or so};
 * {@code !phrase} for what never changes; {@code #} starts a comment. CSV (RFC 4180): {@code
 * term,sounds_like,never_change}, the sounds separated by {@code ;} or {@code |}; a first line with
 * these names may give another order. Between the columns may be {@code ;} or a tab as well, as
 * spreadsheets of many countries have it.
 */
public final class VocabularyReader {
  private static final CsvMapper CSV =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.TRIM_SPACES)
          .build();
  private static final Pattern COMMAS = Pattern.compile("[,;]");
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"]|\"\")*+\"");
  private static final Pattern SEMICOLONS = Pattern.compile("[;|]");

  private final List<NewTerm> terms = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  VocabularyReader() {}

  /**
   * A line that could not be taken.
   *
   * @param line its number, from 1
   * @param message what is wrong with it; never quotes it
   */
  public record Problem(int line, String message) {}

  /** What was read: the terms in order, and what was left out. */
  public record Read(List<NewTerm> terms, List<Problem> problems) {}

  /** Reads the lines of a text. */
  public static Read text(String text) {
    VocabularyReader reader = new VocabularyReader();
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      number++;
      String content = line.strip();
      if (!content.isEmpty() && !content.startsWith("#")) {
        boolean never = content.startsWith("!");
        String[] halves = (never ? content.substring(1) : content).split("=", 2);
        String sounds = halves.length > 1 ? halves[1] : "";
        reader.add(number, halves[0], parts(sounds, COMMAS), never);
      }
    }
    return reader.result();
  }

  /** Reads comma-separated values. */
  public static Read csv(String text) {
    VocabularyReader reader = new VocabularyReader();
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(text));
    try (MappingIterator<String[]> rows =
        CSV.readerFor(String[].class).with(schema).readValues(text)) {
      reader.rows(rows);
    } catch (IOException e) {
      reader.problems.add(new Problem(0, "the rest is no valid CSV and was left out"));
    }
    return reader.result();
  }

  /** What parts the columns: in more lines than anything else does, outside of quotes. */
  private static char separator(String text) {
    String bare = QUOTED.matcher(text).replaceAll("");
    long commas = lines(bare, ',');
    long semicolons = lines(bare, ';');
    long tabs = lines(bare, '\t');
    if (tabs > 0 && tabs >= Math.max(commas, semicolons)) {
      return '\t';
    }
    return semicolons > commas ? ';' : ',';
  }

  private static long lines(String text, char separator) {
    return text.lines().filter(line -> line.indexOf(separator) >= 0).count();
  }

  private void rows(MappingIterator<String[]> rows) throws IOException {
    List<String> columns = List.of("term", "sounds_like", "never_change");
    boolean first = true;
    while (rows.hasNextValue()) {
      String[] row = rows.nextValue();
      // Not the number of the row: there are empty lines, and texts of several.
      int number = rows.getParser().currentTokenLocation().getLineNr();
      List<String> names = List.of(row).stream().map(it -> it.toLowerCase(Locale.ROOT)).toList();
      boolean heading = first && names.contains("term");
      first = false;
      if (heading) {
        columns = names;
      } else {
        String never = cell(row, columns.indexOf("never_change")).toLowerCase(Locale.ROOT);
        add(
            number,
            cell(row, columns.indexOf("term")),
            parts(cell(row, columns.indexOf("sounds_like")), SEMICOLONS),
            List.of("true", "yes", "1", "x").contains(never));
      }
    }
  }

  private static String cell(String[] row, int column) {
    return column >= 0 && column < row.length ? row[column] : "";
  }

  private static List<String> parts(String text, Pattern separator) {
    return separator
        .splitAsStream(text)
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .distinct()
        .toList();
  }

  /** Takes a term that stands on a line, or tells why not. */
  void add(int line, String term, List<String> sounds, boolean neverChange) {
    String written = term.strip();
    if (written.isEmpty()) {
      problems.add(new Problem(line, "has no term"));
    } else if (length(written) > NewTerm.MAX_LENGTH
        || sounds.stream().anyMatch(it -> length(it) > NewTerm.MAX_LENGTH)) {
      problems.add(new Problem(line, "is longer than " + NewTerm.MAX_LENGTH + " characters"));
    } else if (sounds.size() > NewTerm.MAX_SOUNDS) {
      problems.add(new Problem(line, "has more than " + NewTerm.MAX_SOUNDS + " spellings"));
    } else if (!Storable.isText(written) || !sounds.stream().allMatch(Storable::isText)) {
      problems.add(new Problem(line, "has a character that cannot be stored"));
    } else {
      terms.add(new NewTerm(written, sounds, neverChange));
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Tells that something on a line cannot be taken. */
  void refuse(int line, String message) {
    problems.add(new Problem(line, message));
  }

  /** What was read. */
  Read result() {
    return new Read(List.copyOf(terms), List.copyOf(problems));
  }
}
