package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.context.WritingHabit;
import java.util.Set;

/**
 * "Like" said to win time, where somebody says it all the time (elsewhere it is only offered, as it
 * mostly means something or was misheard): between commas; and in a turn without any marks also at
 * the start, or behind a word after which neither the verb nor the comparison stands ("the like
 * first", "but like we").
 */
final class LikeRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("filler.like", "Said to win time, compares nothing here");
  private static final Set<String> NEVER_BEFORE_IT =
      Set.of(
          "but", "because", "then", "or", "a", "an", "the", "my", "this", "with", "from", "at",
          "for", "in", "our", "their", "his", "her");
  private static final Set<String> SELDOM_BEFORE_IT =
      Set.of("that", "so", "to", "of", "and", "know", "mean");
  private static final Set<String> LIKED =
      Set.of("the", "a", "an", "you", "me", "my", "your", "us", "our", "her", "to", "having");
  private static final Set<String> SUBJECTS =
      Set.of("i", "we", "they", "he", "she", "there", "there's", "i'm", "we're", "they're");
  private static final Set<String> MEANT_WITH =
      Set.of("this", "that", "these", "those", "it", "so", "minded", "for", "to", "them", "him");

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    boolean bare = passage.habit().isBare();
    WritingHabit habit = passage.habit().and(passage.surroundings().habit());
    boolean often = habit.saysLike();
    boolean surely = often && habit.isLong();
    Confidence confidence = often ? Confidence.MEDIUM : Confidence.LOW;
    for (int i = 0; i + 1 < passage.size(); i++) {
      if (!passage.lower(i).equals("like") || Doubles.isLikened(passage, i)) {
        continue;
      }
      boolean commaBefore = passage.at(i - 1).text().equals(",");
      boolean commaAfter = passage.at(i + 1).text().equals(",");
      boolean starts = passage.startsSentence(i);
      if (commaAfter && (commaBefore || starts) && passage.at(i + 2).isSpoken()) {
        proposals.delete(starts ? i : i - 1, i + 2, confidence);
      } else if ((bare || surely) && isPadding(passage, i, starts)) {
        proposals.delete(i, commaAfter ? i + 2 : i + 1, confidence);
      }
    }
  }

  private static boolean isPadding(Passage passage, int i, boolean starts) {
    int next = passage.at(i + 1).text().equals(",") ? i + 2 : i + 1;
    boolean compares = passage.reads(i - 2, "like", "for");
    if (compares || !passage.at(next).isSpoken() || passage.is(next, MEANT_WITH)) {
      return false;
    }
    if (starts) {
      return passage.is(next, SUBJECTS);
    }
    return passage.is(i - 1, NEVER_BEFORE_IT)
        || (passage.is(i - 1, SELDOM_BEFORE_IT) && !passage.is(next, LIKED));
  }
}
