import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, body, type Conversation, type Schemas } from "../api/client";
import { untilReached } from "../api/errors";
import { tellFailure } from "../ui/toast";
import { createConversation } from "./create";

export type Status = Schemas["ConversationStatus"];
export type Sort = "updated" | "created" | "name" | "turns";

export interface ListQuery {
  readonly q: string;
  readonly status: Status | "all";
  readonly sort: Sort;
  readonly page: number;
}

export type Listing = Schemas["ConversationList"];
export type Settable = "active" | "completed" | "archived";

const PER_PAGE = 20;
/** How often a list that somebody looks at is read again. */
const LIST_MS = 10_000;

export function useConversations(query: ListQuery) {
  return useQuery({
    queryKey: ["conversations", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Listing> =>
      body(
        api.GET("/api/v1/conversations", {
          signal,
          params: {
            query: {
              page: query.page,
              per_page: PER_PAGE,
              sort: query.sort,
              ...(query.q !== "" && { q: query.q }),
              ...(query.status !== "all" && { status: query.status }),
            },
          },
        }),
      ),
    // What is made or changed elsewhere is seen here, too.
    refetchInterval: (query) => untilReached(query) || LIST_MS,
  });
}

export const pagesOf = (list: Listing): number => Math.max(1, Math.ceil(list.total / list.per_page));

export function useCreate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: createConversation,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["conversations"] }),
  });
}

/** Changes name, description or status; shown at once, and taken back when the server refuses. */
export function useChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ one, change }: { one: Conversation; change: Schemas["ConversationChange"] }) => {
      if (one.status === "paused" && change.status) {
        await body(api.POST("/api/v1/conversations/{id}/resume", { params: { path: { id: one.id } } }));
      }
      return body(
        api.PATCH("/api/v1/conversations/{id}", { params: { path: { id: one.id } }, body: change }),
      );
    },
    onMutate: async ({ one, change }) => {
      await queries.cancelQueries({ queryKey: ["conversations"] });
      const undo = edit(queries, (listing) => ({
        ...listing,
        conversations: listing.conversations.map((each) =>
          each.id === one.id ? ({ ...each, ...withoutNulls(change) } as Conversation) : each,
        ),
      }));
      return { undo };
    },
    onError: (failure, _change, context) => {
      context?.undo();
      tellFailure("The conversation was not changed.", failure);
    },
    onSettled: (changed) => {
      if (changed) {
        queries.setQueryData(["conversation", changed.id], changed);
      }
      return queries.invalidateQueries({ queryKey: ["conversations"] });
    },
  });
}

function withoutNulls(change: object): object {
  return Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== null && value !== undefined),
  );
}

type Queries = ReturnType<typeof useQueryClient>;

/** Changes every list that was read; answers what puts them back. */
export function edit(queries: Queries, change: (listing: Listing) => Listing): () => void {
  const before = queries.getQueriesData<Listing>({ queryKey: ["conversations"] });
  queries.setQueriesData<Listing>({ queryKey: ["conversations"] }, (listing) => listing && change(listing));
  return () => {
    for (const [key, listing] of before) {
      queries.setQueryData(key, listing);
    }
  };
}
