import { Fragment } from "react";
import type { Turn } from "../api/client";
import { piecesOf } from "../conversation/pieces";
import { type Choice, cues, type Title, words } from "./export";

/** As many as fill what is seen of a preview many times. */
const SHOWN = 60;

/** What was and what is, as Word shows a tracked change. */
function Tracked({ turn }: { turn: Turn }) {
  return piecesOf(turn).map((piece, at) => {
    const key = `${at}`;
    if (piece.kind === "same") {
      return <Fragment key={key}>{piece.text}</Fragment>;
    }
    const { original, corrected, applied } = piece.correction;
    if (!applied) {
      return <Fragment key={key}>{original}</Fragment>;
    }
    return (
      <span key={key} className="change">
        {original !== "" && <del>{original}</del>}
        {corrected !== "" && <ins>{corrected}</ins>}
      </span>
    );
  });
}

/** The beginning of a Word document as it will look there, since its file is nothing to read. */
export function WordPreview({
  title,
  turns,
  choice,
}: {
  title: Title;
  turns: readonly Turn[];
  choice: Choice;
}) {
  return (
    <div className="word-page">
      <h3>{title.name}</h3>
      {cues(turns)
        .slice(0, SHOWN)
        .map(({ turn, time }) => (
          <p key={turn.turn_id}>
            {choice.times && time !== null && <span className="soft small">{time} </span>}
            {choice.speakers && <strong>{turn.speaker}: </strong>}
            {choice.text === "marked" ? <Tracked turn={turn} /> : words(turn, choice.text)}
          </p>
        ))}
      {turns.length > SHOWN && <p>…</p>}
    </div>
  );
}
