import { useCallback, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { Conversation } from "../api/client";
import { useAction } from "../app/keyboard";
import { useTitle } from "../app/title";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { count } from "../ui/format";
import { Icon } from "../ui/Icon";
import { Segments } from "../ui/Segments";
import { tell } from "../ui/toast";
import { addressOf, ConversationRow } from "./ConversationRow";
import { useDelete, useDeletions } from "./deletions";
import { SORTS, STATUSES, useListQuery } from "./listQuery";
import { NewConversation } from "./NewConversation";
import { lastOpened } from "./opened";
import { type ListQuery, pagesOf, type Settable, type Sort, useChange, useConversations } from "./queries";
import { Search } from "./Search";

function Skeletons() {
  return (
    <ul className="conversations" aria-hidden="true">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <li key={key} className="conversation-row">
          <div className="stack" style={{ gap: "0.4rem" }}>
            <span className="skeleton" style={{ width: "14rem", maxWidth: "70%", height: "1rem" }} />
            <span className="skeleton" style={{ width: "9rem", maxWidth: "50%", height: "0.8rem" }} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Empty({ query, onNew }: { query: ListQuery; onNew: () => void }) {
  if (query.q !== "" || query.status !== "all") {
    return (
      <div className="empty">
        <h2>Nothing found</h2>
        <p>
          {query.q === ""
            ? `There is no ${query.status} conversation.`
            : "No name and no turn has all of these words. Words may be cut short; quotes keep them together."}
        </p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>No conversations yet</h2>
      <p>
        Import a transcript and see what Lumen makes of it, or start a conversation and watch each turn being
        cleaned as it comes in.
      </p>
      <div className="row">
        <Link className="button primary" href="/import">
          <Icon name="import" /> Import a transcript
        </Link>
        <Button icon="plus" onClick={onNew}>
          New conversation
        </Button>
      </div>
    </div>
  );
}

/** Everything this user may see: searched, filtered, sorted, in pages. */
export function ConversationsPage() {
  useTitle("Conversations");
  const [query, setQuery] = useListQuery();
  const [creating, setCreating] = useState(false);
  /**
   * The row that the keys are at; before any was, that of the conversation that was read last. It stays when
   * others come, and leaves its place to the next when it goes.
   */
  const [current, setCurrent] = useState(() => ({ id: lastOpened() ?? "", index: 0 }));
  const [, go] = useLocation();
  const list = useConversations(query);
  const change = useChange();
  const remove = useDelete();

  const deletions = useDeletions();

  const rows = (list.data?.conversations ?? []).filter((one) => !deletions.has(one.id));
  const found = rows.findIndex((one) => one.id === current.id);
  const at = found >= 0 ? found : Math.min(current.index, rows.length - 1);
  const last = list.data && !list.isPlaceholderData ? pagesOf(list.data) : query.page;
  // A page that is no longer there: the last one that is.
  useEffect(() => {
    if (query.page > last) {
      setQuery({ page: last }, { replace: true });
    }
  }, [query.page, last, setQuery]);
  const search = useCallback((q: string) => setQuery({ q }, { replace: true }), [setQuery]);
  const hits = new Map(list.data?.matches.map((hit) => [hit.conversation_id, hit]));

  const { mutate } = change;
  const set = useCallback(
    (one: Conversation, status: Settable) => {
      mutate({ one, change: { status } });
      const before: Settable = one.status === "paused" ? "active" : one.status;
      tell({
        title: status === "archived" ? "Archived" : status === "completed" ? "Completed" : "Brought back",
        description: one.name,
        id: `status-${one.id}`,
        action: { label: "Undo", run: () => mutate({ one: { ...one, status }, change: { status: before } }) },
      });
    },
    [mutate],
  );

  const focus = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setCurrent({ id: rows[next]?.id ?? "", index: next });
    document.querySelector<HTMLElement>(`[data-id="${rows[next]?.id}"] a.name`)?.focus();
  };
  // The keys go on where a row was that they have deleted.
  const vacated = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the row has gone
  useEffect(() => {
    if (vacated.current !== null) {
      focus(vacated.current);
      vacated.current = null;
    }
  }, [rows.length]);

  const focused = () =>
    rows.find((one) => document.activeElement?.closest("[data-id]")?.getAttribute("data-id") === one.id) ??
    rows[at];
  useAction("list.new", () => setCreating(true));
  useAction("list.next", () => focus(document.activeElement?.closest("[data-id]") ? at + 1 : at));
  useAction("list.previous", () => focus(at - 1));
  useAction("list.open", () => {
    const one = focused();
    if (one) {
      go(addressOf(one, hits.get(one.id)));
    }
  });
  useAction("list.archive", () => {
    const one = focused();
    if (one) {
      set(one, one.status === "archived" ? "active" : "archived");
    }
  });
  useAction("list.delete", () => {
    const one = focused();
    if (one) {
      vacated.current = rows.indexOf(one);
      remove(one);
    }
  });

  return (
    <>
      <div className="page-head">
        <h1>Conversations</h1>
        <div className="row">
          <Link className="button" href="/import">
            <Icon name="import" /> Import
          </Link>
          <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
            New conversation
          </Button>
        </div>
      </div>
      <div className="list-tools">
        <Search value={query.q} onChange={search} />
        <Segments
          label="Which"
          value={query.status}
          options={STATUSES}
          onChange={(status) => setQuery({ status })}
        />
        <select
          className="input"
          aria-label="Order"
          value={query.sort}
          onChange={(event) => setQuery({ sort: event.target.value as Sort })}
        >
          {SORTS.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {list.isError && (
        <Failure
          what="The conversations cannot be shown."
          error={list.error}
          retry={() => void list.refetch()}
        />
      )}
      {list.isPending && <Skeletons />}
      {list.data && rows.length === 0 && query.page <= last && (
        <Empty query={query} onNew={() => setCreating(true)} />
      )}
      {rows.length > 0 && (
        <ul className="conversations" aria-label="Conversations" data-stale={list.isPlaceholderData}>
          {rows.map((one, index) => (
            <ConversationRow
              key={one.id}
              one={one}
              hit={hits.get(one.id)}
              current={index === at}
              onSet={set}
              onDelete={remove}
            />
          ))}
        </ul>
      )}
      {list.data && rows.length > 0 && (
        <div className="pages">
          <p className="soft small" role="status">
            {count(list.data.total, "conversation")}
          </p>
          {pagesOf(list.data) > 1 && (
            <nav className="row" aria-label="Pages">
              <Button small disabled={query.page <= 1} onClick={() => setQuery({ page: query.page - 1 })}>
                Previous
              </Button>
              <span className="small tabular">
                {query.page} of {pagesOf(list.data)}
              </span>
              <Button
                small
                disabled={query.page >= pagesOf(list.data)}
                onClick={() => setQuery({ page: query.page + 1 })}
              >
                Next
              </Button>
            </nav>
          )}
        </div>
      )}
      {creating && <NewConversation onClose={() => setCreating(false)} />}
    </>
  );
}
