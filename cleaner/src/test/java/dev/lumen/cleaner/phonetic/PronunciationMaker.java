package dev.lumen.cleaner.phonetic;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes {@code pronunciations.bin} and {@code letters.bin} from the CMU Pronouncing Dictionary, as
 * the npm package cmu-pronouncing-dictionary 3.0.0 carries it in its {@code index.js}.
 */
final class PronunciationMaker {
  private static final Pattern ENTRY =
      Pattern.compile("^ +\"?([a-z']+)(?:\\((\\d)\\))?\"?: \"([A-Z0-2 ]+)\",?$");
  private static final Map<String, String> SOUNDS =
      Map.ofEntries(
          Map.entry("AA", "o"),
          Map.entry("AE", "a"),
          Map.entry("AH", "u"),
          Map.entry("AO", "o"),
          Map.entry("AW", "W"),
          Map.entry("AY", "Y"),
          Map.entry("B", "b"),
          Map.entry("CH", "C"),
          Map.entry("D", "d"),
          Map.entry("DH", "D"),
          Map.entry("EH", "e"),
          Map.entry("ER", "R"),
          Map.entry("EY", "A"),
          Map.entry("F", "f"),
          Map.entry("G", "g"),
          Map.entry("HH", "h"),
          Map.entry("IH", "i"),
          Map.entry("IY", "I"),
          Map.entry("JH", "G"),
          Map.entry("K", "k"),
          Map.entry("L", "l"),
          Map.entry("M", "m"),
          Map.entry("N", "n"),
          Map.entry("NG", "N"),
          Map.entry("OW", "O"),
          Map.entry("OY", "J"),
          Map.entry("P", "p"),
          Map.entry("R", "r"),
          Map.entry("S", "s"),
          Map.entry("SH", "S"),
          Map.entry("T", "t"),
          Map.entry("TH", "T"),
          Map.entry("UH", "U"),
          Map.entry("UW", "U"),
          Map.entry("V", "v"),
          Map.entry("W", "w"),
          Map.entry("Y", "y"),
          Map.entry("Z", "z"),
          Map.entry("ZH", "Z"));
  private static final int LONGEST = 30;
  private static final int MOST_READINGS = 3;

  private PronunciationMaker() {}

  /** The dictionary, then the folder to write to. */
  public static void main(String[] arguments) throws IOException {
    Map<String, List<String>> lexicon = read(Path.of(arguments[0]));
    Path folder = Path.of(arguments[1]);
    Files.write(folder.resolve("pronunciations.bin"), pack(lexicon));
    Files.write(folder.resolve("letters.bin"), new LetterTrainer(lexicon).train());
  }

  private static Map<String, List<String>> read(Path dictionary) throws IOException {
    Map<String, List<String>> lexicon = new TreeMap<>();
    for (String line : Files.readAllLines(dictionary)) {
      Matcher matcher = ENTRY.matcher(line);
      boolean matches = matcher.matches();
      if (matches && matcher.group(1).length() <= LONGEST && !matcher.group(1).endsWith("'s")) {
        List<String> readings =
            lexicon.computeIfAbsent(matcher.group(1), word -> new ArrayList<>());
        String sounds = sounds(matcher.group(3));
        if (!readings.contains(sounds) && readings.size() < MOST_READINGS) {
          readings.add(sounds);
        }
      }
    }
    return lexicon;
  }

  private static String sounds(String phones) {
    StringBuilder sounds = new StringBuilder();
    for (String phone : phones.split(" ", -1)) {
      String plain = phone.replaceAll("[0-2]", "").toUpperCase(Locale.ROOT);
      String sound = SOUNDS.get(plain);
      if (sound == null) {
        throw new IllegalArgumentException("the dictionary has an unknown sound: " + phone);
      }
      sounds.append(sound);
    }
    return sounds.toString();
  }

  private static byte[] pack(Map<String, List<String>> lexicon) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String before = "";
    for (Map.Entry<String, List<String>> entry : lexicon.entrySet()) {
      String word = entry.getKey();
      int shared = 0;
      while (shared < Math.min(before.length(), word.length())
          && before.charAt(shared) == word.charAt(shared)) {
        shared++;
      }
      out.write(shared);
      out.write(word.length() - shared);
      out.writeBytes(word.substring(shared).getBytes(StandardCharsets.US_ASCII));
      String readings = String.join("/", entry.getValue());
      out.write(readings.length());
      out.writeBytes(readings.getBytes(StandardCharsets.US_ASCII));
      before = word;
    }
    return out.toByteArray();
  }
}
