package dev.lumen.cleaner.phonetic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Aligns letters with sounds (Viterbi training, each letter zero to two sounds) and grows the tree
 * of {@link LetterModel} over the alignments.
 */
final class LetterTrainer {
  private static final int ROUNDS = 5;
  private static final int LEAST_SEEN = 3;
  private static final String VOWELS = "aeiouUIAYOWJR";

  private final List<String> words = new ArrayList<>();
  private final List<String> sounds = new ArrayList<>();
  private final Map<String, Double> costs = new HashMap<>();

  LetterTrainer(Map<String, List<String>> lexicon) {
    lexicon.forEach(
        (word, readings) -> {
          if (word.indexOf('\'') < 0) {
            words.add(word);
            sounds.add(readings.getFirst());
          }
        });
  }

  /** One place of one word: what stands there and how it is read. */
  private record Instance(String word, int place, String answer) {}

  private static final class Node {
    final char letter;
    String answer = "";
    final List<Node> children = new ArrayList<>();

    Node(char letter) {
      this.letter = letter;
    }
  }

  byte[] train() {
    List<Instance> instances = List.of();
    for (int round = 0; round < ROUNDS; round++) {
      instances = alignAll();
      estimate(instances);
    }
    Node root = new Node(LetterModel.EDGE);
    grow(root, instances, 0);
    return write(root);
  }

  private List<Instance> alignAll() {
    List<Instance> instances = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String[] answers = align(words.get(i), sounds.get(i));
      for (int place = 0; answers.length > 0 && place < answers.length; place++) {
        instances.add(new Instance(words.get(i), place, answers[place]));
      }
    }
    return instances;
  }

  private void estimate(List<Instance> instances) {
    Map<String, Integer> pairs = new HashMap<>();
    Map<Character, Integer> letters = new HashMap<>();
    for (Instance instance : instances) {
      char letter = instance.word().charAt(instance.place());
      pairs.merge(letter + instance.answer(), 1, Integer::sum);
      letters.merge(letter, 1, Integer::sum);
    }
    costs.clear();
    pairs.forEach(
        (pair, count) ->
            costs.put(
                pair, -StrictMath.log((count + 0.1) / letters.getOrDefault(pair.charAt(0), 1))));
  }

  private double cost(char letter, String answer) {
    if (!costs.isEmpty()) {
      return costs.getOrDefault(letter + answer, 12.0);
    }
    boolean vowel = "aeiouy".indexOf(letter) >= 0;
    return switch (answer.length()) {
      case 0 -> 2.5;
      case 1 -> vowel == (VOWELS.indexOf(answer) >= 0) ? answer.charAt(0) == letter ? 0 : 1 : 4;
      default -> 6;
    };
  }

  private String[] align(String word, String said) {
    int n = word.length();
    int m = said.length();
    double[][] least = new double[n + 1][m + 1];
    int[][] taken = new int[n + 1][m + 1];
    for (double[] row : least) {
      Arrays.fill(row, Double.MAX_VALUE);
    }
    least[0][0] = 0;
    for (int i = 1; i <= n; i++) {
      for (int j = 0; j <= m; j++) {
        for (int take = 0; take <= Math.min(2, j); take++) {
          double before = least[i - 1][j - take];
          if (before < Double.MAX_VALUE) {
            double sum = before + cost(word.charAt(i - 1), said.substring(j - take, j));
            if (sum < least[i][j]) {
              least[i][j] = sum;
              taken[i][j] = take;
            }
          }
        }
      }
    }
    if (least[n][m] == Double.MAX_VALUE) {
      return new String[0];
    }
    String[] answers = new String[n];
    int j = m;
    for (int i = n; i > 0; i--) {
      answers[i - 1] = said.substring(j - taken[i][j], j);
      j -= taken[i][j];
    }
    return answers;
  }

  private static void grow(Node node, List<Instance> instances, int depth) {
    Map<String, Integer> votes = new TreeMap<>();
    for (Instance instance : instances) {
      votes.merge(instance.answer(), 1, Integer::sum);
    }
    int most = 0;
    for (Map.Entry<String, Integer> vote : votes.entrySet()) {
      if (vote.getValue() > most) {
        most = vote.getValue();
        node.answer = vote.getKey();
      }
    }
    if (votes.size() == 1 || depth == LetterModel.ASKED.length) {
      return;
    }
    Map<Character, List<Instance>> split = new TreeMap<>();
    for (Instance instance : instances) {
      char letter =
          LetterModel.letter(instance.word(), instance.place() + LetterModel.ASKED[depth]);
      split.computeIfAbsent(letter, ignored -> new ArrayList<>()).add(instance);
    }
    split.forEach(
        (letter, part) -> {
          if (part.size() >= LEAST_SEEN) {
            Node child = new Node(letter);
            grow(child, part, depth + 1);
            if (!child.children.isEmpty() || !child.answer.equals(node.answer)) {
              node.children.add(child);
            }
          }
        });
  }

  private static byte[] write(Node root) {
    Map<String, Integer> answers = new TreeMap<>();
    List<Node> order = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Node node = open.removeFirst();
      order.add(node);
      open.addAll(node.children);
      answers.put(node.answer, 0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int number = 0;
    for (Map.Entry<String, Integer> answer : answers.entrySet()) {
      answer.setValue(number++);
      out.writeBytes(
          (answer.getKey().isEmpty() ? "_" : answer.getKey()).getBytes(StandardCharsets.US_ASCII));
      out.write('\n');
    }
    out.write('\n');
    for (Node node : order) {
      out.write(node.letter);
      out.write(answers.getOrDefault(node.answer, 0));
      out.write(node.children.size());
    }
    System.out.println("letters: " + order.size() + " nodes, " + number + " answers");
    return out.toByteArray();
  }
}
