import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { api, body, type Turn } from "../api/client";
import { asApiError } from "../api/errors";
import { ConversationLog } from "../conversation/log";
import { EMPTY } from "../conversation/logState";
import { tellFailure } from "../ui/toast";
import { CASES } from "./cases";
import { DebugLog } from "./debug";

const WAIT_MS = 10_000;

export interface Result {
  readonly ms?: number;
  readonly failure?: string;
  readonly running?: boolean;
}

/** The state of the lab: one conversation to try things on, and what was measured with it. */
export function useLab() {
  const [debug] = useState(() => new DebugLog());
  const [conversation, setConversation] = useState<{ id: string; name: string } | null>(null);
  const [log, setLog] = useState<ConversationLog | null>(null);
  const [results, setResults] = useState<ReadonlyMap<string, Result>>(new Map());
  const [busy, setBusy] = useState<string | null>(null);
  const waiting = useRef(new Map<string, (turn: Turn) => void>());
  const id = conversation?.id;

  useEffect(() => {
    if (id === undefined) {
      return;
    }
    const opened = new ConversationLog(id, {
      onProcessed: (turn) => {
        debug.add(
          "socket",
          `turn:processed ${turn.seq} (${turn.metadata.confidence_score}, ${turn.metadata.processing_time_ms} ms)`,
        );
        waiting.current.get(turn.turn_id)?.(turn);
      },
      onContexts: () => debug.add("socket", "context:detected"),
      onConversation: () => debug.add("socket", "conversation:updated"),
    });
    setLog(opened);
    return () => opened.close();
  }, [id, debug]);

  const state = useSyncExternalStore(log?.subscribe ?? nothing, log?.get ?? noTurns);
  useEffect(() => {
    if (id !== undefined) {
      debug.add("socket", `the connection is ${state.feed}`);
    }
  }, [state.feed, id, debug]);

  /** Does something, says in the log what came of it, and lets nothing else begin meanwhile. */
  const act = useCallback(
    async <T>(name: string, work: () => Promise<T>): Promise<T | undefined> => {
      setBusy(name);
      const start = performance.now();
      try {
        const result = await work();
        debug.add("info", `${name}: ${(performance.now() - start).toFixed(1)} ms`);
        return result;
      } catch (failure) {
        const error = asApiError(failure);
        debug.add("error", `${name}: ${error.message} ${error.action}`);
        tellFailure(`${name}: failed`, failure);
        return undefined;
      } finally {
        setBusy(null);
      }
    },
    [debug],
  );

  const create = () =>
    act("Create conversation", async () => {
      const name = `Lab ${new Date().toLocaleString("en")}`;
      const made = await body(api.POST("/api/v1/conversations", { body: { name, metadata: { lab: true } } }));
      setConversation(made);
      return made;
    });

  const untilProcessed = (turnId: string): Promise<number> => {
    const start = performance.now();
    if (log?.get().turns.some((turn) => turn.turn_id === turnId && turn.status === "processed")) {
      return Promise.resolve(0);
    }
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("It did not come within 10 s.")), WAIT_MS);
      waiting.current.set(turnId, () => {
        clearTimeout(late);
        waiting.current.delete(turnId);
        resolve(performance.now() - start);
      });
    });
  };

  const runAll = async () => {
    if (id === undefined) {
      return;
    }
    setBusy("Suite");
    setResults(new Map());
    for (const one of CASES) {
      setResults((before) => new Map(before).set(one.id, { running: true }));
      let result: Result;
      try {
        result = { ms: await one.run({ id, untilProcessed }) };
      } catch (failure) {
        result = { failure: failure instanceof Error ? failure.message : String(failure) };
      }
      setResults((before) => new Map(before).set(one.id, result));
      debug.add(
        result.failure === undefined ? "test" : "error",
        `${one.name}: ${result.failure ?? `${(result.ms ?? 0).toFixed(1)} ms, expected ${one.expectedMs} ms`}`,
      );
    }
    setBusy(null);
  };

  return { debug, conversation, log, state, results, busy, act, create, runAll };
}

const noTurns = () => EMPTY;
const nothing = () => () => undefined;

export type Lab = ReturnType<typeof useLab>;
