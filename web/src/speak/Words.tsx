import { type ReactNode, useEffect, useRef } from "react";
import type { Turn } from "../api/client";
import { isLumen } from "../conversation/pieces";
import type { Reply } from "./recital";
import type { TalkState } from "./state";

/** As many turns are shown while one speaks; the page of the conversation has all. */
const SHOWN = 40;

interface Props {
  turns: readonly Turn[];
  now: TalkState;
  loading: boolean;
  /** What is on its way. */
  children: ReactNode;
}

function Said({ turn }: { turn: Turn }) {
  const source = (turn.metadata.source ?? {}) as { interrupted?: boolean; heard?: string };
  return (
    <li data-speaker={isLumen(turn.speaker) ? "lumen" : "person"} data-status={turn.status}>
      <span className="speaker">{turn.speaker === "User" ? "You" : turn.speaker}</span>
      <p>
        {turn.cleaned_text}
        {source.interrupted && <span className="soft"> –</span>}
      </p>
      {source.interrupted && <p className="small soft">Interrupted here; the rest was not heard.</p>}
      {source.heard === "unknown" && <p className="small soft">Perhaps not heard to its end.</p>}
      {turn.cleaned_text !== turn.raw_text && (
        <p className="small soft">
          <span className="unseen">Heard as: </span>
          {turn.raw_text}
        </p>
      )}
    </li>
  );
}

/** A reply as it comes: what was read aloud of it stands out. */
function Coming({ reply, aloud }: { reply: Reply; aloud: boolean }) {
  const heard = aloud ? reply.played : reply.content.length;
  return (
    <li data-speaker="lumen" data-status="speaking">
      <span className="speaker">Lumen</span>
      <p>
        {reply.content.slice(0, heard)}
        <span className="soft">{reply.content.slice(heard)}</span>
        {!reply.isWhole && "…"}
      </p>
      {reply.engine === "lumen-local" && (
        <p className="small soft">By the built-in responder: a few rules, no language model.</p>
      )}
    </li>
  );
}

/** What was said, what is being said, and what is on its way. */
export function Words({ turns, now, loading, children }: Props) {
  const box = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  // Who has scrolled up to read is left there.
  useEffect(() => {
    const element = box.current;
    if (atEnd.current && element !== null) {
      element.scrollTop = element.scrollHeight;
    }
  });
  const isNew = turns.length === 0 && now.interim === "" && now.unsent.length === 0;
  return (
    <section
      ref={box}
      className="speak-words"
      aria-label="What was said"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
      tabIndex={0}
      onScroll={({ currentTarget: one }) => {
        atEnd.current = one.scrollHeight - one.scrollTop - one.clientHeight < 48;
      }}
    >
      {!loading && isNew && (
        <p className="soft">
          What you say appears here, word by word while you speak and cleaned when you pause.
        </p>
      )}
      <ol aria-live="polite">
        {turns.slice(-SHOWN).map((turn) => (
          <Said key={turn.turn_id} turn={turn} />
        ))}
        {children}
        {now.reply && <Coming reply={now.reply} aloud={now.aloud} />}
      </ol>
      {now.interim !== "" && (
        <div className="interim">
          <span className="speaker">{now.listening ? "You, still speaking" : "Being said"}</span>
          <p>{now.interim}…</p>
        </div>
      )}
    </section>
  );
}
