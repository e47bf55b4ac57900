package dev.lumen.cleaner.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What training found: word classes, and features with their weights, one column of bytes for each
 * label (the marks first, then the casings).
 */
public final class TaggerModel {
  /** How many labels a place is judged for. */
  public static final int LABELS = Mark.count() + Casing.count();

  private static final int MAGIC = 0x4C544731;

  private final WordClasses classes;
  private final int[] hashes;
  private final byte[] columns;
  private final float scale;

  /**
   * A model of its parts.
   *
   * @param classes the classes of words
   * @param hashes the features, ascending
   * @param columns weights of the first label for all features, then of the second, ...
   * @param scale what one step of a byte weighs
   */
  public TaggerModel(WordClasses classes, int[] hashes, byte[] columns, float scale) {
    this.classes = classes;
    this.hashes = hashes.clone();
    this.columns = columns.clone();
    this.scale = scale;
  }

  WordClasses classes() {
    return classes;
  }

  /** Writes it; the same model gives the same bytes. */
  public void write(DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    out.writeInt(classes.learnt());
    Map<String, Integer> sorted = new TreeMap<>(classes.all());
    out.writeInt(sorted.size());
    for (Map.Entry<String, Integer> entry : sorted.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeShort(entry.getValue());
    }
    out.writeFloat(scale);
    out.writeInt(hashes.length);
    for (int hash : hashes) {
      out.writeInt(hash);
    }
    out.write(columns);
  }

  /** Reads what {@link #write} wrote. */
  public static TaggerModel read(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a tagger's model, or one of another version; train it again");
    }
    int learnt = in.readInt();
    int words = in.readInt();
    Map<String, Integer> classes = HashMap.newHashMap(words);
    for (int i = 0; i < words; i++) {
      classes.put(in.readUTF(), (int) in.readShort());
    }
    float scale = in.readFloat();
    int[] hashes = new int[in.readInt()];
    byte[] packed = in.readNBytes(4 * hashes.length);
    java.nio.ByteBuffer.wrap(packed).asIntBuffer().get(hashes);
    byte[] columns = in.readNBytes(LABELS * hashes.length);
    if (columns.length < LABELS * hashes.length) {
      throw new IOException("the tagger's model ends too early; build or train it again");
    }
    return new TaggerModel(new WordClasses(classes, learnt), hashes, columns, scale);
  }

  Weights weights() {
    Weights weights = new Weights(hashes.length, LABELS, scale);
    for (int row = 0; row < hashes.length; row++) {
      weights.put(hashes[row], columns, row, hashes.length);
    }
    return weights;
  }
}
