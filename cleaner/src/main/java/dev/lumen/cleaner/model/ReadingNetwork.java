package dev.lumen.cleaner.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A small recurrent network that reads a turn from both ends and scores marks and casings at every
 * word: rows of numbers for what a word is made of, a {@link Gru} in each direction, a hidden layer
 * of rectified units. It sees how far back the last sentence began, which features of a few words
 * in a row do not.
 */
public final class ReadingNetwork implements Scorer {
  /** Two kilobytes each. */
  private static final int MOST_HELD = 4096;

  private final WordPieces pieces;
  private final float[] rows;
  private final Gru forwards;
  private final Gru backwards;
  private final float[] hidden;
  private final float[] hiddenBias;
  private final float[] output;
  private final float[] outputBias;
  private final AtomicReferenceArray<@Nullable Seen> seen;
  private final AtomicInteger held = new AtomicInteger();
  private final float[][] hiddenRows;
  private final float[][] outputRows;

  /**
   * A network of its weights as they are now.
   *
   * @param pieces what words are made of
   * @param rows a row of numbers for each piece
   * @param forwards reads from the first word on
   * @param backwards reads from the last word back
   * @param hidden weights from what both keep (forwards first) to the hidden layer
   * @param hiddenBias one for each of its units
   * @param output weights from there to the labels
   * @param outputBias one for each label
   */
  public ReadingNetwork(
      WordPieces pieces,
      float[] rows,
      Gru forwards,
      Gru backwards,
      float[] hidden,
      float[] hiddenBias,
      float[] output,
      float[] outputBias) {
    this.pieces = pieces;
    this.rows = rows;
    this.forwards = forwards;
    this.backwards = backwards;
    this.hidden = hidden;
    this.hiddenBias = hiddenBias;
    this.output = output;
    this.outputBias = outputBias;
    this.seen = new AtomicReferenceArray<>(pieces.size());
    this.hiddenRows = Vectors.rows(hidden, hiddenBias.length);
    this.outputRows = Vectors.rows(output, outputBias.length);
  }

  WordPieces pieces() {
    return pieces;
  }

  float[] rows() {
    return rows;
  }

  /** Reads from the first word on. */
  public Gru forwards() {
    return forwards;
  }

  /** Reads from the last word back. */
  public Gru backwards() {
    return backwards;
  }

  /** The weights behind both readers. */
  List<float[]> weights() {
    return List.of(hidden, hiddenBias, output, outputBias);
  }

  @Override
  public float[] score(List<String> lower) {
    int length = lower.size();
    float[][] ahead = new float[length][];
    float[][] behind = new float[length][];
    for (int i = 0; i < length; i++) {
      Seen seen = see(lower.get(i));
      ahead[i] = seen.ahead;
      behind[i] = seen.behind;
    }
    int units = forwards.units();
    Gru.Trace there = Gru.Trace.ofKept(length, units);
    Gru.Trace back = Gru.Trace.ofKept(length, units);
    forwards.read(ahead, false, there);
    backwards.read(behind, true, back);
    float[] scores = new float[length * outputBias.length];
    float[] kept = new float[2 * units];
    for (int i = 0; i < length; i++) {
      System.arraycopy(there.hidden(), i * units, kept, 0, units);
      System.arraycopy(back.hidden(), i * units, kept, units, units);
      float[] judged = judge(layer(kept));
      System.arraycopy(judged, 0, scores, i * judged.length, judged.length);
    }
    return scores;
  }

  /** What both readers make of a word alone, by the rows of its pieces. */
  private static final class Seen {
    final int[] found;
    final float[] ahead;
    final float[] behind;

    Seen(int[] found, float[] ahead, float[] behind) {
      this.found = found;
      this.ahead = ahead;
      this.behind = behind;
    }
  }

  /** Words of the model are mostly said again, and then need no product. */
  private Seen see(String lower) {
    int[] found = pieces.rows(lower);
    int word = found[0];
    Seen kept = word == WordPieces.UNKNOWN ? null : seen.get(word);
    if (kept != null && Arrays.equals(kept.found, found)) {
      return kept;
    }
    float[] vector = new float[forwards.inputs()];
    add(found, vector, 0);
    Seen fresh = new Seen(found, forwards.see(vector, 0), backwards.see(vector, 0));
    if (word != WordPieces.UNKNOWN && kept == null && held.get() < MOST_HELD) {
      seen.set(word, fresh);
      held.incrementAndGet();
    }
    return fresh;
  }

  /** Adds the rows of a word's pieces to a vector. */
  public void add(int[] found, float[] vectors, int at) {
    int wide = forwards.inputs();
    for (int row : found) {
      if (row != WordPieces.NONE) {
        for (int i = 0; i < wide; i++) {
          vectors[at + i] += rows[row * wide + i];
        }
      }
    }
  }

  /** The hidden layer over what both directions keep at a word. */
  public float[] layer(float[] kept) {
    float[] layer = hiddenBias.clone();
    Vectors.addProduct(kept, 0, hiddenRows, layer);
    for (int i = 0; i < layer.length; i++) {
      layer[i] = Math.max(0, layer[i]);
    }
    return layer;
  }

  /** The labels' scores over a hidden layer. */
  public float[] judge(float[] layer) {
    float[] scores = outputBias.clone();
    Vectors.addProduct(layer, 0, outputRows, scores);
    return scores;
  }
}
