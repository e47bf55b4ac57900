import { memo, useRef } from "react";
import type { Correction, Turn } from "../api/client";
import { marked, type Piece, piecesOf, type View } from "./pieces";

interface Props {
  turn: Turn;
  view: View;
  find: string;
  /** Draws how sure the cleaner was. */
  confidence: boolean;
  /** The correction that is selected, by its place in the turn's list. */
  selected: number | null;
  onSelect: (turn: Turn, index: number, anchor: Element) => void;
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
    props.selected === index ? "selected" : "",
  ];
  const open = (anchor: Element) => props.onSelect(props.turn, index, anchor);
  const selection = useRef("");
  const onClick = (anchor: Element) => {
    // Whose press has marked words wants to copy them.
    const now = String(getSelection());
    if (now === "" || now === selection.current) {
      open(anchor);
    }
  };
  if (view === "clean" && correction.applied && correction.corrected.trim() === "") {
    return correction.corrected; // what was left out leaves nothing to point at
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the words of a real button cannot be selected
    <span
      role="button"
      tabIndex={props.selected === index ? 0 : -1}
      className={classes.filter(Boolean).join(" ")}
      data-correction={index}
      aria-label={spoken(correction)}
      onPointerDown={() => {
        selection.current = String(getSelection());
      }}
      onClick={(event) => onClick(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          open(event.currentTarget);
        }
      }}
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
    </span>
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
