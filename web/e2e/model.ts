import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the model answers to a question; the whole question is given. */
type Answer = (question: string) => object | string;

/** A language model on this machine that speaks OpenAI's protocol and says what it is told to say. */
export class LoopbackModel {
  private constructor(private readonly server: Server) {}

  static async answering(answer: Answer): Promise<LoopbackModel> {
    const server = createServer((request, response) => {
      let asked = "";
      request.setEncoding("utf8");
      request.on("data", (part: string) => {
        asked += part;
      });
      request.on("end", () => {
        const messages = (JSON.parse(asked) as { messages: { content: string }[] }).messages;
        const said = answer(messages.map((one) => one.content).join("\n"));
        const text = typeof said === "string" ? said : JSON.stringify(said);
        response.writeHead(200, { "content-type": "text/event-stream" });
        for (const event of [
          part({ content: text }, null),
          part({}, "stop"),
          { ...HEAD, choices: [], usage: { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 } },
        ]) {
          response.write(`data: ${JSON.stringify(event)}\n\n`);
        }
        response.end("data: [DONE]\n\n");
      });
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    return new LoopbackModel(server);
  }

  /** What a server of Lumen's is told, so that it asks this one. */
  get settings(): Record<string, string> {
    return {
      LUMEN_MODEL_PROVIDER: "openai",
      LUMEN_MODEL_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`,
      LUMEN_MODEL_NAME: "loopback",
      // A busy machine is no reason for an answer to be late here.
      LUMEN_MODEL_DEADLINE: "10000",
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

const HEAD = { id: "call-1", object: "chat.completion.chunk", created: 1, model: "loopback" };

const part = (delta: object, end: string | null) => ({
  ...HEAD,
  choices: [{ index: 0, delta, finish_reason: end }],
  usage: null,
});
