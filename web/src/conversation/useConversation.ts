import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { api, body, type Turn } from "../api/client";
import type { Face } from "../realtime/faces";
import { TURN_TOAST_MS, tell } from "../ui/toast";
import { Watched } from "../ui/watched";
import { ConversationLog } from "./log";
import { EMPTY, type LogNews } from "./logState";
import { isLumen } from "./pieces";

export const conversationKey = (id: string) => ["conversation", id];
export const contextKey = (id: string) => ["context", id];
export const analyticsKey = (id: string) => ["analytics", id];

/** For a page that speaks: over which socket, and who is told all that it tells. */
export interface Live extends Pick<LogNews, "onEvent" | "onFeed" | "onCaughtUp"> {
  readonly face: Face;
}

/** Whether a turn, or what stands for it while it is sent, is on the screen. */
function isInSight(turn: Turn): boolean {
  const row = document.querySelector(`[data-turn="${turn.turn_id}"], .turn[data-status="sending"]`);
  const [one, all] = [row, row?.closest(".transcript")].map((each) => each?.getBoundingClientRect());
  return one !== undefined && all !== undefined && one.top < all.bottom && one.bottom > all.top;
}

/** A conversation, its turns and what is news of it, for as long as the page shows it. */
export function useConversation(id: string, live?: Live) {
  const queries = useQueryClient();
  const conversation = useQuery({
    queryKey: conversationKey(id),
    queryFn: ({ signal }) =>
      body(api.GET("/api/v1/conversations/{id}", { params: { path: { id } }, signal })),
  });
  const log = useMemo(() => new LazyLog(id), [id]);
  useEffect(() => {
    const { face, ...told } = live ?? {};
    const news: LogNews = {
      ...told,
      onProcessed: (turn, isOwn) => {
        // Who speaks sees it come, and has the controls where the toast would be; so does who has just written it.
        if (!isLumen(turn.speaker) && live === undefined && !(isOwn && isInSight(turn))) {
          tell({
            id: `turn-${id}`,
            title: `Turn processed with ${turn.metadata.confidence_score.toLowerCase()} confidence`,
            timeout: TURN_TOAST_MS,
          });
        }
        void queries.invalidateQueries({ queryKey: analyticsKey(id) });
      },
      onConversation: (changed) => queries.setQueryData(conversationKey(id), changed),
      onContexts: () => void queries.invalidateQueries({ queryKey: contextKey(id) }),
    };
    log.open(news, face);
    return () => log.close();
  }, [log, id, queries, live]);
  const state = useSyncExternalStore(log.subscribe, log.get);
  return { conversation, log, state };
}

/** The log of the page that is shown: opened when it is, and once more when React shows it again. */
class LazyLog extends Watched {
  private log: ConversationLog | null = null;

  constructor(private readonly id: string) {
    super();
  }

  open(news: LogNews, face?: Face): void {
    this.log = new ConversationLog(this.id, news, face);
    this.log.subscribe(() => this.changed());
  }

  close(): void {
    this.log?.close();
    this.log = null;
  }

  get = () => this.log?.get() ?? EMPTY;

  current(): ConversationLog | null {
    return this.log;
  }
}
