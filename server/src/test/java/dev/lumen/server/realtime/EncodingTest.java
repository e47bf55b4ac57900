package dev.lumen.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Frames are written once and as the protocol says")
class EncodingTest {
  private static final UUID CONVERSATION = new UUID(0, 7);
  private static final Instant AT = Instant.ofEpochMilli(1_700_000_000_123L);

  @Test
  void an_event_is_one_json_object_with_its_payload_as_stored() {
    byte[] frame =
        NativeFace.INSTANCE.event(
            new ConversationEvent(CONVERSATION, 3, "turn:processed", "{\"a\": [1]}", AT));

    assertThat(text(frame, 2 + 2))
        .isEqualTo(
            "{\"type\":\"turn:processed\",\"seq\":3,"
                + "\"conversation_id\":\"00000000-0000-0000-0000-000000000007\","
                + "\"timestamp\":1700000000123,\"payload\":{\"a\": [1]}}");
  }

  @Test
  void frame_headers_follow_rfc_6455() {
    assertThat(header(new byte[125], 2)).isEqualTo("817d");
    assertThat(header(new byte[126], 4)).isEqualTo("817e007e");
    assertThat(header(new byte[65_535], 4)).isEqualTo("817effff");
    assertThat(header(new byte[65_536], 10)).isEqualTo("817f0000000000010000");
    assertThat(HexFormat.of().formatHex(WebSocketFrames.ping())).isEqualTo("8900");
    assertThat(HexFormat.of().formatHex(WebSocketFrames.pong(new byte[] {1}))).isEqualTo("8a0101");
  }

  @Test
  void each_face_encodes_an_event_once_for_all_its_subscribers() {
    AtomicInteger encoded = new AtomicInteger();
    Face counting = countingFace(encoded);
    Face other = countingFace(encoded);
    Published event = Published.of(new ConversationEvent(CONVERSATION, 1, "t", "{}", AT));

    assertThat(event.bytes(counting)).isSameAs(event.bytes(counting));
    assertThat(event.bytes(other)).isSameAs(event.bytes(other));
    assertThat(encoded).hasValue(2);
  }

  @Test
  void what_people_said_stays_out_of_texts_made_for_logs() {
    assertThat(new ConversationEvent(CONVERSATION, 1, "t", "canary", AT).toString())
        .doesNotContain("canary");
    assertThat(new EventDraft("t", "canary").toString()).doesNotContain("canary");
    assertThat(new News(CONVERSATION, "t", "canary", AT).toString()).doesNotContain("canary");
    assertThat(new ClientMessage.Authenticate(null, "canary").toString()).doesNotContain("canary");
  }

  private static Face countingFace(AtomicInteger encoded) {
    return new Face() {
      @Override
      public byte[] event(ConversationEvent event) {
        encoded.incrementAndGet();
        return new byte[1];
      }

      @Override
      public byte[] news(News news) {
        throw new AssertionError("No news here");
      }
    };
  }

  private static String header(byte[] payload, int length) {
    return HexFormat.of().formatHex(Arrays.copyOf(WebSocketFrames.text(payload), length));
  }

  private static String text(byte[] frame, int header) {
    return new String(frame, header, frame.length - header, StandardCharsets.UTF_8);
  }
}
