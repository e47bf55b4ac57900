package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.NumberWords;
import dev.lumen.cleaner.number.Reading.Kind;
import dev.lumen.cleaner.number.Value.Literal;
import org.jspecify.annotations.Nullable;

/** Versions: "three point two point one". A decimal has one point, so two of them tell. */
public final class VersionGrammar implements Grammar {
  private static final int LEAST = 3;

  @Override
  public @Nullable Found read(Atoms atoms, int at) {
    if (atoms.at(at - 1).equals("point")) {
      return null;
    }
    StringBuilder written = new StringBuilder();
    int parts = 0;
    int end = at;
    Reading part = part(atoms, at);
    while (part != null) {
      written.append(parts++ == 0 ? "" : ".").append(part.number());
      end = part.end();
      part = atoms.at(end).equals("point") ? part(atoms, end + 1) : null;
    }
    boolean amount = // "seventy two point, seventy two point six percent" was begun twice
        NumberContext.isAmount(atoms, end) || NumberWords.scale(atoms.at(end)) != null;
    return parts < LEAST || amount || !atoms.startsWord(end)
        ? null
        : Found.likely(new Literal(written.toString()), end);
  }

  private static @Nullable Reading part(Atoms atoms, int at) {
    if (atoms.isOh(at)) {
      return Reading.whole(0, Kind.CARDINAL, at + 1);
    }
    Reading number = WholeNumber.cardinal(atoms, at);
    return number == null || !number.scale().isEmpty() ? null : number;
  }
}
