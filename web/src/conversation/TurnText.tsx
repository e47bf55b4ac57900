import { memo } from "react";
import type { Correction, Turn } from "../api/client";
import { marked, type Piece, piecesOf, type View } from "./pieces";

interface Props {
  turn: Turn;
  view: View;
  find: string;
  /** Draws how sure the cleaner was. */
  confidence: boolean;
  /** The correction that is selected, by its id. */
  selected: string | null;
  onSelect: (turn: Turn, correction: Correction, anchor: Element) => void;
}

function Marked({ text, find }: { text: string; find: string }) {
  return marked(text, find).map((part, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
    part.found ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
  );
}

const CONFIDENCES = { HIGH: "high", MEDIUM: "medium", LOW: "low" } as const;

/** What a screen reader hears of a correction. */
function spoken({ original, corrected, applied, confidence }: Correction): string {
  const what =
    corrected === ""
      ? `left out “${original}”`
      : original === ""
        ? `put in “${corrected}”`
        : `“${original}” to “${corrected}”`;
  return `${applied ? "Correction" : "Suggestion"}: ${what}, ${CONFIDENCES[confidence]} confidence`;
}

function Change({ piece, ...props }: Props & { piece: Extract<Piece, { kind: "change" }> }) {
  const { correction, index } = piece;
  const { view, find } = props;
  const state = correction.state ?? "pending";
  const classes = [
    "change",
    correction.applied ? "applied" : "offered",
    state,
    props.confidence ? CONFIDENCES[correction.confidence] : "",
    props.selected === correction.id ? "selected" : "",
  ];
  const open = (anchor: Element) => props.onSelect(props.turn, correction, anchor);
  if (view === "clean" && correction.applied && correction.corrected.trim() === "") {
    return correction.corrected; // what was left out leaves nothing to point at
  }
  return (
    <button
      type="button"
      tabIndex={props.selected === correction.id ? 0 : -1}
      className={classes.filter(Boolean).join(" ")}
      data-correction={index}
      data-correction-id={correction.id}
      aria-label={spoken(correction)}
      onClick={(event) => open(event.currentTarget)}
    >
      {view === "diff" && correction.applied ? (
        <>
          {correction.original !== "" && (
            <del>
              <Marked text={correction.original} find={find} />
            </del>
          )}
          {correction.corrected !== "" && (
            <ins>
              <Marked text={correction.corrected} find={find} />
            </ins>
          )}
        </>
      ) : (
        <Marked
          text={correction.applied && view !== "raw" ? correction.corrected : correction.original}
          find={find}
        />
      )}
    </button>
  );
}

/** The words of a turn in one of the views, its corrections where the server says they are. */
export const TurnText = memo(function TurnText(props: Props) {
  const { turn, view, find } = props;
  if (view === "raw") {
    return <Marked text={turn.raw_text} find={find} />;
  }
  if (turn.cleaned_text === "" && view === "clean" && turn.status === "processed") {
    return <em className="soft">No speech: {turn.metadata.corrections[0]?.reason ?? "nothing was said"}</em>;
  }
  return piecesOf(turn).map((piece, index) =>
    piece.kind === "same" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
      <Marked key={index} text={piece.text} find={find} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
      <Change key={index} {...props} piece={piece} />
    ),
  );
});
