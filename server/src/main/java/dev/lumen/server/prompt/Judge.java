package dev.lumen.server.prompt;

import dev.lumen.cleaner.Confidence;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import dev.lumen.server.turn.Rewriting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the wording of a model apart into edits of the raw text and holds each to the rules. Case
 * and marks alone are no edits ({@link Wording}).
 */
final class Judge {
  private static final String UNCLEAR = "[unclear]";
  private static final Pattern END_MARKS = Pattern.compile("[.,;:!?…]+$");

  private final Reading local;
  private final Set<String> written;
  private final Set<String> offered = new HashSet<>();
  private final Rules rules;

  /**
   * @param local what the cleaner has made of the turn
   * @param known the words of the conversation, as they are written there
   */
  Judge(Reading local, Set<String> known) {
    this.local = local;
    this.written = known;
    Set<String> all =
        known.stream().map(Words::lower).collect(Collectors.toCollection(HashSet::new));
    local.corrections().stream()
        .filter(it -> !it.applied())
        .forEach(it -> offered.addAll(Words.of(it.corrected())));
    all.addAll(offered);
    this.rules = new Rules(all);
  }

  /**
   * What becomes of one edit.
   *
   * @param raw its place in the raw text
   * @param text what the model would write there
   * @param confidence how sure it is; null where it is refused
   * @param refusal why it is refused; null where it is not
   * @param known how much the conversation speaks for it, 0 to 1
   * @param over the corrections that stood there
   */
  record Ruling(
      CorrectionView.Position raw,
      String text,
      @Nullable Confidence confidence,
      @Nullable Refusal refusal,
      double known,
      List<CorrectionView> over) {

    boolean kept() {
      return refusal == null;
    }
  }

  /** The edits of a model's wording, in order. */
  List<Ruling> rule(String wording) {
    // Where the cleaner has given up, the raw words stand for comparison.
    Reading base = local.map(it -> isUnclear(it) ? unapplied(it) : it);
    List<Rewriting.Stretch> stretches =
        Rewriting.of(base, Wording.of(base.cleanedText(), wording, written));
    Set<String> moved = moved(stretches);
    List<Ruling> rulings = new ArrayList<>();
    for (Rewriting.Stretch stretch : stretches) {
      Ruling ruling = rule(stretch, moved);
      if (ruling != null) {
        rulings.add(ruling);
      }
    }
    return rulings;
  }

  /** Words that leave one stretch and turn up in another. */
  private static Set<String> moved(List<Rewriting.Stretch> stretches) {
    Set<String> gone = new HashSet<>();
    Set<String> come = new HashSet<>();
    for (Rewriting.Stretch stretch : stretches) {
      for (Alignment.Swap swap :
          Alignment.of(Words.of(stretch.before()), Words.of(stretch.text()))) {
        gone.addAll(swap.gone());
        come.addAll(swap.come());
      }
    }
    gone.removeIf(word -> Words.isLittle(word) || Words.isFiller(word));
    gone.retainAll(come);
    return gone;
  }

  private static boolean isUnclear(CorrectionView correction) {
    return correction.corrected().equals(UNCLEAR) && !correction.isDecided();
  }

  private static CorrectionView unapplied(CorrectionView it) {
    return new CorrectionView(
        it.original(),
        it.corrected(),
        it.confidence(),
        it.reason(),
        it.rule(),
        it.position(),
        false,
        it.contextRelevance(),
        it.state(),
        it.decision(),
        it.taughtBy());
  }

  private @Nullable Ruling rule(Rewriting.Stretch stretch, Set<String> moved) {
    String text = marksAsBefore(stretch.before(), stretch.text());
    List<String> old = Words.written(stretch.before());
    List<String> now = Words.written(text);
    if (stretch.before().equals(text)) {
      return null;
    }
    List<CorrectionView> over =
        local.corrections().stream().filter(it -> it.position().overlaps(stretch.raw())).toList();
    if (over.stream().anyMatch(CorrectionView::isDecided)) {
      return refused(stretch, text, Refusal.DECIDED, over);
    }
    return switch (rules.judge(stretch.before(), text)) {
      case Rules.Verdict.Refused(Refusal why) ->
          refused(stretch, text, isMove(why, old, now, moved) ? Refusal.REORDERED : why, over);
      case Rules.Verdict.Kept(Confidence confidence) -> kept(stretch, text, confidence, over);
    };
  }

  private static boolean isMove(
      Refusal why, List<String> old, List<String> now, Set<String> moved) {
    return Set.of(Refusal.NAME, Refusal.INVENTED_WORD, Refusal.DROPPED_WORD).contains(why)
        && Stream.concat(old.stream(), now.stream()).map(Words::lower).anyMatch(moved::contains);
  }

  /** The sentence's own marks stay; a model sets them by another habit. */
  private static String marksAsBefore(String before, String text) {
    Matcher old = END_MARKS.matcher(before);
    return END_MARKS.matcher(text).replaceFirst("") + (old.find() ? old.group() : "");
  }

  /** Whether an applied correction would not read as it does. */
  private static boolean undoes(List<CorrectionView> over, String text) {
    return over.stream()
        .filter(it -> it.applied() && !isUnclear(it))
        .anyMatch(it -> !text.contains(it.corrected().strip()));
  }

  private Ruling kept(
      Rewriting.Stretch stretch, String text, Confidence confidence, List<CorrectionView> over) {
    boolean nowhere = stretch.raw().end() <= stretch.raw().start();
    // An offer beside an applied correction would take that one back.
    boolean takesBack = !confidence.isApplied() && over.stream().anyMatch(CorrectionView::applied);
    if (nowhere || takesBack || undoes(over, text)) {
      return refused(stretch, text, Refusal.LOCAL_RESULT, over);
    }
    return new Ruling(stretch.raw(), text, confidence, null, known(text), over);
  }

  private static Ruling refused(
      Rewriting.Stretch stretch, String text, Refusal why, List<CorrectionView> over) {
    return new Ruling(stretch.raw(), text, null, why, 0, over);
  }

  private double known(String text) {
    List<String> words = Words.of(text).stream().filter(it -> !Words.isLittle(it)).toList();
    long of = words.stream().filter(rules::knows).count();
    return words.isEmpty() ? 0 : Math.round(1000.0 * of / words.size()) / 1000.0;
  }
}
