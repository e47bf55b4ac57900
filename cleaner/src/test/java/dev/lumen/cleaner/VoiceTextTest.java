package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tags and pauses of the AI voice stand beside its text")
class VoiceTextTest {
  @Test
  void tagsAndPausesLeaveTheText() {
    VoiceText voice =
        VoiceText.of("##VT_WARM## Hey… ... ... It's Lumen. ##VT_CALM_CLEAR## Can you hear me?")
            .orElseThrow();
    assertThat(voice.text()).isEqualTo("Hey… It's Lumen. Can you hear me?");
    assertThat(voice.tags())
        .containsExactly(new VoiceText.Tag("WARM", 0), new VoiceText.Tag("CALM_CLEAR", 17));
    assertThat(voice.text().substring(17)).startsWith("Can you");
    assertThat(voice.pauses()).isEqualTo(2);
  }

  @Test
  void textWithoutThemHasNone() {
    assertThat(VoiceText.of("Well... that's $3.50, isn't it? #1 ##VT_## wait…")).isEmpty();
    assertThat(VoiceText.of("")).isEmpty();
    assertThat(VoiceText.of("##VT_ONLY##").orElseThrow().text()).isEmpty();
  }
}
