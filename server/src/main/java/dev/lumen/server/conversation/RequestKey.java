package dev.lumen.server.conversation;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name that a client gives a request, so that the request does once what it does however often
 * it is sent: browsers send one again by themselves when its connection was cut. The header is that
 * of the IETF draft "The Idempotency-Key HTTP Header Field".
 */
public final class RequestKey {
  private static final HeaderName NAME = HeaderNames.create("Idempotency-Key");
  private static final HeaderName REPEATED = HeaderNames.create("Idempotency-Replayed");

  /** In quotes, as the draft has it, or without, as most clients send it. */
  private static final Pattern VALUE = Pattern.compile("\"([!#-~]{1,255})\"|([!#-~]{1,255})");

  private static final Duration IN_A_MOMENT = Duration.ofSeconds(1);

  private final UUID user;
  private final String key;
  private final byte[] fingerprint;

  private RequestKey(UUID user, String key, byte[] fingerprint) {
    this.user = user;
    this.key = key;
    this.fingerprint = fingerprint;
  }

  /**
   * The key of a request; null where it has none.
   *
   * @param body as it came
   * @throws ApiException VAL_001 when the header holds no key
   */
  public static @Nullable RequestKey of(ServerRequest request, Principal caller, byte[] body) {
    String given = request.headers().first(NAME).orElse(null);
    if (given == null) {
      return null;
    }
    Matcher value = VALUE.matcher(given.strip());
    if (!value.matches()) {
      throw ApiException.badRequest(
              "The Idempotency-Key is not 1 to 255 visible ASCII characters, with or without quotes around them.")
          .withSuggestedAction(
              "Send a random UUID, the same one whenever this request is repeated.");
    }
    String key = value.group(1) == null ? value.group(2) : value.group(1);
    MessageDigest digest = sha256();
    digest.update(
        (request.prologue().method().text()
                + ' '
                + request.prologue().uriPath().rawPath()
                + '?'
                + request.prologue().query().rawValue()
                + '\n')
            .getBytes(StandardCharsets.UTF_8));
    return new RequestKey(caller.id(), key, digest.digest(body));
  }

  /** Says in an answer that it is the answer to an earlier request. */
  public static void markRepeated(ServerResponse response) {
    response.headers().set(REPEATED, "true");
  }

  UUID user() {
    return user;
  }

  String key() {
    return key;
  }

  boolean isOf(byte[] otherFingerprint) {
    return Arrays.equals(fingerprint, otherFingerprint);
  }

  byte[] fingerprint() {
    return fingerprint.clone();
  }

  /** The id of what this key makes in a conversation: the same whenever and wherever it is sent. */
  public UUID idIn(UUID conversation) {
    MessageDigest digest = sha256();
    digest.update((user + " " + conversation + " " + key).getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    // Of version 8, which RFC 9562 leaves to whoever makes it.
    return new UUID(
        (bytes.getLong() & ~0xf000L) | 0x8000L,
        (bytes.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
  }

  /**
   * 409: an earlier request with the key is not answered yet.
   *
   * @param what is being done, as a sentence
   */
  public static ApiException underWay(String what) {
    return ApiException.conflict(what)
        .withRetryAfter(IN_A_MOMENT)
        .withSuggestedAction("Send it again in a moment, with the same key, for its answer.");
  }

  /** 422: the key stands for something else. */
  public static ApiException usedOtherwise() {
    return ApiException.invalidField(
            "Idempotency-Key", "was used for another request; each needs a key of its own")
        .withSuggestedAction("Send this request with a new key.");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "RequestKey of " + user;
  }
}
