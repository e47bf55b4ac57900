import { useCallback } from "react";
import { useSearchParams } from "wouter";
import type { ListQuery, Sort } from "./queries";

export const STATUSES = [
  ["all", "All"],
  ["active", "Active"],
  ["paused", "Paused"],
  ["completed", "Completed"],
  ["archived", "Archived"],
] as const;

export const SORTS: readonly (readonly [Sort, string])[] = [
  ["updated", "Latest change"],
  ["created", "Newest"],
  ["name", "Name"],
  ["turns", "Most turns"],
];

const PLAIN = { q: "", status: "all", sort: "updated", page: 1 } as const satisfies ListQuery;

/** What an address says that there is; anything else is as if nothing were said. */
const oneOf = <T extends string>(all: readonly (readonly [T, string])[], said: string | null, plain: T): T =>
  all.find(([value]) => value === said)?.[0] ?? plain;

function read(params: URLSearchParams): ListQuery {
  return {
    q: params.get("q") ?? "",
    status: oneOf(STATUSES, params.get("status"), PLAIN.status),
    sort: oneOf(SORTS, params.get("sort"), PLAIN.sort),
    page: Math.max(1, Math.floor(Number(params.get("page"))) || 1),
  };
}

export type Change = (changed: Partial<ListQuery>, how?: { replace: boolean }) => void;

/** What is listed stands in the address, so that it can be kept, sent and gone back to. */
export function useListQuery(): [ListQuery, Change] {
  const [params, setParams] = useSearchParams();
  const change: Change = useCallback(
    (changed, how) =>
      setParams((before) => {
        const next: ListQuery = { ...read(before), page: 1, ...changed };
        const kept = new URLSearchParams(before);
        for (const [key, value] of Object.entries(next)) {
          if (value === PLAIN[key as keyof ListQuery]) {
            kept.delete(key);
          } else {
            kept.set(key, String(value));
          }
        }
        return kept;
      }, how),
    [setParams],
  );
  return [read(params), change];
}
