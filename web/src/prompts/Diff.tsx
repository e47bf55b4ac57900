import type { Correction } from "../api/client";
import { pieces } from "../conversation/pieces";

/** A text with what the cleaner would change in it, to be read only. */
export function Diff({ raw, corrections }: { raw: string; corrections: readonly Correction[] }) {
  return (
    <p className="words" data-view="diff">
      {pieces(raw, corrections).map((piece, at) => {
        const key = `${at}`;
        if (piece.kind === "same") {
          return <span key={key}>{piece.text}</span>;
        }
        const { original, corrected, applied } = piece.correction;
        return (
          <span key={key} className={applied ? "change" : "change offered"}>
            {applied ? (
              <>
                {original !== "" && <del>{original}</del>}
                {corrected !== "" && <ins>{corrected}</ins>}
              </>
            ) : (
              original
            )}
          </span>
        );
      })}
    </p>
  );
}
