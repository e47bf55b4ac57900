import { useVirtualizer } from "@tanstack/react-virtual";
import {
  forwardRef,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Correction, Turn } from "../api/client";
import { Button } from "../ui/Button";
import { count, whole } from "../ui/format";
import type { Outgoing } from "./delivery";
import type { Hearing, Unread } from "./logState";
import type { PickedCorrection } from "./picked";
import type { View } from "./pieces";
import { keepPlace } from "./place";
import { type TurnEdits, TurnRow } from "./TurnRow";
import { usePrinting } from "./usePrinting";
import { useScrollKeys } from "./useScrollKeys";

/** Whoever has not scrolled for so long reads. */
const SETTLED_MS = 100;
/** Within this many pixels of the end the reader follows what comes. */
const TAIL_PX = 48;
const ESTIMATED_PX = 96;

function atEnd(element: HTMLElement, height: number): boolean {
  return height - element.scrollTop - element.clientHeight <= TAIL_PX;
}

export interface TranscriptHandle {
  /** Brings a turn into sight, by its place in the list. */
  show(index: number): void;
  /** Shows a turn as the first, as it was left. */
  resume(index: number): void;
  toLatest(): void;
  /** The places of the first and the last turn in sight. */
  inSight(): readonly [first: number, last: number];
}

interface Props {
  turns: readonly Turn[];
  outgoing: readonly Outgoing[];
  /** What is being said and no turn yet. */
  hearing: readonly Hearing[];
  /** Whether turns are still being read; what comes then is no news. */
  loading: boolean;
  /** Set while not all turns are read. */
  unread: Unread | null;
  views: ReadonlyMap<string, View>;
  view: View;
  find: string;
  confidence: boolean;
  current: string | null;
  selected: PickedCorrection | null;
  processing: ReadonlySet<string>;
  onSelect: (turn: Turn, correction: Correction, anchor: Element) => void;
  onView: (turn: Turn) => void;
  /** The turn whose text is being written anew. */
  editing: string | null;
  edits: TurnEdits;
  onRetry: (key: string) => void;
  onDiscard: (key: string) => void;
}

function Sending({ one, onRetry, onDiscard }: { one: Outgoing } & Pick<Props, "onRetry" | "onDiscard">) {
  return (
    <article className="turn" data-speaker="person" data-status="sending">
      <header>
        <span className="speaker">{one.speaker}</span>
        <span className={one.failure ? "chip bad" : "chip"}>{one.failure ? "Not sent" : "Sending…"}</span>
      </header>
      <p className="words">{one.text}</p>
      {one.failure && (
        <div className="row">
          <p className="problem grow" role="alert">
            {one.failure}
          </p>
          {one.mayHelp && (
            <Button small onClick={() => onRetry(one.key)}>
              Send again
            </Button>
          )}
          <Button small kind="quiet" onClick={() => onDiscard(one.key)}>
            Discard
          </Button>
        </div>
      )}
    </article>
  );
}

/** Words that may still change, where their turn will stand. */
function Heard({ one }: { one: Hearing }) {
  return (
    <article className="turn" data-speaker="person" data-status="heard">
      <header>
        <span className="speaker">{one.speaker}</span>
        <span className="chip">Speaking…</span>
      </header>
      <p className="words">{one.text}</p>
    </article>
  );
}

/** On paper there is no scrolling: all turns that have been read, one below the other. */
function Printed({ turns, unread, views, view, confidence }: Props) {
  return (
    <div className="printed">
      {unread && unread.total > 0 && (
        <p>
          Only {whole(unread.read)} of {count(unread.total, "turn")} were read when this was printed.
        </p>
      )}
      {turns.map((turn) => (
        <TurnRow
          key={turn.turn_id}
          turn={turn}
          view={views.get(turn.turn_id) ?? view}
          own={false}
          find=""
          confidence={confidence}
          current={false}
          selected={null}
          processing={false}
          onSelect={nothing}
          onView={nothing}
        />
      ))}
    </div>
  );
}

const nothing = () => undefined;

const lastOf = (turns: readonly Turn[]): number => turns.at(-1)?.seq ?? 0;

/** A number that was noted; before any was, none. */
const known = (last: number): number => (Number.isFinite(last) ? last : 0);

/** How many turns at the end came after one of this number. */
function newerThan(last: number, turns: readonly Turn[]): number {
  let count = 0;
  while (count < turns.length && (turns[turns.length - 1 - count] as Turn).seq > last) {
    count++;
  }
  return count;
}

/** All turns, of which only those in sight are in the document. Never moves under the reader's eyes. */
export const Transcript = forwardRef<TranscriptHandle, Props>(function Transcript(props, handle) {
  const { turns, outgoing, hearing } = props;
  const box = useRef<HTMLDivElement>(null);
  const [unseen, setUnseen] = useState(0);
  const [isAway, setAway] = useState(false);
  const before = useRef({ last: Number.POSITIVE_INFINITY, height: 0, outgoing, hearing });
  const following = useRef(false);
  const sent = turns.length + outgoing.length;
  const rows = sent + hearing.length;
  const isPrinting = usePrinting();

  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => box.current,
    estimateSize: () => ESTIMATED_PX,
    overscan: 6,
    getItemKey: (index) =>
      turns[index]?.turn_id ?? outgoing[index - turns.length]?.key ?? hearing[index - sent]?.key ?? index,
  });

  const toLatest = useCallback(() => {
    setUnseen(0);
    virtual.scrollToIndex(rows - 1, { align: "end" });
  }, [virtual, rows]);

  useScrollKeys(box, toLatest);

  useImperativeHandle(
    handle,
    () => ({
      show: (index) => virtual.scrollToIndex(index, { align: "center" }),
      resume: (index) => virtual.scrollToIndex(index, { align: "start" }),
      toLatest,
      inSight: () => {
        const top = box.current?.scrollTop ?? 0;
        const bottom = top + (box.current?.clientHeight ?? 0);
        const whole = virtual.measurementsCache.filter((row) => row.start >= top && row.end <= bottom);
        // A turn may be longer than the window.
        const first = whole[0]?.index ?? virtual.getVirtualItemForOffset(top)?.index ?? 0;
        return [first, whole.at(-1)?.index ?? first];
      },
    }),
    [virtual, toLatest],
  );

  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(settling.current), []);
  const onScroll = () => {
    if (box.current !== null) {
      const top = box.current.scrollTop;
      clearTimeout(settling.current);
      settling.current = setTimeout(() => {
        const first = turns[virtual.getVirtualItemForOffset(top)?.index ?? 0];
        first && keepPlace(first.seq);
      }, SETTLED_MS);
      const isThere = atEnd(box.current, box.current.scrollHeight);
      setAway(!isThere);
      if (isThere) {
        setUnseen(0);
      }
    }
  };

  const height = virtual.getTotalSize();
  // Whenever the content grows, the tail is followed or counted.
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) {
      return;
    }
    // What is read for the first time, or shown again after it was hidden, is no news.
    const added = newerThan(before.current.last, turns);
    const was = before.current;
    if (!props.loading && (added > 0 || outgoing !== was.outgoing || hearing !== was.hearing)) {
      following.current = atEnd(element, was.height) || outgoing.length > was.outgoing.length;
    }
    before.current = {
      last: props.loading ? Number.POSITIVE_INFINITY : Math.max(lastOf(turns), known(before.current.last)),
      height,
      // What is sent meanwhile is followed once there is an end to follow it to.
      outgoing: props.loading ? was.outgoing : outgoing,
      hearing,
    };
    if (following.current && !props.loading) {
      element.scrollTo({ top: element.scrollHeight });
      // Rows that come into sight are measured and may push the end on; then it is followed once more.
      requestAnimationFrame(() => {
        following.current = false;
      });
    } else if (added > 0 && !props.loading) {
      setUnseen((n) => n + added);
    }
    setAway(!atEnd(element, element.scrollHeight));
  }, [turns, outgoing, hearing, height, props.loading]);

  return (
    <div className="transcript-frame">
      <section ref={box} className="transcript" onScroll={onScroll} aria-label="Turns">
        <div className="transcript-rows" style={{ height }}>
          {virtual.getVirtualItems().map((item) => {
            const turn = turns[item.index];
            const sending = outgoing[item.index - turns.length];
            const heard = hearing[item.index - sent];
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className="transcript-row"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {turn ? (
                  <TurnRow
                    turn={turn}
                    view={props.views.get(turn.turn_id) ?? props.view}
                    own={props.views.has(turn.turn_id)}
                    find={props.find}
                    confidence={props.confidence}
                    current={props.current === turn.turn_id}
                    selected={props.selected?.turnId === turn.turn_id ? props.selected.id : null}
                    processing={props.processing.has(turn.turn_id)}
                    onSelect={props.onSelect}
                    onView={props.onView}
                    editing={props.editing === turn.turn_id}
                    edits={props.edits}
                  />
                ) : sending ? (
                  <Sending one={sending} onRetry={props.onRetry} onDiscard={props.onDiscard} />
                ) : (
                  heard && <Heard one={heard} />
                )}
              </div>
            );
          })}
        </div>
      </section>
      {isPrinting && <Printed {...props} />}
      {(unseen > 0 || isAway) && (
        <Button
          kind={unseen > 0 ? "primary" : "plain"}
          small
          icon="down"
          className="latest"
          onClick={toLatest}
        >
          Jump to latest{unseen > 0 && ` (${count(unseen, "new turn")})`}
        </Button>
      )}
    </div>
  );
});
