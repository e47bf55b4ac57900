package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.misheard.NameModel;
import java.util.List;

/** All rules, in the order in which they work on a turn. */
public final class Rules {
  private Rules() {}

  /**
   * The rules that ship: what is no speech goes first, then what was said twice, then misheard
   * words, then numbers, and looks last, since every step may change where a sentence starts.
   */
  public static List<Rule> standard() {
    return List.of(
        new NoiseMarkRule(),
        new ForeignScriptRule(),
        new EchoRule(),
        new CapitalsRule(),
        new DictatedRule(),
        new SpelledTermsRule(),
        new SelfRepairRule(),
        new CutOffRule(),
        new FillerRule(),
        new PadRule(),
        new LikeRule(),
        RepeatRule.first(),
        RepeatRule.aroundCopies(),
        new RestartRule(),
        RepeatRule.again(),
        new DisfluencyRule(),
        SpokenNumberRule.mailAddresses(),
        new VocabularyRule(),
        new TitleRule(),
        new AcronymRule(),
        new ClippedNameRule(),
        new LostEndingRule(),
        new PhraseRule(),
        new HomophoneRule(),
        new NameRule(NameModel.shared()),
        SpokenNumberRule.addresses(),
        SpokenNumberRule.repairs(),
        SpokenNumberRule.split(),
        SpokenNumberRule.serials(),
        SpokenNumberRule.versions(),
        SpokenNumberRule.streets(),
        SpokenNumberRule.names(),
        SpokenNumberRule.dates(),
        SpokenNumberRule.times(),
        SpokenNumberRule.digitRuns(),
        new SpelledRule(),
        SpokenNumberRule.digits(),
        new KnownCaseRule(),
        new FirmRule(),
        new LearntCaseRule(),
        new PlaceListRule(),
        new BoundaryRule(),
        new MarkRule(),
        new SentenceRule());
  }
}
