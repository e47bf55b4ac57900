import { useEffect, useRef } from "react";
import type { FeedState } from "../realtime/feed";
import { tell } from "../ui/toast";

/** Says once that the live connection is lost, and once that it is back. */
export function useFeedNews(feed: FeedState): void {
  const lost = useRef(false);
  useEffect(() => {
    if (feed === "polling" && !lost.current) {
      lost.current = true;
      tell({
        id: "feed",
        type: "warn",
        title: "Switched to polling mode for reliability",
        description: "The live connection is lost. Nothing is missed; it is being brought back.",
      });
    } else if (feed === "live" && lost.current) {
      lost.current = false;
      tell({ id: "feed", title: "Live again", description: "Everything said meanwhile is here." });
    }
  }, [feed]);
}
