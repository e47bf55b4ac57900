import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { useAction } from "../app/keyboard";
import { usePreferences } from "../app/preferences";
import { useTitle } from "../app/title";
import { keepUnheard } from "../conversation/delivery";
import type { ConversationLog } from "../conversation/log";
import { LIVE } from "../realtime/faces";
import type { LumenEvent } from "../realtime/feed";
import { useRealtimeConversation } from "../realtime/useRealtimeConversation";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { Controls } from "./Controls";
import { canHear } from "./ears";
import { useManners } from "./manners";
import { Standing } from "./Standing";
import { Talk } from "./talk";
import { hearFrom } from "./told";
import { Words } from "./Words";

/** A talk, and the line by which it speaks: over the socket of the log that shows its turns. */
function useTalk(id: string) {
  const { language } = usePreferences();
  const voice = useRef<string | null>(null);
  voice.current = useManners().data?.preferred_voice ?? null;
  const line = useRef<{ current(): ConversationLog | null } | null>(null);
  const talk = useMemo(
    () =>
      new Talk(
        language,
        (message) => line.current?.current()?.send(message) ?? false,
        () => voice.current,
      ),
    [language],
  );
  const live = useMemo(
    () => ({
      face: LIVE,
      onEvent: (event: LumenEvent) => hearFrom(talk, event),
      onFeed: talk.onFeed.bind(talk),
      onCaughtUp: talk.onCaughtUp.bind(talk),
    }),
    [talk],
  );
  const all = useRealtimeConversation(id, live);
  line.current = all.log;
  const newest = useRef(0);
  newest.current = all.turns.at(-1)?.seq ?? 0;
  useEffect(
    () => () => {
      const texts = talk.get().unsent.map(({ text }) => text);
      talk.close();
      keepUnheard(id, texts, newest.current);
    },
    [talk, id],
  );
  useEffect(() => {
    if (!all.state.loading) {
      talk.follow(all.turns);
    }
  }, [talk, all.turns, all.state.loading]);
  return { ...all, talk };
}

/** The spoken conversation itself. */
export function Session({ id }: { id: string }) {
  const { conversation, log, state, turns, confidence, talk } = useTalk(id);
  const now = useSyncExternalStore(talk.subscribe, talk.get);
  const [sending, setSending] = useState<string | null>(null);
  useTitle(conversation.data ? `Speak: ${conversation.data.name}` : "Speak");
  useAction("speak.listen", () => (now.listening ? talk.pause() : talk.listen()), canHear());
  useAction("speak.hush", () => talk.hush(), now.spoken !== null);

  if (conversation.isError) {
    return (
      <div className="stack missing">
        <h1>Speak</h1>
        <Failure
          what="This conversation cannot be continued."
          error={conversation.error}
          retry={() => void conversation.refetch()}
        />
        <Link href="/speak">Another conversation</Link>
      </div>
    );
  }
  /** Where no socket can be had, words still become turns. */
  const sendPlain = async (turn: string, text: string) => {
    setSending(turn);
    if (await log.current()?.say("User", text)) {
      talk.drop(turn);
    }
    setSending(null);
  };
  return (
    <div className="speak">
      <Standing id={id} name={conversation.data?.name} log={state} now={now} confidence={confidence} />
      {now.problem && (
        <div className="notice" role="alert">
          {now.problem}
        </div>
      )}
      {state.outgoing.some((one) => one.isKept) && (
        <div className="notice" role="status">
          Words of yours from before were not sent. <Link href={`/conversations/${id}`}>Look at them</Link>
        </div>
      )}
      {now.prompt && (
        <div className="notice" role="status">
          {now.prompt}
        </div>
      )}
      <Words turns={turns} now={now} loading={state.loading}>
        {now.unsent.map((one) => (
          <li key={one.turn} data-speaker="person">
            <span className="speaker">You</span>
            <p className="soft">{one.text}</p>
            {state.feed !== "live" && (
              <p className="small soft">
                Not known to have arrived; it is sent when the connection is back.{" "}
                <Button small busy={sending === one.turn} onClick={() => void sendPlain(one.turn, one.text)}>
                  Send it as a plain turn now
                </Button>
              </p>
            )}
          </li>
        ))}
      </Words>
      <Controls talk={talk} now={now} />
    </div>
  );
}
