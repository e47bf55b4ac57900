package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("X-04: forwarded addresses are believed from trusted proxies alone")
class ClientAddressTest {

  private static String seen(List<String> trusted, String... headers) throws Exception {
    HttpRouting.Builder routing = HttpRouting.builder();
    InstantSource clock = InstantSource.system();
    ErrorRouting errors = new ErrorRouting(new ExceptionMappers(), path -> Set.of(), clock);
    Edge.install(routing, errors, Origins.of(List.of()), AddressRanges.of(trusted), clock);
    routing.get(
        "/",
        (request, response) ->
            response.send(ClientAddress.of(request) + " " + ClientAddress.isSecure(request)));
    WebServer server =
        WebServer.builder()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .shutdownHook(false)
            .addRouting(routing)
            .build()
            .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"));
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    } finally {
      server.stop();
    }
  }

  @Test
  void a_stranger_says_what_they_like() throws Exception {
    assertThat(
            seen(List.of("10.0.0.0/8"), "X-Forwarded-For", "1.2.3.4", "X-Forwarded-Proto", "https"))
        .isEqualTo("127.0.0.1 false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.2.3.4                          | 1.2.3.4
          6.6.6.6, 1.2.3.4                 | 1.2.3.4
          6.6.6.6, 1.2.3.4, 10.1.2.3       | 1.2.3.4
          10.1.2.3                         | 10.1.2.3
          1.2.3.4:5678                     | 1.2.3.4
          [2001:db8::1]:443                | 2001:db8:0:0:0:0:0:1
          2001:db8::1                      | 2001:db8:0:0:0:0:0:1
          1.2.3.4, nonsense                | 127.0.0.1
          1.2.3.4, localhost               | 127.0.0.1
          """)
  void a_proxy_is_believed_as_far_as_proxies_wrote(String forwarded, String address)
      throws Exception {
    assertThat(
            seen(
                List.of("127.0.0.1", "10.0.0.0/8"),
                "X-Forwarded-For",
                forwarded,
                "X-Forwarded-Proto",
                "https"))
        .isEqualTo(address + " true");
  }

  @Test
  void ranges_end_where_they_say() {
    AddressRanges ranges = AddressRanges.of(List.of("10.128.0.0/9", "fe80::/10", "::1"));
    assertThat(List.of("10.128.0.1", "10.255.255.255", "febf::1", "::1"))
        .allMatch(ranges::contains);
    assertThat(List.of("10.127.255.255", "11.0.0.1", "fec0::1", "::2", "localhost"))
        .noneMatch(ranges::contains);
    assertThatThrownBy(() -> AddressRanges.of(List.of("10.0.0.0/x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void of_ipv6_a_network_counts_as_one() {
    assertThat(ClientAddress.network("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(ClientAddress.network("2001:db8:1:2::9"))
        .isNotEqualTo(ClientAddress.network("2001:db8:1:3::9"));
    assertThat(ClientAddress.network("1.2.3.4")).isEqualTo("1.2.3.4");
  }
}
