import { useEffect, useRef } from "react";
import { useAction } from "../app/keyboard";
import { Button } from "../ui/Button";
import { whole } from "../ui/format";

interface Props {
  value: string;
  /** Places of the turns that match. */
  hits: readonly number[];
  at: number;
  /** Whether all turns were looked through. */
  isAll: boolean;
  onChange: (value: string) => void;
  onMove: (step: 1 | -1) => void;
}

/** Finds in all turns, also in those that are not in the document, where the browser's own find is blind. */
export function Find({ value, hits, at, isAll, onChange, onMove }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const open = () => {
    field.current?.focus();
    field.current?.select();
  };
  useAction("find", open);
  useEffect(() => {
    const instead = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "f" && document.activeElement !== field.current) {
        event.preventDefault();
        field.current?.focus();
        field.current?.select();
      }
    };
    document.addEventListener("keydown", instead);
    return () => document.removeEventListener("keydown", instead);
  }, []);
  return (
    <search className="find">
      <input
        ref={field}
        className="input"
        type="search"
        aria-label="Find in this conversation"
        placeholder="Find"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            onMove(event.shiftKey ? -1 : 1);
          } else if (event.key === "Escape") {
            onChange("");
            event.currentTarget.blur();
          }
        }}
      />
      {value !== "" && (
        <>
          <span className="small soft tabular" role="status">
            {hits.length === 0 ? "none" : `${whole(at + 1)}/${whole(hits.length)}`}
            {!isAll && " so far"}
          </span>
          <Button
            kind="quiet"
            small
            icon="up"
            aria-label="Previous match"
            disabled={hits.length === 0}
            onClick={() => onMove(-1)}
          />
          <Button
            kind="quiet"
            small
            icon="down"
            aria-label="Next match"
            disabled={hits.length === 0}
            onClick={() => onMove(1)}
          />
        </>
      )}
    </search>
  );
}
