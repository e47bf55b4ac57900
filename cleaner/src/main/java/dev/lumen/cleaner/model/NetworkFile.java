package dev.lumen.cleaner.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A network as bytes: each array with the weight of one step, then 8 or 16 bits a number. */
public final class NetworkFile {
  private static final int MAGIC = 0x4C524E32;

  private NetworkFile() {}

  /** Writes it; the same network gives the same bytes. */
  public static void write(ReadingNetwork network, DataOutputStream out) throws IOException {
    out.writeInt(MAGIC);
    int[] keys = network.pieces().all();
    out.writeInt(keys.length);
    for (int key : keys) {
      out.writeInt(key);
    }
    out.writeInt(network.forwards().inputs());
    out.writeInt(network.forwards().units());
    writeBytes(network.rows(), out);
    for (GatedUnit unit : new GatedUnit[] {network.forwards(), network.backwards()}) {
      writeShorts(unit.weights(), out);
    }
    writeShorts(network.weights(), out);
  }

  /** Reads what {@link #write} wrote. */
  public static ReadingNetwork read(DataInputStream in) throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("not a network's file, or one of another version; train it again");
    }
    int[] keys = new int[in.readInt()];
    ByteBuffer.wrap(exactly(in, Integer.BYTES * keys.length)).asIntBuffer().get(keys);
    int inputs = in.readInt();
    int units = in.readInt();
    return new ReadingNetwork(
        new WordPieces(keys),
        readBytes(in),
        unit(in, inputs, units),
        unit(in, inputs, units),
        readShorts(in),
        readShorts(in),
        readShorts(in),
        readShorts(in));
  }

  private static GatedUnit unit(DataInputStream in, int inputs, int units) throws IOException {
    return new GatedUnit(inputs, units, readShorts(in), readShorts(in), readShorts(in));
  }

  private static void writeBytes(float[] numbers, DataOutputStream out) throws IOException {
    float step = largest(numbers) / Byte.MAX_VALUE;
    out.writeFloat(step);
    out.writeInt(numbers.length);
    for (float number : numbers) {
      out.writeByte(Math.round(number / step));
    }
  }

  private static float[] readBytes(DataInputStream in) throws IOException {
    float step = in.readFloat();
    float[] numbers = new float[in.readInt()];
    byte[] bytes = exactly(in, numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = step * bytes[i];
    }
    return numbers;
  }

  private static void writeShorts(List<float[]> arrays, DataOutputStream out) throws IOException {
    for (float[] numbers : arrays) {
      float step = largest(numbers) / Short.MAX_VALUE;
      out.writeFloat(step);
      out.writeInt(numbers.length);
      for (float number : numbers) {
        out.writeShort(Math.round(number / step));
      }
    }
  }

  private static float[] readShorts(DataInputStream in) throws IOException {
    float step = in.readFloat();
    float[] numbers = new float[in.readInt()];
    ByteBuffer shorts = ByteBuffer.wrap(exactly(in, Short.BYTES * numbers.length));
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = step * shorts.getShort();
    }
    return numbers;
  }

  private static byte[] exactly(DataInputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new IOException("the network's file ends too early; build or train it again");
    }
    return bytes;
  }

  private static float largest(float[] numbers) {
    float largest = 1e-6f;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    return largest;
  }
}
