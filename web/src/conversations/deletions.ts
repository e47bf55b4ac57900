import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, body, type Conversation } from "../api/client";
import { session } from "../api/session";
import { tell, tellFailure, untell } from "../ui/toast";
import { Watched } from "../ui/watched";
import { edit } from "./queries";

/** Time to undo a deletion; the server hears of it only afterwards. */
const UNDO_MS = 6_000;

interface Deletion {
  /** Carried out on the server, which cannot be undone. */
  readonly isDone: boolean;
  readonly carryOut: () => void;
  readonly undo: () => void;
}

/** What this page has deleted, for as long as it is open. */
class Deletions extends Watched {
  private all: ReadonlyMap<string, Deletion> = new Map();

  get = (): ReadonlyMap<string, Deletion> => this.all;

  set(id: string, deletion: Deletion | null): void {
    const next = new Map(this.all);
    if (deletion === null) {
      next.delete(id);
    } else {
      next.set(id, deletion);
    }
    this.all = next;
    this.changed();
  }
}

const deletions = new Deletions();

export const useDeletions = (): ReadonlyMap<string, Deletion> =>
  useSyncExternalStore(deletions.subscribe, deletions.get);

const send = (id: string) =>
  body(api.DELETE("/api/v1/conversations/{id}", { params: { path: { id } }, keepalive: true }));

/** Takes a conversation from the list at once, and from the server when nobody has undone it. */
export function useDelete(): (one: Conversation) => void {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ["conversations"] });
  return (one) => {
    const putBack = edit(queries, (listing) => ({
      ...listing,
      total: listing.total - 1,
      conversations: listing.conversations.filter((each) => each.id !== one.id),
    }));
    const isPending = () => deletions.get().get(one.id)?.isDone === false;
    const undo = () => {
      if (isPending()) {
        deletions.set(one.id, null);
        putBack();
        untell(toast);
        // Other filters were read without it, or show it no longer.
        void again();
      }
    };
    const carryOut = async () => {
      const deletion = deletions.get().get(one.id);
      if (deletion === undefined || deletion.isDone) {
        return;
      }
      deletions.set(one.id, { ...deletion, isDone: true });
      try {
        await send(one.id);
      } catch (failure) {
        deletions.set(one.id, null);
        putBack();
        tellFailure(`“${one.name}” was not deleted.`, failure);
      }
      await again();
    };
    deletions.set(one.id, { isDone: false, carryOut: () => void carryOut(), undo });
    const toast = tell({
      title: "Deleted",
      description: one.name,
      timeout: UNDO_MS,
      action: { label: "Undo", run: undo },
      onClose: () => void carryOut(),
    });
  };
}

/** Leaving the page ends the time to undo. The request must outlive the page, so it is sent plainly. */
export function deleteOnLeaving(): void {
  window.addEventListener("pagehide", () => {
    const token = session.get()?.accessToken;
    for (const [id, { isDone }] of deletions.get()) {
      if (!isDone) {
        void fetch(`/api/v1/conversations/${id}`, {
          method: "DELETE",
          keepalive: true,
          headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
        });
        deletions.set(id, null);
      }
    }
  });
}
