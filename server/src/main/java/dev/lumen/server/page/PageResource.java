package dev.lumen.server.page;

import dev.lumen.server.page.PageFiles.PageFile;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sends the browser application. Its addresses ({@code /conversations/…}) are all one file, in
 * which the application finds its way; an unknown address is answered by it too, with 404, when a
 * browser asks.
 */
public final class PageResource implements HttpService {
  private static final String INDEX = "/index.html";

  /** First words of the application's addresses. */
  private static final Set<String> PLACES =
      Set.of(
          "",
          "conversations",
          "import",
          "lab",
          "performance",
          "prompt-engineering",
          "quality",
          "settings",
          "sign-in",
          "speak",
          "week3");

  private static final Header POLICY =
      HeaderValues.createCached(
          HeaderNames.create("Content-Security-Policy"),
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
              + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  private static final Header PERMISSIONS =
      HeaderValues.createCached(
          HeaderNames.create("Permissions-Policy"), "microphone=(self), camera=(), geolocation=()");

  /** The name of an asset holds a mark of its content, so what it names never changes. */
  private static final Header FOR_EVER =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");

  private static final Header ASK_AGAIN =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-cache");
  private static final Header VARY =
      HeaderValues.createCached(HeaderNames.VARY, "Accept-Encoding, Accept");

  private static final String NOT_BUILT =
      """
      <!doctype html>
      <html lang="en"><title>Lumen</title>
      <h1>Lumen runs; its page was not built</h1>
      <p>The server and its API work: <a href="/docs">try the API</a>.</p>
      <p>To have the page as well, install Node 20.19 or newer (<code>apt install nodejs npm</code>,
      <code>brew install node</code>) and start Lumen again with <code>./lumen serve</code>.</p>
      </html>
      """;

  private final PageFiles files;

  public PageResource(PageFiles files) {
    this.files = files;
  }

  @Override
  public void routing(HttpRules rules) {
    rules.get("/*", this::answer);
  }

  /** Sends the file or the application that the path names, or leaves the request to others. */
  public void answer(ServerRequest request, ServerResponse response) {
    String path = request.path().path();
    Optional<PageFile> file = files.find(path);
    boolean place = PLACES.contains(firstWord(path));
    if (file.isPresent() && !path.equals(INDEX)) {
      send(request, response, file.get());
    } else if (place || asksForPage(request)) {
      page(request, response, place ? 200 : 404);
    } else {
      response.next();
    }
  }

  private void page(ServerRequest request, ServerResponse response, int status) {
    response.status(status).header(POLICY).header(PERMISSIONS);
    Optional<PageFile> index = files.find(INDEX);
    if (index.isPresent()) {
      send(request, response, index.get());
      return;
    }
    response.header(ASK_AGAIN).header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    response.send(NOT_BUILT.getBytes(StandardCharsets.UTF_8));
  }

  private void send(ServerRequest request, ServerResponse response, PageFile file) {
    Optional<String> encoding = encoding(request, file);
    String tag = "\"" + file.tag() + encoding.map(e -> "-" + e).orElse("") + "\"";
    response
        .header(file.path().startsWith("/assets/") ? FOR_EVER : ASK_AGAIN)
        .header(VARY)
        .header(HeaderNames.ETAG, tag);
    if (values(request.headers().first(HeaderNames.IF_NONE_MATCH)).anyMatch(tag::equals)) {
      response.status(304).send();
      return;
    }
    encoding.ifPresent(name -> response.header(HeaderNames.CONTENT_ENCODING, name));
    response.header(HeaderNames.CONTENT_TYPE, file.type());
    response.send(files.content(file, encoding.orElse(null)));
  }

  private static Optional<String> encoding(ServerRequest request, PageFile file) {
    List<String> accepted = wished(request.headers().first(HeaderNames.ACCEPT_ENCODING)).toList();
    return file.encodings().stream().filter(accepted::contains).findFirst();
  }

  private static Stream<String> values(Optional<String> header) {
    return header.stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(value -> value.replace(" ", ""));
  }

  /** What a header names and does not rule out, without how much it is liked. */
  private static Stream<String> wished(Optional<String> header) {
    return values(header)
        .filter(value -> !value.matches(".*;q=0(\\.0*)?"))
        .map(value -> value.replaceFirst(";.*", ""));
  }

  /** Read leniently: a header that is no list of types wishes for nothing. */
  private static boolean asksForPage(ServerRequest request) {
    return wished(request.headers().first(HeaderNames.ACCEPT))
        .anyMatch("text/html"::equalsIgnoreCase);
  }

  private static String firstWord(String path) {
    int end = path.indexOf('/', 1);
    return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
  }
}
