import { api, body, type Conversation, type Schemas } from "../api/client";
import { once } from "../api/once";

/** Makes a conversation, once. */
export const createConversation = (wanted: Schemas["NewConversation"]): Promise<Conversation> =>
  once(JSON.stringify(["conversation", wanted]), (key) =>
    body(api.POST("/api/v1/conversations", { params: { header: { "Idempotency-Key": key } }, body: wanted })),
  );
