package dev.lumen.cleaner.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Says of each word of a turn how likely somebody who writes for readers leaves it out: a
 * log-linear model over {@link Signs}. Immutable and safe for any number of threads.
 */
public final class DisfluencyTagger {
  private static final String RESOURCE = "disfluency.bin";
  private static final int MAGIC = 0x4C444631;
  private static final int ROOM = 128;

  private final WordClasses classes;
  private final int[] hashes;
  private final byte[] steps;
  private final float scale;
  private final Weights weights;

  /**
   * A tagger of its weights.
   *
   * @param classes the classes of words by which it was learnt
   * @param hashes the signs, ascending
   * @param steps the weight of each
   * @param scale what one step weighs
   */
  public DisfluencyTagger(WordClasses classes, int[] hashes, byte[] steps, float scale) {
    this.classes = classes;
    this.hashes = hashes.clone();
    this.steps = steps.clone();
    this.scale = scale;
    this.weights = new Weights(hashes.length, 1, scale);
    for (int row = 0; row < hashes.length; row++) {
      weights.put(hashes[row], steps, row, hashes.length);
    }
  }

  /** The tagger that ships, read when it is first asked for. */
  public static DisfluencyTagger shared() {
    return Shared.TAGGER;
  }

  private static final class Shared {
    static final DisfluencyTagger TAGGER = Tagger.read(RESOURCE, in -> read(in, classes()));
  }

  /** The classes of words by which the shipped tagger knows words. */
  public static WordClasses classes() {
    return Tagger.sharedClasses();
  }

  /** For each word, how likely it is to be left out. */
  public float[] likelihoods(Utterance said) {
    float[] likely = new float[said.size()];
    Signs signs = new Signs(said, classes);
    int[] found = new int[ROOM];
    int[] keys = new int[ROOM];
    float[] score = new float[1];
    for (int i = 0; i < likely.length; i++) {
      int[] all = signs.at(i);
      weights.score(all, signs.count(), found, keys, score);
      likely[i] = (float) (1 / (1 + Math.exp(-score[0])));
    }
    return likely;
  }

  /** Writes it; the same weights give the same bytes. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    out.writeFloat(scale);
    out.writeInt(hashes.length);
    for (int hash : hashes) {
      out.writeInt(hash);
    }
    out.write(steps);
  }

  /** Reads what {@link #write} wrote, for the classes by which it was learnt. */
  public static DisfluencyTagger read(DataInputStream in, WordClasses classes) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a tagger of disfluencies, or one of another version");
    }
    float scale = in.readFloat();
    int[] hashes = new int[in.readInt()];
    ByteBuffer.wrap(in.readNBytes(Integer.BYTES * hashes.length)).asIntBuffer().get(hashes);
    byte[] steps = in.readNBytes(hashes.length);
    if (steps.length < hashes.length) {
      throw new IOException("the tagger of disfluencies ends too early; build or train it again");
    }
    return new DisfluencyTagger(classes, hashes, steps, scale);
  }
}
