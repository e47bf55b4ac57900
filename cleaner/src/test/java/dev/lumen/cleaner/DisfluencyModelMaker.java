package dev.lumen.cleaner;

import dev.lumen.cleaner.PlantedTalk.Line;
import dev.lumen.cleaner.model.DisfluencyTagger;
import dev.lumen.cleaner.model.training.DisfluencyLearner;
import dev.lumen.cleaner.model.training.LabelledUtterance;
import dev.lumen.cleaner.rule.DisfluencyRules;
import dev.lumen.cleaner.rule.Passage;
import dev.lumen.cleaner.rule.Proposals;
import dev.lumen.cleaner.rule.Rule;
import dev.lumen.cleaner.rule.RuleCard;
import dev.lumen.cleaner.rule.SpokenWords;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes the model of {@link DisfluencyTagger}: {@code FILE TEXT...}. Each text has one turn a line.
 * What people say and nobody writes is planted into the lines ({@link PlantedTalk}); the rules that
 * come before the tagger take out what they find, and it learns from what they leave.
 */
final class DisfluencyModelMaker {
  /** One line in so many is learnt from in lower case without marks as well. */
  private static final int BARE_SHARE = 2;

  private final List<LabelledUtterance> turns = new ArrayList<>();
  private final Cleaner looking = new RuleCleaner(DisfluencyRules.before(new Collector()));
  private @Nullable SpokenWords last;

  private DisfluencyModelMaker(List<String> lines) {
    PlantedTalk talk = new PlantedTalk(lines);
    ConversationMemory written = new ConversationMemory();
    ConversationMemory bare = new ConversationMemory();
    for (int i = 0; i < lines.size(); i++) {
      if (talk.startsTalk(i)) {
        written = new ConversationMemory();
        bare = new ConversationMemory();
      }
      Line line = talk.say(i);
      learnFrom(line.said(), line.meant(), written);
      if (i % BARE_SHARE == 0) {
        learnFrom(bare(line.said()), line.meant(), bare);
      }
    }
  }

  /** A file to write, then the texts. */
  public static void main(String[] arguments) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String text : List.of(arguments).subList(1, arguments.length)) {
      for (String line : Files.readAllLines(Path.of(text))) {
        if (!line.isBlank()) {
          lines.add(line);
        }
      }
    }
    List<LabelledUtterance> turns = new DisfluencyModelMaker(lines).turns;
    DisfluencyTagger tagger = new DisfluencyLearner(turns, DisfluencyTagger.classes()).learn();
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0]))))) {
      tagger.write(out);
    }
  }

  /** Stands before the rule, sees what it will see, and changes nothing. */
  private final class Collector implements Rule {
    @Override
    public RuleCard card() {
      return RuleCard.words("disfluency.collected", "Looks only");
    }

    @Override
    public void propose(Passage passage, Proposals proposals) {
      last = SpokenWords.of(passage);
    }
  }

  private void learnFrom(String said, String meant, ConversationMemory memory) {
    last = null;
    Turn turn = Turn.of("S", said);
    memory.remember(turn, looking.clean(turn, memory));
    if (last != null) {
      turns.add(DisfluencyLabels.of(last.utterance(), meant));
    }
  }

  private static String bare(String said) {
    return said.toLowerCase(Locale.ROOT).replaceAll("[,.?!;:…]|(?<= )-(?= |$)", " ");
  }
}
