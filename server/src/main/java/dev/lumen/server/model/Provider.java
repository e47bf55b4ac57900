package dev.lumen.server.model;

import java.net.URI;
import java.util.Locale;

/** Who runs a model, which is to say which protocol it is asked in. */
public enum Provider {
  /** Google's Gemini API. */
  GEMINI("https://generativelanguage.googleapis.com/v1beta"),
  /** OpenAI, and every server that speaks its chat completions. */
  OPENAI("https://api.openai.com/v1"),
  /** Ollama, on this machine or another. */
  OLLAMA("http://127.0.0.1:11434");

  private final URI address;

  Provider(String address) {
    this.address = URI.create(address);
  }

  /** Where it is asked when nothing else is said; paths are appended to it. */
  public URI standardAddress() {
    return address;
  }

  /** As settings and names have it: {@code gemini}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
