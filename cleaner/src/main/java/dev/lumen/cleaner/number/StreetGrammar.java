package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Literal;
import dev.lumen.cleaner.text.Word;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody lives: "four twenty one north main street suite two hundred" is "421 North Main
 * Street, Suite 200". A small number counts streets unless what stands before it leads to an
 * address.
 */
public final class StreetGrammar implements Grammar {
  private static final int MOST_NAMES = 3;
  private static final int NEAR = 5;
  private static final int MOST_DIGITS = 5;

  /** From here on a street is named by its rank in digits: "52nd Street", but "Fifth Avenue". */
  private static final int TEN = 10;

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    if (!NumberReader.canStart(atoms, at)
        || atoms.at(at).equals("a")
        || NumberWords.isCardinalWord(atoms.at(at - 1))) {
      return null;
    }
    Reading house = digitByDigit(atoms, at);
    house = house == null ? NumberReader.read(atoms, at) : house;
    if (house == null || !isHouse(house)) {
      return null;
    }
    StringBuilder written = new StringBuilder().append(house.number());
    int end = street(atoms, house.end(), written);
    if (end < 0) {
      return null;
    }
    int room = room(atoms, end, written);
    boolean told = room > end || Cues.RESIDES.isBefore(atoms, at, 1) || isTold(atoms, at);
    boolean ends = !atoms.word(end).isSpoken() || Cues.BEHIND_STREET.has(atoms.at(end));
    return told || (ends && !house.isSmall())
        ? Found.likely(new Literal(written.toString()), Math.max(end, room))
        : null;
  }

  /** "one two three four Elm Street"; null for less than two digits. */
  private static @Nullable Reading digitByDigit(Atoms atoms, int at) {
    int end = at;
    int number = 0;
    while (end - at < MOST_DIGITS && (atoms.isDigit(end) || (end > at && atoms.isOh(end)))) {
      Integer digit = NumberWords.digit(atoms.at(end));
      number = 10 * number + (digit == null ? 0 : digit);
      end++;
    }
    boolean whole = end - at > 1 && number > 0 && !NumberWords.isCardinalWord(atoms.at(end));
    return whole ? Reading.whole(number, Kind.PAIR, end) : null;
  }

  private static boolean isHouse(Reading house) {
    return house.scale().isEmpty()
        && (house.kind() == Kind.CARDINAL
            || house.kind() == Kind.SHORT
            || house.kind() == Kind.PAIR);
  }

  /** "my address is …": then the number is one of a house, however small. */
  private static boolean isTold(Atoms atoms, int at) {
    return Cues.ADDRESS.isBefore(atoms, at, NEAR);
  }

  /** Writes the name of a street from its direction to its kind; returns its end, -1 for none. */
  private static int street(Atoms atoms, int start, StringBuilder written) {
    int at = start;
    if (Cues.DIRECTION.has(atoms.at(at))) {
      at = add(atoms, at, written);
    }
    for (int names = 0; names < MOST_NAMES; names++) {
      if (names > 0 && Cues.STREET.has(atoms.at(at))) {
        return add(atoms, at, written);
      }
      Reading number = new WholeNumber(atoms, at).read();
      if (number != null && number.kind() == Kind.ORDINAL && number.number() >= TEN) {
        written.append(' ').append(number.number());
        written.append(NumberWriter.suffix(number.value()));
        at = number.end();
      } else if (isName(atoms, at)) {
        at = add(atoms, at, written);
      } else {
        return -1;
      }
    }
    return Cues.STREET.has(atoms.at(at)) ? add(atoms, at, written) : -1;
  }

  private static boolean isName(Atoms atoms, int at) {
    return atoms.word(at).isWord()
        && !NumberWords.isCardinalWord(atoms.at(at))
        && !Cues.NO_STREET.has(atoms.at(at));
  }

  private static int add(Atoms atoms, int at, StringBuilder written) {
    written.append(' ').append(Word.capital(atoms.word(at).text()));
    return at + 1;
  }

  /** "suite two hundred", "apartment four". */
  private static int room(Atoms atoms, int at, StringBuilder written) {
    int name = atoms.at(at).equals(",") ? at + 1 : at;
    Reading number = Cues.ROOM.has(atoms.at(name)) ? NumberReader.read(atoms, name + 1) : null;
    if (number == null || !isHouse(number)) {
      return at;
    }
    written.append(", ").append(Word.capital(atoms.word(name).text()));
    written.append(' ').append(number.number());
    return number.end();
  }
}
