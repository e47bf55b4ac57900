package dev.lumen.server.api;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Reads request bodies: a bounded number of bytes, UTF-8, and for resources of JSON an object. */
public final class Body {
  /** The most that is read of an ordinary request. */
  public static final int DEFAULT_LIMIT_BYTES = 1024 * 1024;

  /** For a client that stops in the middle. */
  private static final Duration LONGEST_UPLOAD = Duration.ofMinutes(2);

  private Body() {}

  /**
   * The fields of a JSON object of at most {@link #DEFAULT_LIMIT_BYTES}. VAL_001 when it is none.
   */
  public static Fields read(ServerRequest request) {
    return read(request, DEFAULT_LIMIT_BYTES);
  }

  /** As {@link #read(ServerRequest)} with another limit. */
  public static Fields read(ServerRequest request, int limitBytes) {
    return parse(bytes(request, limitBytes));
  }

  /** As {@link #read(ServerRequest)} where the body may be absent: then there are no fields. */
  public static Fields readOptional(ServerRequest request) {
    return parseOptional(bytes(request, DEFAULT_LIMIT_BYTES));
  }

  /** As {@link #parse}, where the body may be empty: then there are no fields. */
  public static Fields parseOptional(byte[] body) {
    return body.length == 0 ? Fields.of(Json.mapper().createObjectNode()) : parse(body);
  }

  /** The body as text of at most {@code limitBytes} bytes; VAL_001 when it is no UTF-8. */
  public static String text(ServerRequest request, int limitBytes) {
    return text(bytes(request, limitBytes));
  }

  /** A body that was read, as text; VAL_001 when it is no UTF-8. */
  public static String text(byte[] body) {
    return decode(body);
  }

  /** Any JSON of at most {@code limitBytes} bytes; VAL_001 when it is none. */
  public static JsonNode json(ServerRequest request, int limitBytes) {
    return tree(bytes(request, limitBytes));
  }

  /** The fields of the JSON object in a body that was read. VAL_001 when it is none. */
  public static Fields parse(byte[] json) {
    if (tree(json) instanceof ObjectNode object) {
      return Fields.of(object);
    }
    throw ApiException.badRequest("The body is JSON, but not an object.");
  }

  private static JsonNode tree(byte[] json) {
    String text = decode(json);
    if (text.isBlank()) {
      throw ApiException.badRequest("The body is empty, where JSON was expected.");
    }
    try {
      return Json.bodies().readTree(text);
    } catch (StreamConstraintsException e) {
      throw ApiException.badRequest("The body goes beyond a limit of this server" + place(e) + ".")
          .withSuggestedAction(Json.LIMITS);
    } catch (IOException e) {
      // The parser's message quotes the body; only its place is told.
      throw ApiException.badRequest("The body is not valid JSON" + place(e) + ".");
    }
  }

  private static String place(IOException e) {
    return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
            && json.getLocation() != null
        ? " (line "
            + json.getLocation().getLineNr()
            + ", column "
            + json.getLocation().getColumnNr()
            + ")"
        : "";
  }

  /** The body as it is, of at most {@code limitBytes} bytes. */
  public static byte[] bytes(ServerRequest request, int limitBytes) {
    request.headers().contentType().ifPresent(Body::checkType);
    long announced = request.headers().contentLength().orElse(limitBytes);
    if (announced > limitBytes) {
      Unread.remember(request);
      throw ApiException.tooLarge(limitBytes);
    }
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (Alarm _ = Alarm.in(LONGEST_UPLOAD)) {
      // Left open: closing it would first wait for all that a client has promised to send.
      InputStream in = request.content().inputStream();
      byte[] bytes = in.readNBytes((int) announced + 1);
      if (bytes.length > limitBytes) {
        Unread.remember(request, in);
        throw ApiException.tooLarge(limitBytes);
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      // So the web server says that the size of a chunk is no number.
      throw ApiException.badRequest("The body is not sent as its headers announce.").withCause(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkType(HttpMediaType type) {
    if (type.mediaType().type().equalsIgnoreCase("multipart")) {
      // Read as it is, its boundaries and headers would become somebody's words.
      throw ApiException.badRequest("The body is a form of several parts (multipart).")
          .withStatus(415)
          .withSuggestedAction(
              "Send the file itself as the body, as with curl --data-binary @FILE.");
    }
    String charset = type.charset().orElse("utf-8").toLowerCase(Locale.ROOT);
    if (!charset.equals("utf-8") && !charset.equals("utf8") && !charset.equals("us-ascii")) {
      throw ApiException.badRequest("The body is announced in a character set other than UTF-8.")
          .withStatus(415);
    }
  }

  private static String decode(byte[] bytes) {
    requireUtf8(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Piece by piece: decoding the largest bodies in one go takes three times their size. */
  private static void requireUtf8(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer piece = CharBuffer.allocate(Math.min(8192, bytes.length + 1));
    CoderResult result;
    do {
      piece.clear();
      result = decoder.decode(in, piece, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw ApiException.badRequest("The body is not valid UTF-8.");
    }
  }
}
