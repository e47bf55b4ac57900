import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { NewsSocket } from "../realtime/news";
import { tell } from "../ui/toast";

export type Figures = Schemas["Performance"];
export type Operation = Schemas["PerformanceOperation"];
export type Alert = Schemas["Alert"];

/** How often is asked while nothing comes by itself. */
const ASK_MS = 2_000;
const KEPT = 240;

/** The figures of one moment. */
export interface Sample {
  readonly at: number;
  readonly waiting: number;
  readonly done: number;
  readonly sockets: number;
  /** Null before it was told. */
  readonly feedLagMs: number | null;
}

interface Metrics {
  readonly subscribers: number;
  readonly feed_lag_ms: number;
}

const KEY = ["performance"];

/** What the server says of itself: told by its socket, and asked for while there is none. */
export function useFigures() {
  const queries = useQueryClient();
  const [live, setLive] = useState(false);
  const metrics = useRef<Metrics | null>(null);
  const news = useRef<NewsSocket | null>(null);
  const [history, setHistory] = useState<readonly Sample[]>([]);

  useEffect(() => {
    const socket = new NewsSocket({
      onConnected: setLive,
      onEvent: (event) => {
        if (event.type === "metrics") {
          metrics.current = event.payload as unknown as Metrics;
          void queries.invalidateQueries({ queryKey: KEY });
        } else if (event.type === "performance:alert") {
          tellOf(event.payload as unknown as Alert);
          void queries.invalidateQueries({ queryKey: KEY });
        }
      },
    });
    news.current = socket;
    return () => socket.close();
  }, [queries]);

  const asked = { refetchInterval: live ? (false as const) : ASK_MS };
  const figures = useQuery({
    queryKey: [...KEY, "figures"],
    ...asked,
    queryFn: ({ signal }) => body(api.GET("/api/v1/performance", { signal })),
  });
  const alerts = useQuery({
    queryKey: [...KEY, "alerts"],
    ...asked,
    queryFn: ({ signal }) => body(api.GET("/api/v1/performance/alerts", { signal })),
  });
  const health = useQuery({
    queryKey: [...KEY, "health"],
    ...asked,
    queryFn: ({ signal }) => body(api.GET("/health", { signal })),
  });
  const queue = useQuery({
    queryKey: [...KEY, "queue"],
    ...asked,
    queryFn: ({ signal }) => body(api.GET("/api/v1/conversations/queue/status", { signal })),
  });

  const isLost = queue.isError;
  const wasLost = useRef(false);
  useEffect(() => {
    if (wasLost.current && !isLost) {
      news.current?.soon();
    }
    wasLost.current = isLost;
  }, [isLost]);

  const { data, dataUpdatedAt } = figures;
  const waiting = queue.data?.total_queued;
  const sockets = health.data?.subscribers;
  // What is not known yet is no nought: it would be drawn as a leap to what it is.
  const isKnown = data !== undefined && waiting !== undefined && sockets !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (isKnown) {
      const sample: Sample = {
        at: dataUpdatedAt,
        waiting,
        done: turnsOf(data),
        sockets: metrics.current?.subscribers ?? sockets,
        feedLagMs: metrics.current?.feed_lag_ms ?? null,
      };
      setHistory((before) => [...before.slice(1 - KEPT), sample]);
    }
  }, [dataUpdatedAt, isKnown]);
  return { live, figures, alerts, health, queue, history };
}

/** All turns of the window, cleaned or passed through; what leaves the window only ever lowers it. */
function turnsOf(figures: Figures): number {
  return figures.operations
    .filter((one) => one.name === "cleaner.clean" || one.name === "cleaner.lumen")
    .reduce((sum, one) => sum + one.count, 0);
}

/** How fast something that only grows has grown between two samples. */
export function rates(history: readonly Sample[], of: (sample: Sample) => number) {
  return history.slice(1).map((one, index) => {
    const before = history[index] as Sample;
    const seconds = Math.max(0.001, (one.at - before.at) / 1000);
    return { x: one.at, y: Math.max(0, of(one) - of(before)) / seconds };
  });
}

/** The last hour of an operation, minute by minute. */
export function useMinutes(operation: string, at: number) {
  return useQuery({
    queryKey: ["performance-minutes", operation, Math.floor(at / 10_000)],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/performance/history", { params: { query: { operation } }, signal })),
  });
}

function tellOf(alert: Alert): void {
  const over = alert.state === "resolved";
  tell({
    id: `alert-${alert.id}`,
    title: over ? `Over: ${titleOf(alert)}` : titleOf(alert),
    description: over ? `${alert.metric} is within its limit again.` : describe(alert),
    ...(alert.severity === "critical" && !over && { type: "bad" as const }),
  });
}

/** The name of an alert as people read it. */
export const titleOf = (alert: Alert): string => alert.name.replaceAll("_", " ");

/** An alert in a sentence. */
export function describe(alert: Alert): string {
  return `${alert.metric} at ${Math.round(alert.value).toLocaleString("en")} ${alert.unit}, limit ${alert.threshold.toLocaleString("en")} ${alert.unit}.`;
}
