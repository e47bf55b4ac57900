import { api, body, type Turn } from "../api/client";

/** What a case can use: the conversation of the lab, and waiting for what its socket brings. */
export interface Bench {
  readonly id: string;
  /** Milliseconds from now until the turn is told as processed on the socket. */
  untilProcessed(turnId: string): Promise<number>;
}

export interface Case {
  readonly id: string;
  readonly name: string;
  /** What it may take, in milliseconds. */
  readonly expectedMs: number;
  /** Does it; answers what was measured, and throws with a reason when something is wrong. */
  run(bench: Bench): Promise<number>;
}

const IN = (id: string) => ({ params: { path: { id } } });

function must(condition: boolean, otherwise: string): void {
  if (!condition) {
    throw new Error(otherwise);
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

const say = (id: string, speaker: string, raw_text: string, level?: "light" | "full"): Promise<Turn> =>
  body(
    api.POST("/api/v1/conversations/{id}/turns", {
      ...IN(id),
      body: { speaker, raw_text, ...(level && { force_cleaning_level: level }) },
    }),
  );

/** The suite, in the order in which it is run: later cases build on what earlier ones have said. */
export const CASES: readonly Case[] = [
  {
    id: "health",
    name: "The server is healthy",
    expectedMs: 100,
    async run() {
      const [ms, health] = await timed(() => body(api.GET("/health")));
      must(health.status === "healthy", `It says it is ${health.status}.`);
      return ms;
    },
  },
  {
    id: "lumen-inside",
    name: "A turn of Lumen passes untouched: time inside",
    expectedMs: 10,
    async run({ id }) {
      const text = "Am I speaking with the Director of Marketing at Quick Fit Windows?";
      const turn = await say(id, "Lumen", text);
      must(turn.cleaned_text === text && !turn.metadata.cleaning_applied, "Its text was changed.");
      must(turn.metadata.ai_model_used === "none", "An engine is named although none ran.");
      return turn.metadata.processing_time_ms;
    },
  },
  {
    id: "lumen-whole",
    name: "A turn of Lumen: the whole answer",
    expectedMs: 50,
    async run({ id }) {
      return (await timed(() => say(id, "AI", "Thank you. How large is the team?")))[0];
    },
  },
  {
    id: "misheard",
    name: "Misheard words are corrected by what Lumen said",
    expectedMs: 500,
    async run({ id }) {
      const [ms, turn] = await timed(() =>
        say(id, "User", "I'm the vector of marketing at quick fit windows", "full"),
      );
      must(
        turn.cleaned_text.includes("Director of Marketing at Quick Fit Windows"),
        "The title was not corrected.",
      );
      must(turn.metadata.corrections.length > 0, "No correction is named.");
      return ms;
    },
  },
  {
    id: "light",
    name: "Light cleaning writes numbers",
    expectedMs: 300,
    async run({ id }) {
      const [ms, turn] = await timed(() => say(id, "User", "we have seventy five employees", "light"));
      must(turn.cleaned_text.includes("75"), "The number was not written in digits.");
      return ms;
    },
  },
  {
    id: "enqueue",
    name: "A turn is queued",
    expectedMs: 100,
    async run({ id }) {
      const [ms] = await timed(() =>
        body(
          api.POST("/api/v1/conversations/{id}/turns/realtime", {
            ...IN(id),
            body: { speaker: "User", raw_text: "mostly book ads and and paper click", priority: "high" },
          }),
        ),
      );
      return ms;
    },
  },
  {
    id: "push",
    name: "A queued turn comes back cleaned on the socket",
    expectedMs: 1000,
    async run({ id, untilProcessed }) {
      const queued = await body(
        api.POST("/api/v1/conversations/{id}/turns/realtime", {
          ...IN(id),
          body: { speaker: "User", raw_text: "fifty to a hundred leads per month" },
        }),
      );
      return untilProcessed(queued.turn_id);
    },
  },
  {
    id: "order",
    name: "Five queued turns keep their order",
    expectedMs: 3000,
    async run({ id, untilProcessed }) {
      const start = performance.now();
      const turns: { turn_id: string; seq: number }[] = [];
      for (const word of ["one", "two", "three", "four", "five"]) {
        turns.push(
          await body(
            api.POST("/api/v1/conversations/{id}/turns/realtime", {
              ...IN(id),
              body: { speaker: "User", raw_text: `this is number ${word}` },
            }),
          ),
        );
      }
      await Promise.all(turns.map((turn) => untilProcessed(turn.turn_id)));
      must(
        turns.every((turn, index) => index === 0 || turn.seq === (turns[index - 1]?.seq ?? 0) + 1),
        "Their numbers have gaps.",
      );
      return performance.now() - start;
    },
  },
  {
    id: "status",
    name: "Where processing stands",
    expectedMs: 50,
    async run({ id }) {
      return (await timed(() => body(api.GET("/api/v1/conversations/{id}/status", IN(id)))))[0];
    },
  },
  {
    id: "queue",
    name: "The queue’s figures",
    expectedMs: 100,
    async run() {
      const [ms, queue] = await timed(() => body(api.GET("/api/v1/conversations/queue/status")));
      must(queue.worker_count > 0, "No worker runs; start them.");
      return ms;
    },
  },
  {
    id: "list",
    name: "The list of conversations",
    expectedMs: 150,
    async run() {
      return (await timed(() => body(api.GET("/api/v1/conversations"))))[0];
    },
  },
];
