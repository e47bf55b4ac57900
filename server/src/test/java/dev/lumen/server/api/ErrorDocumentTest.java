package dev.lumen.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("1.7: docs/errors.md says what the code says")
class ErrorDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");

  @Test
  void the_document_is_the_list_of_codes() throws IOException {
    String expected = document();
    if (Boolean.getBoolean("lumen.docs.write")) {
      Files.createDirectories(Path.of("..", "docs"));
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(Files.readString(DOCUMENT))
        .as(
            "docs/errors.md is out of date; to write it: mvn -pl server -am test -Dtest=ErrorDocumentTest -Dtest.jvm.flags=-Dlumen.docs.write=true")
        .isEqualTo(expected);
  }

  private static String document() {
    StringBuilder out =
        new StringBuilder(
            """
            # Errors

            Made from `ErrorCode`; do not edit it here.

            Every error has one body. `error` is for programs, `recovery` says what to do, `detail` repeats the message for
            clients that read only a sentence. The same as `application/problem+json` (RFC 9457) comes to those who ask
            for it with `Accept`.

            ```json
            {
              "error": {
                "code": "VAL_003",
                "message": "level: must be one of full, light, none",
                "details": {"errors": [{"field": "level", "code": "VAL_003", "message": "must be one of full, light, none"}]},
                "timestamp": "2026-01-31T10:00:00.123456Z",
                "request_id": "0b0e8f0c-6c1c-4b5c-9d0e-3f6f5a0c7d11"
              },
              "recovery": {"suggested_action": "Correct the fields named in details.errors."},
              "detail": "level: must be one of full, light, none"
            }
            ```

            For faulty fields `details.errors` is the list, in order; `details.fields` says the same by the name of the
            field, for forms.

            A message never repeats what was sent, since that may be somebody's words or a secret. `request_id` is also in
            the header `X-Request-Id`, which a client may choose itself, and in the server's log. Where trying again makes
            sense, `recovery.retry_after_ms` and the header `Retry-After` say when.

            | code | name | status | meaning | what to do | try again after |
            |---|---|---|---|---|---|
            """);
    for (ErrorCode code : ErrorCode.values()) {
      out.append(
          "| %s | %s | %d | %s | %s | %s |\n"
              .formatted(
                  code.code(),
                  code.name(),
                  code.httpStatus(),
                  code.meaning(),
                  code.suggestedAction(),
                  code.retryAfter().map(ErrorDocumentTest::wait).orElse("–")));
    }
    return out.append(
            """

            VAL_001 stands also for what HTTP itself has a status for: 404 (no such path), 405 (the path has other methods,
            named in `Allow`), 413 (the body is too large) and 415 (the body is compressed, a form of several parts, or in another
            character set than UTF-8); VAL_003 also for 409 (allowed, but not as things stand). For SYS_003 the waiting time is the one until the limit lets the
            next request through.
            """)
        .toString();
  }

  private static String wait(Duration time) {
    return time.toMillis() + " ms";
  }
}
