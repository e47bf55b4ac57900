package dev.lumen.cleaner.language;

import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Counts runs of words in well-written transcripts: the file to write, then the texts. */
final class LanguageModelMaker {
  private static final Set<String> SOUNDS = Set.of("um", "uh", "mm", "hmm", "er", "ah");
  private static final int[] LEAST = {0, 1, 2, 2, 3};

  private final Map<Long, Integer> counts = new HashMap<>();
  private long words;

  private LanguageModelMaker() {}

  /** The file to write, then the texts to read. */
  public static void main(String[] arguments) throws IOException {
    LanguageModelMaker maker = new LanguageModelMaker();
    for (String file : Arrays.asList(arguments).subList(1, arguments.length)) {
      for (String line : Files.readAllLines(Path.of(file))) {
        maker.read(line);
      }
    }
    maker.write(Path.of(arguments[0]));
  }

  private void read(String line) {
    int[] classes =
        Tokenizer.tokenize(line).stream()
            .filter(word -> word.isSpoken() && !SOUNDS.contains(word.lower()))
            .flatMapToInt(LanguageModelMaker::classesOf)
            .toArray();
    int[] all = new int[classes.length + 1];
    all[0] = WordClass.EDGE;
    System.arraycopy(classes, 0, all, 1, classes.length);
    words += all.length;
    for (int i = 0; i < all.length; i++) {
      for (int length = 1; length <= Math.min(LanguageModel.ORDER, i + 1); length++) {
        int hash = LanguageModel.hash(Arrays.copyOfRange(all, i - length + 1, i + 1));
        counts.merge((hash & 0xFFFFFFFFL) << 3 | length, 1, Integer::sum);
      }
    }
  }

  /** The classes of a word, of each part where hyphens join several. */
  private static IntStream classesOf(Word word) {
    String[] lower = word.lower().split("-+", -1);
    String[] text = word.text().split("-+", -1);
    return IntStream.range(0, lower.length)
        .filter(i -> !lower[i].isEmpty())
        .map(i -> WordClass.of(lower[i], text[i]));
  }

  private void write(Path file) throws IOException {
    TreeMap<Long, Integer> kept = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          if (count >= LEAST[(int) (key & 7)]) {
            kept.merge(key >>> 3, count, Math::max);
          }
        });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(8).putInt(kept.size()).putInt(steps(words)).array());
    long before = 0;
    for (Map.Entry<Long, Integer> entry : kept.entrySet()) {
      writeNumber(out, entry.getKey() - before);
      out.write(steps(entry.getValue()));
      before = entry.getKey();
    }
    Files.write(file, out.toByteArray());
    System.out.println(kept.size() + " runs of " + words + " words, " + out.size() + " bytes");
  }

  private static int steps(long count) {
    return (int)
        StrictMath.round(LanguageModel.STEPS * StrictMath.log((double) count) / StrictMath.log(2));
  }

  private static void writeNumber(ByteArrayOutputStream out, long number) {
    long rest = number;
    while (rest >= 0x80) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
