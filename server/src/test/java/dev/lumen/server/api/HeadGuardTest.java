package dev.lumen.server.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("SYS: a client that never finishes the head of a request keeps nobody out")
class HeadGuardTest {
  private static final int SLOW_CLIENTS = 40;

  private final CountDownLatch finish = new CountDownLatch(1);
  private final HeadGuard guard = new HeadGuard(Duration.ofMillis(400));
  private final WebServer server =
      WebServer.builder()
          .address(InetAddress.getLoopbackAddress())
          .port(0)
          .shutdownHook(false)
          .maxTcpConnections(SLOW_CLIENTS)
          .addProtocol(Http1Config.builder().name("http_1_1").addReceiveListener(guard).build())
          .addRouting(
              HttpRouting.builder()
                  .get("/quick", (request, response) -> response.send("done"))
                  .get(
                      "/long",
                      (request, response) -> {
                        awaitFinish();
                        response.send("done");
                      }))
          .build()
          .start();

  @AfterEach
  void stop() {
    finish.countDown();
    server.stop();
    guard.close();
  }

  private void awaitFinish() {
    try {
      finish.await();
    } catch (InterruptedException e) {
      throw new AssertionError("a request in hand was interrupted", e);
    }
  }

  private Socket connect(String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return socket;
  }

  private static boolean isEnded(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      in.readAllBytes();
      return true;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))
        .readLine();
  }

  @Test
  void all_places_taken_by_half_requests_become_free_again() throws IOException {
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      slow.add(connect("GET /quick HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
    }
    try (Socket waits = connect("GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(firstLine(waits)).startsWith("HTTP/1.1 200");
    }
    for (Socket socket : slow) {
      assertThat(isEnded(socket)).isTrue();
      socket.close();
    }
  }

  @Test
  void a_request_in_hand_takes_as_long_as_it_takes() throws IOException {
    try (Socket patient = connect("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Socket slow = connect("GET /quick HTTP/1.1\r\nHost: localhost\r\n")) {
      // Its end shows that the time is over for everybody.
      assertThat(isEnded(slow)).isTrue();
      finish.countDown();
      assertThat(firstLine(patient)).startsWith("HTTP/1.1 200");
    }
  }
}
