import { memo, useRef } from "react";
import type { Correction, Turn } from "../api/client";
import { isWritten } from "../review/history";
import { cut, matches, type Piece, piecesOf, placed, type Range, type View } from "./pieces";

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

/** A stretch with what was found in the whole text that it begins at `from` of. */
function Marked({ text, from, found }: { text: string; from: number; found: readonly Range[] }) {
  return cut(text, from, found).map((part, index) =>
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

interface ChangeProps extends Props {
  piece: Extract<Piece, { kind: "change" }>;
  before: Marks;
  after: Marks;
}

/** Where a piece begins in one of the turn's two texts, and what was found there. */
interface Marks {
  readonly from: number;
  readonly found: readonly Range[];
}

function Change({ piece, before, after, ...props }: ChangeProps) {
  const { correction, index } = piece;
  const { view } = props;
  const state = correction.state ?? "pending";
  const classes = [
    "change",
    correction.applied ? "applied" : "offered",
    state,
    props.confidence ? CONFIDENCES[correction.confidence] : "",
    props.selected === correction.id ? "selected" : "",
  ];
  const open = (anchor: Element) => props.onSelect(props.turn, correction, anchor);
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
      tabIndex={props.selected === correction.id ? 0 : -1}
      className={classes.filter(Boolean).join(" ")}
      data-correction={index}
      data-correction-id={correction.id}
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
              <Marked text={correction.original} {...before} />
            </del>
          )}
          {correction.corrected !== "" && (
            <ins>
              <Marked text={correction.corrected} {...after} />
            </ins>
          )}
        </>
      ) : (
        <Marked text={correction.applied ? correction.corrected : correction.original} {...after} />
      )}
    </span>
  );
}

/** Why a turn has no words. */
function emptiness({ metadata: { corrections } }: Turn): string {
  const reason = corrections[0]?.reason ?? "nothing was said";
  return corrections.some(isWritten)
    ? "Left empty by a person"
    : reason.startsWith("No speech")
      ? reason
      : `No speech: ${reason}`;
}

/** The words of a turn in one of the views, its corrections where the server says they are. */
export const TurnText = memo(function TurnText(props: Props) {
  const { turn, view, find } = props;
  if (view === "raw") {
    return <Marked text={turn.raw_text} from={0} found={matches(turn.raw_text, find)} />;
  }
  if (turn.cleaned_text.trim() === "" && view === "clean" && turn.status === "processed") {
    return <em className="soft">{emptiness(turn)}</em>;
  }
  const inRaw = view === "diff" ? matches(turn.raw_text, find) : [];
  const inClean = matches(turn.cleaned_text, find);
  return placed(piecesOf(turn)).map(({ piece, clean, raw }, index) => {
    const before = { from: raw, found: inRaw };
    const after = { from: clean, found: inClean };
    return piece.kind === "same" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
      <Marked key={index} text={piece.text} {...(inClean.length > 0 ? after : before)} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text
      <Change key={index} {...props} piece={piece} before={before} after={after} />
    );
  });
});
