package dev.lumen.server.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Questions as LangChain4j has them. */
final class Questions {
  /** Somebody waits for the answer, so thoughts are kept short. */
  private static final String EFFORT = "low";

  /** The room for thoughts, in tokens, which count as part of the answer. */
  private static final int THOUGHTS = 4_096;

  private Questions() {}

  /**
   * A request.
   *
   * @param leftOut what the model does not take
   */
  static ChatRequest request(LanguageModel.Question question, Set<Parameter> leftOut) {
    List<ChatMessage> messages = new ArrayList<>();
    if (!question.instruction().isBlank()) {
      messages.add(SystemMessage.from(question.instruction()));
    }
    for (LanguageModel.Message message : alternating(question.messages())) {
      messages.add(
          message.fromModel() ? AiMessage.from(message.text()) : UserMessage.from(message.text()));
    }
    ChatRequest.Builder request = ChatRequest.builder().messages(messages);
    return leftOut.isEmpty()
        ? asMostWantIt(request, question).build()
        : request.parameters(without(leftOut, question)).build();
  }

  private static ChatRequest.Builder asMostWantIt(
      ChatRequest.Builder request, LanguageModel.Question question) {
    request
        .temperature(question.temperature())
        .topP(question.topP())
        .maxOutputTokens(question.maxTokens());
    return question.json() ? request.responseFormat(ResponseFormat.JSON) : request;
  }

  private static OpenAiChatRequestParameters without(
      Set<Parameter> leftOut, LanguageModel.Question question) {
    OpenAiChatRequestParameters.Builder parameters = OpenAiChatRequestParameters.builder();
    if (question.json()) {
      parameters.responseFormat(ResponseFormat.JSON);
    }
    if (!leftOut.contains(Parameter.TEMPERATURE)) {
      parameters.temperature(question.temperature());
    }
    if (!leftOut.contains(Parameter.TOP_P)) {
      parameters.topP(question.topP());
    }
    if (!leftOut.contains(Parameter.MAX_TOKENS)) {
      return parameters.maxOutputTokens(question.maxTokens()).build();
    }
    if (!leftOut.contains(Parameter.REASONING_EFFORT)) {
      parameters.reasoningEffort(EFFORT);
    }
    return parameters.maxCompletionTokens(question.maxTokens() + THOUGHTS).build();
  }

  /** Many models' templates refuse two messages of one side in a row, so they become one. */
  private static List<LanguageModel.Message> alternating(List<LanguageModel.Message> messages) {
    List<LanguageModel.Message> joined = new ArrayList<>();
    for (LanguageModel.Message message : messages) {
      if (message.text().isBlank()) {
        continue;
      }
      if (!joined.isEmpty() && joined.getLast().fromModel() == message.fromModel()) {
        LanguageModel.Message before = joined.removeLast();
        joined.add(
            new LanguageModel.Message(message.fromModel(), before.text() + "\n" + message.text()));
      } else {
        joined.add(message);
      }
    }
    return joined;
  }
}
