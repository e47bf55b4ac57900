import { useMemo, useState } from "react";
import type { Confidence, Correction, Turn } from "../api/client";
import { Button } from "../ui/Button";
import { count, whole } from "../ui/format";
import { Segments } from "../ui/Segments";
import { isPicked, type PickedCorrection } from "./picked";

/** As many as a person reads in one go; the rest on request. */
const SHOWN = 150;

interface Props {
  turns: readonly Turn[];
  /** Whether the first turns are still being read. */
  isComing: boolean;
  selected: PickedCorrection | null;
  onShow: (turn: Turn, correction: Correction) => void;
}

type Which = "all" | "unsure";
type State = NonNullable<Correction["state"]>;

const STATES: readonly (readonly ["any" | State, string])[] = [
  ["any", "Decided or not"],
  ["pending", "Undecided"],
  ["accepted", "Accepted"],
  ["rejected", "Rejected"],
  ["modified", "Changed by a person"],
];

const CHIPS: Readonly<Record<Confidence, string>> = { HIGH: "good", MEDIUM: "warn", LOW: "bad" };

/** Before and after, for eyes and for ears. */
export function Words({ correction }: { correction: Pick<Correction, "original" | "corrected"> }) {
  return (
    <span className="correction-words">
      {correction.original !== "" && (
        <del>
          <span className="unseen">before: </span>
          {correction.original}
        </del>
      )}
      {correction.corrected !== "" ? (
        <ins>
          <span className="unseen">after: </span>
          {correction.corrected}
        </ins>
      ) : (
        <span className="soft small">left out</span>
      )}
    </span>
  );
}

/** Every correction in its order: the way through them that needs no eyes. */
export function CorrectionList({ turns, isComing, selected, onShow }: Props) {
  const [which, setWhich] = useState<Which>("all");
  const [state, setState] = useState<"any" | State>("any");
  const [limit, setLimit] = useState(SHOWN);
  const made = useMemo(
    () => turns.flatMap((turn) => turn.metadata.corrections.map((correction) => ({ turn, correction }))),
    [turns],
  );
  const all = useMemo(
    () =>
      made.filter(
        ({ correction }) =>
          (which === "all" || correction.confidence !== "HIGH") &&
          (state === "any" || (correction.state ?? "pending") === state),
      ),
    [made, which, state],
  );
  return (
    <div className="stack">
      <div className="row">
        <Segments
          label="Which corrections"
          value={which}
          options={[
            ["all", "All"],
            ["unsure", "Less than sure"],
          ]}
          onChange={setWhich}
        />
        <select
          className="input"
          aria-label="In which state"
          value={state}
          onChange={(event) => setState(event.target.value as "any" | State)}
        >
          {STATES.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {made.length > 0 && (
        <p className="small soft tabular" role="status">
          {all.length < made.length && `${whole(all.length)} of `}
          {count(made.length, "correction")}
        </p>
      )}
      {isComing && <span className="skeleton" style={{ height: "9rem" }} />}
      {!isComing && all.length === 0 && (
        <p className="soft">
          {made.length === 0
            ? "Nothing was corrected."
            : state !== "any"
              ? "None is like that."
              : "The cleaner was sure of all it did."}
        </p>
      )}
      <ul className="correction-list">
        {all.slice(0, limit).map(({ turn, correction }) => (
          <li key={`${turn.turn_id}-${correction.position.start}-${correction.position.end}`}>
            <button
              type="button"
              className="pressable"
              aria-current={isPicked(selected, turn.turn_id, correction)}
              onClick={() => onShow(turn, correction)}
            >
              <Words correction={correction} />
              <span className="row small soft">
                <span className={`chip ${CHIPS[correction.confidence]}`}>
                  {correction.confidence.toLowerCase()}
                </span>
                {!correction.applied && (
                  <span className="chip">{correction.state === "rejected" ? "rejected" : "suggested"}</span>
                )}
                {correction.state !== "pending" && correction.applied && (
                  <span className="chip accent">{correction.state}</span>
                )}
                <span>
                  {turn.speaker}, turn {turn.seq}
                </span>
              </span>
              <span className="small soft">{correction.reason}</span>
            </button>
          </li>
        ))}
      </ul>
      {all.length > limit && (
        <Button onClick={() => setLimit(limit + SHOWN)}>Show more ({whole(all.length - limit)} left)</Button>
      )}
    </div>
  );
}
