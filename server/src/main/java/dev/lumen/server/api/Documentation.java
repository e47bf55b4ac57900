package dev.lumen.server.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/**
 * {@code /docs}: the interactive page (H-22), and the document it shows at {@code /openapi.json}
 * and {@code /openapi.yaml}. Everything comes from the server itself, so it works without the
 * internet.
 */
public final class Documentation implements HttpService {
  private static final String OWN = "docs/";
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
  private static final String WEBJAR_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
  private static final Header POLICY =
      HeaderValues.createCached(
          HeaderNames.create("Content-Security-Policy"),
          // Swagger UI writes style attributes.
          "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
              + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  private static final Header DAY =
      HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "public, max-age=86400");

  private record Asset(boolean own, String type) {}

  // The only files that are served: the path of a request never becomes a path to a file.
  private static final Map<String, Asset> ASSETS =
      Map.of(
          "start.js", new Asset(true, "text/javascript; charset=utf-8"),
          "swagger-ui-bundle.js", new Asset(false, "text/javascript; charset=utf-8"),
          "swagger-ui.css", new Asset(false, "text/css; charset=utf-8"),
          "favicon-32x32.png", new Asset(false, "image/png"));

  private final OpenApi openApi;
  private final String version;

  public Documentation(OpenApi openApi) {
    this.openApi = openApi;
    this.version = webjarVersion();
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/docs", this::page)
        .get("/docs/", (request, response) -> redirect(response))
        .get("/docs/{file}", this::file)
        .get("/openapi.json", (request, response) -> Responses.json(response, 200, openApi.json()))
        .get("/openapi.yaml", this::yaml);
  }

  private void page(ServerRequest request, ServerResponse response) {
    response.header(POLICY);
    response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    response.send(resource(OWN + "index.html"));
  }

  private static void redirect(ServerResponse response) {
    response.status(301).header(HeaderNames.LOCATION, "/docs").send();
  }

  private void file(ServerRequest request, ServerResponse response) {
    String name = request.path().pathParameters().get("file");
    Asset asset = ASSETS.get(name);
    if (asset == null) {
      throw ApiException.notFound("There is nothing at this path.");
    }
    String tag = "\"" + version + "\"";
    response.header(POLICY);
    response.header(HeaderNames.ETAG, tag);
    response.header(DAY);
    if (request.headers().first(HeaderNames.IF_NONE_MATCH).filter(tag::equals).isPresent()) {
      response.status(304).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, asset.type());
    response.send(resource(asset.own() ? OWN + name : WEBJAR + version + "/" + name));
  }

  private void yaml(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CONTENT_TYPE, "application/yaml");
    response.send(openApi.yaml());
  }

  private static byte[] resource(String path) {
    try (InputStream in = Documentation.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The server was packed without " + path + ".");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String webjarVersion() {
    try (InputStream in = Documentation.class.getResourceAsStream(WEBJAR_VERSION)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
