package dev.lumen.server.model;

import dev.lumen.server.model.LoopbackModel.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A connection with a request that waits for its answer. */
public final class Stage {
  private final Seen asked;
  private final InputStream in;
  private final OutputStream out;
  private final Consumer<String> hangUps;

  private Stage(Seen asked, InputStream in, OutputStream out, Consumer<String> hangUps) {
    this.asked = asked;
    this.in = in;
    this.out = out;
    this.hangUps = hangUps;
  }

  /**
   * Reads the next request of a connection.
   *
   * @param hangUps is told when the caller goes before it has its answer
   * @throws InterruptedException when there is none any more
   */
  static Stage next(InputStream in, OutputStream out, Consumer<String> hangUps)
      throws IOException, InterruptedException {
    return new Stage(request(in), in, out, hangUps);
  }

  private static Seen request(InputStream in) throws IOException, InterruptedException {
    String first = line(in);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    String[] words = first.split(" ", -1);
    return new Seen(words[0], words[1], headers, body);
  }

  private static String line(InputStream in) throws IOException, InterruptedException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new InterruptedException("The caller has no more requests");
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** What the answer is to. */
  public Seen asked() {
    return asked;
  }

  public void begin(int status, Map<String, String> headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Some Reason\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Transfer-Encoding: chunked\r\n\r\n");
    write(head.toString());
  }

  public void send(String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    write(Integer.toHexString(length) + "\r\n" + text + "\r\n");
  }

  public boolean finish(List<String> last) throws IOException {
    for (String text : last) {
      send(text);
    }
    write("0\r\n\r\n");
    return true;
  }

  boolean waitForHangUp() throws IOException {
    if (in.read() < 0) {
      hangUps.accept("while it was waited for");
    }
    return false;
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
