package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.text.Tokenizer;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A call whose people and things have got new names: what was said, and who was named how often.
 */
final class PlantedCall {
  private static final int LONGEST_NAME = 4;
  private static final Set<String> ROLES =
      Set.of(
          "chief",
          "executive",
          "financial",
          "operating",
          "commercial",
          "officer",
          "ceo",
          "cfo",
          "coo",
          "president",
          "vice",
          "senior",
          "director",
          "head",
          "chairman",
          "managing",
          "investor",
          "relations",
          "finance",
          "strategy",
          "treasurer",
          "founder");

  private final List<List<Piece>> turns = new ArrayList<>();
  private final Map<String, Named> named = new LinkedHashMap<>();

  /**
   * A word or a mark as it was said.
   *
   * @param text as a professional writes it
   * @param spaceBefore whether a space stands before it
   * @param name the number of the mention that it belongs to in its turn; -1 for no name
   */
  record Piece(String text, boolean spaceBefore, int name) {}

  /** Somebody or something that the call names. */
  static final class Named {
    final String written;
    int times;
    int asPerson;
    String told = "";

    Named(String written) {
      this.written = written;
    }

    boolean isPerson() {
      return 2 * asPerson >= times && written.chars().anyMatch(Character::isLowerCase);
    }
  }

  PlantedCall(List<String> lines, Random random) {
    NameForge forge = new NameForge(random);
    lines.forEach(line -> read(Tokenizer.tokenize(line), forge));
  }

  private void read(List<Word> words, NameForge forge) {
    List<Piece> pieces = new ArrayList<>();
    List<NameMention> mentions = NameMention.of(words);
    int next = 0;
    for (int i = 0; i < words.size(); i++) {
      while (next < mentions.size() && mentions.get(next).to() <= i) {
        next++;
      }
      Word word = words.get(i);
      boolean name = next < mentions.size() && mentions.get(next).from() <= i;
      String text = name ? forge.name(word.text()) : word.text();
      pieces.add(new Piece(text, word.spaceBefore(), name ? next : -1));
    }
    turns.add(pieces);
    Named before = null;
    int end = -9;
    for (NameMention mention : mentions) {
      Named here = count(pieces, mention);
      boolean near = mention.from() - end <= 4 && mention.from() > end;
      if (before != null && near && isAffiliation(pieces.get(end).text())) {
        before.told = written(pieces.subList(end + 1, mention.to())).replaceAll("['’]s$", "");
      }
      before = here;
      end = mention.to();
      String role = role(pieces, end);
      if (here.told.isEmpty() && !role.isEmpty()) {
        here.told = role;
      }
    }
  }

  private static boolean isAffiliation(String text) {
    return List.of("from", "with", "of", "at").contains(text);
  }

  /**
   * "our CFO", "Chief Financial Officer of": the words after a name that tell what somebody does.
   */
  private static String role(List<Piece> pieces, int end) {
    List<String> role = new ArrayList<>();
    for (int i = end; i < Math.min(pieces.size(), end + 9); i++) {
      String text = pieces.get(i).text();
      boolean told = ROLES.contains(text.toLowerCase(Locale.ROOT));
      boolean joins = !role.isEmpty() && (text.equals("and") || text.equals("of"));
      if (told || (joins && i + 1 < pieces.size())) {
        role.add(text);
      } else if (!role.isEmpty() || i > end + 2) {
        break;
      }
    }
    while (!role.isEmpty() && !ROLES.contains(role.getLast().toLowerCase(Locale.ROOT))) {
      role.removeLast();
    }
    return String.join(" ", role);
  }

  private Named count(List<Piece> pieces, NameMention mention) {
    StringBuilder written = new StringBuilder();
    int to = Math.min(mention.to(), mention.from() + LONGEST_NAME);
    for (int i = mention.from(); i < to; i++) {
      written.append(written.isEmpty() ? "" : " ").append(pieces.get(i).text());
    }
    String plain = written.toString().replaceAll("['’]s$", "");
    Named here = named.computeIfAbsent(plain.toLowerCase(Locale.ROOT), key -> new Named(plain));
    here.times++;
    here.asPerson += mention.person() ? 1 : 0;
    return here;
  }

  List<List<Piece>> turns() {
    return turns;
  }

  /** Who and what is named, in the order of their first mention. */
  List<Named> named() {
    return List.copyOf(named.values());
  }

  /** A turn as a professional writes it. */
  static String written(List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(piece.spaceBefore() && !text.isEmpty() ? " " : "").append(piece.text());
    }
    return text.toString();
  }
}
