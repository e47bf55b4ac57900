package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.number.AddressGrammar;
import dev.lumen.cleaner.number.Atoms;
import dev.lumen.cleaner.number.DateGrammar;
import dev.lumen.cleaner.number.DigitGrammar;
import dev.lumen.cleaner.number.Found;
import dev.lumen.cleaner.number.Grammar;
import dev.lumen.cleaner.number.NameGrammar;
import dev.lumen.cleaner.number.NumberGrammar;
import dev.lumen.cleaner.number.RepairGrammar;
import dev.lumen.cleaner.number.SerialGrammar;
import dev.lumen.cleaner.number.SplitGrammar;
import dev.lumen.cleaner.number.StreetGrammar;
import dev.lumen.cleaner.number.Style;
import dev.lumen.cleaner.number.TimeGrammar;
import dev.lumen.cleaner.number.Value;
import dev.lumen.cleaner.number.VersionGrammar;
import dev.lumen.cleaner.text.Word;
import dev.lumen.cleaner.text.WordKind;
import java.util.Set;
import java.util.function.Predicate;

/** Writes one kind of spoken value as running text does, wherever its grammar finds one. */
final class SpokenNumberRule implements Rule {
  private static final Set<String> DOT = Set.of("dot");

  private final RuleCard card;
  private final Grammar grammar;
  private final Predicate<Passage> gate;

  private SpokenNumberRule(String id, String reason, Grammar grammar, Predicate<Passage> gate) {
    this.card = RuleCard.looks(id, reason);
    this.grammar = grammar;
    this.gate = gate;
  }

  static Rule names() {
    return rule("number.name", "A name with a number in it", new NameGrammar());
  }

  static Rule dates() {
    return rule("number.date", "A date, written in digits", new DateGrammar());
  }

  static Rule times() {
    return rule("number.time", "A time of day, written in digits", new TimeGrammar());
  }

  static Rule digitRuns() {
    String reason = "Digits said one by one, such as a phone number";
    return rule("number.digit-run", reason, new DigitGrammar());
  }

  static Rule serials() {
    String reason = "Letters and digits said one by one, such as an order number";
    return rule("number.digit-run", reason, new SerialGrammar());
  }

  static Rule streets() {
    return rule("number.street", "The address of a house", new StreetGrammar());
  }

  static Rule versions() {
    return rule("number.digits", "A number, written in digits", new VersionGrammar());
  }

  static Rule digits() {
    return rule("number.digits", "A number, written in digits", new NumberGrammar());
  }

  /** Addresses, which need no number to be in them. */
  static Rule addresses() {
    return addresses(AddressGrammar.any());
  }

  /** E-mail addresses, in which no name is heard that the conversation knows. */
  static Rule mailAddresses() {
    return addresses(AddressGrammar.mail());
  }

  private static Rule addresses(AddressGrammar grammar) {
    String reason = "An e-mail or web address that was said out loud";
    return new SpokenNumberRule(
        "number.address", reason, grammar, passage -> passage.mentions(DOT));
  }

  /** Numbers that the recogniser wrote half in digits. */
  static Rule repairs() {
    String reason = "A number that was written in pieces, put together";
    return new SpokenNumberRule(
        "number.repair", reason, new RepairGrammar(), SpokenNumberRule::hasDigits);
  }

  /** Numbers that the recogniser wrote digit by digit. */
  static Rule split() {
    String reason = "A number that was written in pieces, put together";
    return new SpokenNumberRule(
        "number.repair", reason, new SplitGrammar(), SpokenNumberRule::hasDigits);
  }

  private static boolean hasDigits(Passage passage) {
    for (Word word : passage.words()) {
      if (word.kind() == WordKind.NUMBER) {
        return true;
      }
    }
    return false;
  }

  private static Rule rule(String id, String reason, Grammar grammar) {
    return new SpokenNumberRule(id, reason, grammar, passage -> Atoms.hasNumber(passage.words()));
  }

  @Override
  public RuleCard card() {
    return card;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (!gate.test(passage)) {
      return;
    }
    Atoms atoms = passage.atoms();
    for (int at = 0; at < atoms.size(); ) {
      Found found = grammar.read(atoms, at);
      int end = found == null ? at + 1 : Math.max(at + 1, found.end());
      Value value = found == null || !atoms.startsWord(end) ? null : found.value();
      if (found != null && value != null) {
        String written = Style.PROSE.write(value);
        proposals.replace(atoms.wordOf(at), atoms.wordOf(end), written, found.confidence());
      }
      at = end;
    }
  }
}
