import { memo, useEffect, useRef } from "react";
import type { Correction, Turn } from "../api/client";
import { useHasDraft } from "../app/drafts";
import { Button } from "../ui/Button";
import { ms } from "../ui/format";
import { isLumen, type View } from "./pieces";
import { TurnEditor, turnDraftKey } from "./TurnEditor";
import { TurnText } from "./TurnText";
import { timeOfTurn } from "./turnTime";
import { useHasWord } from "./wordDraft";

/** What a person does with a whole turn. */
export interface TurnEdits {
  readonly setEditing: (turnId: string | null) => void;
  /** Whether the editor of a turn was opened just now, which is answered once. */
  readonly takesFocus: (turnId: string) => boolean;
  /** Stores a text over that of a revision; false when it was refused, and the words stay to be tried again. */
  readonly save: (turn: Turn, text: string, revision: number) => Promise<boolean>;
  readonly retry: (turn: Turn) => Promise<void>;
  /** Shows what a language model advised on it. */
  readonly inspect: (turn: Turn) => void;
  /** Copies the address that leads to it. */
  readonly link: (turn: Turn) => Promise<void>;
}

interface Props {
  turn: Turn;
  view: View;
  /** Whether this turn has a view of its own. */
  own: boolean;
  find: string;
  confidence: boolean;
  current: boolean;
  /** The correction that is selected, by its id. */
  selected: string | null;
  processing: boolean;
  onSelect: (turn: Turn, correction: Correction, anchor: Element) => void;
  onView: (turn: Turn) => void;
  /** Whether its text is being written anew. */
  editing?: boolean;
  /** Where turns can be changed at all. */
  edits?: TurnEdits;
}

const NEXT: Readonly<Record<View, string>> = { clean: "Diff", diff: "Raw", raw: "Clean" };

function State({ turn, processing }: { turn: Turn; processing: boolean }) {
  if (turn.status === "failed") {
    return <span className="chip bad">Not cleaned</span>;
  }
  if (turn.status === "queued") {
    return <span className="chip warn">{processing ? "Cleaning…" : "Waiting"}</span>;
  }
  return null;
}

/** Says that a text was begun and not stored, so that it is found again. */
function Begun({ turn }: { turn: Turn }) {
  const isText = useHasDraft(turnDraftKey(turn.turn_id));
  const isWord = useHasWord(turn);
  return isText || isWord ? <span className="chip warn">Your text is not saved</span> : null;
}

/** Who has written a turn's text is back at the button that led there, unless they have gone elsewhere. */
function useWayBack(isEditing: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(isEditing);
  useEffect(() => {
    if (was.current && !isEditing && document.activeElement === document.body) {
      button.current?.focus({ preventScroll: true });
    }
    was.current = isEditing;
  }, [isEditing]);
  return button;
}

/** One turn: who, when, what. */
export const TurnRow = memo(function TurnRow(props: Props) {
  const { turn, view, edits } = props;
  const lumen = isLumen(turn.speaker);
  const changes = turn.metadata.corrections.length;
  const edit = useWayBack(props.editing === true);
  const isEditable = edits !== undefined && !lumen && turn.status === "processed" && !props.editing;
  const when = timeOfTurn(turn);
  return (
    <article
      className="turn"
      data-speaker={lumen ? "lumen" : "person"}
      data-current={props.current}
      data-status={turn.status}
      data-turn={turn.turn_id}
      aria-label={`Turn ${turn.seq}, ${turn.speaker}`}
    >
      <header>
        <span className="speaker">{turn.speaker}</span>
        {when && (
          <time dateTime={when.machine} title={when.exact}>
            {when.text}
          </time>
        )}
        <State turn={turn} processing={props.processing} />
        {edits && !props.editing && <Begun turn={turn} />}
        {changes > 0 && (
          <Button
            kind="quiet"
            small
            className={props.own ? "view-of-turn own" : "view-of-turn"}
            onClick={() => props.onView(turn)}
            aria-label={`Turn ${turn.seq}: show ${NEXT[view].toLowerCase()}`}
          >
            {NEXT[view]}
          </Button>
        )}
        {isEditable && (
          <Button
            kind="quiet"
            small
            ref={edit}
            className={changes > 0 ? "view-of-turn beside" : "view-of-turn"}
            onClick={() => edits?.setEditing(turn.turn_id)}
            aria-label={`Turn ${turn.seq}: edit its text`}
          >
            Edit
          </Button>
        )}
        {isEditable && (
          <Button
            kind="quiet"
            small
            className="view-of-turn beside"
            onClick={() => edits?.inspect(turn)}
            aria-label={`Turn ${turn.seq}: what a model advised`}
          >
            Model
          </Button>
        )}
        {edits && (
          <Button
            kind="quiet"
            small
            icon="link"
            className={changes > 0 || isEditable ? "view-of-turn beside" : "view-of-turn"}
            onClick={() => void edits.link(turn)}
            aria-label={`Turn ${turn.seq}: copy a link to it`}
          />
        )}
      </header>
      {props.editing && edits ? (
        <TurnEditor turn={turn} edits={edits} />
      ) : (
        <p className="words" data-view={view}>
          <TurnText
            turn={turn}
            view={lumen ? "clean" : view}
            find={props.find}
            confidence={props.confidence}
            selected={props.selected}
            onSelect={props.onSelect}
          />
        </p>
      )}
      {turn.status === "processed" && !lumen && (
        <p className="turn-facts">
          {changes > 0 && <span>{turn.metadata.confidence_score.toLowerCase()} confidence</span>}
          {turn.metadata.context_detected && (
            <span>{turn.metadata.context_detected.replaceAll("_", " ")}</span>
          )}
          <span className="tabular">{ms(turn.metadata.processing_time_ms)}</span>
        </p>
      )}
      {turn.status === "failed" && (
        <div className="row">
          <p className="problem">
            The cleaner failed on this turn; its raw text stands and nothing was lost.
          </p>
          {edits && (
            <Button small onClick={() => void edits.retry(turn)}>
              Try again
            </Button>
          )}
        </div>
      )}
    </article>
  );
});
