package dev.lumen.bench.cleaner;

import dev.lumen.cleaner.context.Surroundings;
import dev.lumen.cleaner.model.Tagger;
import dev.lumen.cleaner.model.Tagging;
import dev.lumen.cleaner.rule.Passage;
import dev.lumen.cleaner.rule.Proposals;
import dev.lumen.cleaner.rule.Rule;
import dev.lumen.cleaner.rule.Rules;
import dev.lumen.cleaner.text.Draft;
import dev.lumen.cleaner.text.Word;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The rules of one group over a turn of 33 words, its tokens and its tagging made afresh. */
@State(Scope.Benchmark)
public class StepBenchmark {
  /** The first part of the ids of the rules, or a step that is no rule. */
  @Param({
    "tokens",
    "tagging",
    "noise",
    "repair",
    "filler",
    "repeat",
    "misheard",
    "number",
    "case",
    "punctuation"
  })
  public String step = "tokens";

  private final Surroundings around = Surroundings.none();
  private final Draft draft = Draft.of(Talk.WORDS_33);
  private List<Rule> rules = List.of();
  private List<String> lower = List.of();

  /** Picks the rules. */
  @Setup
  public void pick() {
    rules = Rules.standard().stream().filter(it -> it.card().id().startsWith(step + ".")).toList();
    lower = draft.words().stream().filter(Word::isSpoken).map(Word::lower).toList();
  }

  /** Runs them. */
  @Benchmark
  public Object run() {
    if (step.equals("tokens")) {
      return Draft.of(Talk.WORDS_33);
    }
    if (step.equals("tagging")) {
      Tagging tagging = Tagger.shared().tag(lower);
      return tagging;
    }
    int proposed = 0;
    Passage passage = new Passage(draft, around);
    for (Rule rule : rules) {
      Proposals proposals = new Proposals(rule.card());
      rule.propose(passage, proposals);
      proposed += proposals.all().size();
    }
    return proposed;
  }
}
