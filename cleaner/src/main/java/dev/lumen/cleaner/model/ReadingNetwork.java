package dev.lumen.cleaner.model;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A small recurrent network that reads a turn from both ends and scores marks and casings at every
 * word: rows of numbers for what a word is made of, a {@link GatedUnit} in each direction, a hidden
 * layer of rectified units. It sees how far back the last sentence began, which features of a few
 * words in a row do not.
 */
public final class ReadingNetwork implements Scorer {
  /** A good kilobyte each. */
  private static final int MOST_HELD = 4096;

  /** Of other words, mostly names, the last ones; as large each. */
  private static final int STRANGERS = 1024;

  private final WordPieces pieces;
  private final float[] rows;
  private final GatedUnit forwards;
  private final GatedUnit backwards;
  private final float[] hidden;
  private final float[] hiddenBias;
  private final float[] output;
  private final float[] outputBias;
  private final AtomicReferenceArray<@Nullable Seen> seen;
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable Seen> strangers =
      new AtomicReferenceArray<>(STRANGERS);
  private final float[][] hiddenRows;
  private final Reader there;
  private final Reader back;
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
      GatedUnit forwards,
      GatedUnit backwards,
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
    int units = forwards.units();
    this.there = new Reader(forwards, false, Arrays.copyOf(hiddenRows, units));
    this.back = new Reader(backwards, true, Arrays.copyOfRange(hiddenRows, units, 2 * units));
    this.outputRows = Vectors.rows(output, outputBias.length);
  }

  WordPieces pieces() {
    return pieces;
  }

  float[] rows() {
    return rows;
  }

  /** Reads from the first word on. */
  public GatedUnit forwards() {
    return forwards;
  }

  /** Reads from the last word back. */
  public GatedUnit backwards() {
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
    float[][] layers = new float[length][];
    Arrays.setAll(layers, i -> hiddenBias.clone());
    there.read(ahead, layers);
    back.read(behind, layers);
    float[] scores = new float[length * outputBias.length];
    for (int i = 0; i < length; i++) {
      float[] judged = judge(rectified(layers[i]));
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

  /** Words are mostly said again, and then need no product. */
  private Seen see(String lower) {
    int[] found = pieces.rows(lower);
    int word = found[0];
    if (word == WordPieces.UNKNOWN) {
      return stranger(found);
    }
    Seen kept = seen.get(word);
    if (kept != null && Arrays.equals(kept.found, found)) {
      return kept;
    }
    Seen fresh = look(found);
    if (kept == null && held.get() < MOST_HELD) {
      seen.set(word, fresh);
      held.incrementAndGet();
    }
    return fresh;
  }

  /** All words that are not known and begin and end alike are one to the network. */
  private Seen stranger(int[] found) {
    int slot = Math.floorMod(Arrays.hashCode(found), STRANGERS);
    Seen kept = strangers.get(slot);
    if (kept != null && Arrays.equals(kept.found, found)) {
      return kept;
    }
    Seen fresh = look(found);
    strangers.set(slot, fresh);
    return fresh;
  }

  private Seen look(int[] found) {
    float[] vector = new float[forwards.inputs()];
    add(found, vector, 0);
    return new Seen(found, forwards.see(vector, 0), backwards.see(vector, 0));
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
    return rectified(layer);
  }

  private static float[] rectified(float[] layer) {
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
