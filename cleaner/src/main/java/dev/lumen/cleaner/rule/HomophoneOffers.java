package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.language.LanguageModel;
import dev.lumen.cleaner.language.WordClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words that sound alike and that the sentence does not settle: where talk of this kind would far
 * rather have the other one beside these neighbours, it is offered and nothing is changed.
 */
final class HomophoneOffers {
  /** How much likelier the other word must be, in bits. */
  private static final double FAR_LIKELIER = 9;

  private static final int LEFT = 3;
  private static final int RIGHT = 2;
  private static final Map<String, List<String>> ALIKE =
      alike(
          "your you're",
          "there their they're",
          "its it's",
          "then than",
          "where were",
          "hear here",
          "right write",
          "by buy",
          "week weak",
          "role roll",
          "whether weather",
          "affect effect",
          "led lead",
          "lose loose",
          "site sight cite",
          "sale sail",
          "plan plane",
          "piece peace",
          "hole whole",
          "wait weight",
          "accept except",
          "brake break",
          "new knew",
          "know no",
          "threw through",
          "whose who's",
          "our are",
          "won one",
          "meet meat",
          "seen scene",
          "cell sell",
          "male mail",
          "pair pare",
          "steel steal",
          "sum some",
          "waste waist",
          "way weigh",
          "wear ware");

  private HomophoneOffers() {}

  private static Map<String, List<String>> alike(String... groups) {
    Map<String, List<String>> alike = new HashMap<>();
    for (String group : groups) {
      List<String> words = List.of(group.split(" ", -1));
      for (String word : words) {
        List<String> others = new ArrayList<>(words);
        others.remove(word);
        alike.computeIfAbsent(word, it -> new ArrayList<>()).addAll(others);
      }
    }
    return alike;
  }

  /** Offers the other word at every place that asks for it. */
  static void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      List<String> others = ALIKE.get(passage.lower(i));
      if (others != null && passage.at(i).text().equals(passage.lower(i))) {
        String best = best(passage, i, others);
        if (!best.equals(passage.lower(i))) {
          proposals.replace(i, i + 1, best, Confidence.LOW);
        }
      }
    }
  }

  private static String best(Passage passage, int index, List<String> others) {
    String heard = passage.lower(index);
    List<Integer> classes = new ArrayList<>();
    int place = 0;
    for (int i = index - LEFT; i <= index + RIGHT; i++) {
      if (i == index) {
        place = classes.size();
      }
      if (passage.at(i).isSpoken()) {
        classes.add(WordClass.of(passage.lower(i), passage.at(i).text()));
      } else if (i > index) {
        break;
      } else {
        classes.clear(); // a mark stands between
      }
    }
    int[] row = classes.stream().mapToInt(Integer::intValue).toArray();
    if (place == 0 || row.length - place < 2) {
      return heard; // neighbours on both sides have to speak for it
    }
    double most = LanguageModel.shared().score(row, place, row.length) + FAR_LIKELIER;
    String best = heard;
    for (String other : others) {
      row[place] = WordClass.of(other, other);
      double score = LanguageModel.shared().score(row, place, row.length);
      if (score > most) {
        most = score;
        best = other;
      }
    }
    return best;
  }
}
