package dev.lumen.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which remembers that it could not be written: printers keep it to themselves.
 */
public final class Output extends OutputStream {
  /** As the shell has it of a program whose reader has gone. */
  private static final int NOBODY_READS = 141;

  private static final int FAILED = 1;

  private final OutputStream out;
  private @Nullable IOException failure;

  Output(OutputStream out) {
    this.out = out;
  }

  /** The output could not be written; it is told when the command ends. */
  public static final class Gone extends IOException {
    private static final long serialVersionUID = 1L;

    private Gone(IOException cause) {
      super(cause);
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Gone failed(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return new Gone(e);
  }

  /**
   * How a command ends that wrote here: whoever closes a pipe has read enough and is told nothing.
   */
  int end(int exitCode, PrintStream err) {
    IOException first = failure;
    if (first == null) {
      return exitCode;
    }
    String why = String.valueOf(first.getMessage());
    if (why.contains("Broken pipe")) {
      return NOBODY_READS;
    }
    err.println("lumen: the output could not be written to its end (" + why + ")");
    return exitCode == 0 || exitCode == NOBODY_READS ? FAILED : exitCode;
  }
}
