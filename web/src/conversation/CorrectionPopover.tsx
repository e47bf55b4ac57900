import { Popover } from "@base-ui/react/popover";
import { useEffect, useRef, useState } from "react";
import type { Turn } from "../api/client";
import { useAction } from "../app/keyboard";
import { AlikeDialog } from "../review/AlikeDialog";
import { isWritten } from "../review/history";
import type { Decisions } from "../review/useDecisions";
import { Button } from "../ui/Button";
import { tell, tellFailure } from "../ui/toast";
import { learn } from "../vocabulary/queries";
import { Words } from "./CorrectionList";
import { correctionOf, type Picked } from "./picked";
import { useAnchor } from "./useAnchor";
import { useGone } from "./useGone";
import { useWayIn } from "./useWayIn";
import { keepWord, useWord } from "./wordDraft";

interface Props {
  picked: Picked;
  turn: Turn | undefined;
  decisions: Decisions;
  onClose: () => void;
  onStep: (by: 1 | -1) => void;
  /** After a decision: on to the next. */
  onDecided: () => void;
}

const SURE = {
  HIGH: ["good", "High: right at least 95 times in 100"],
  MEDIUM: ["warn", "Medium: applied, worth a look"],
  LOW: ["bad", "Low: only suggested"],
} as const;

/** In a lower window the popup needs all of the height. */
const LOW_PX = 544;

/** The rooms at the edges of the window that the popup leaves free: in a review that of its bar, too. */
function edges() {
  const bar = document.querySelector(".review-bar")?.getBoundingClientRect();
  const isLow = window.innerHeight < LOW_PX;
  return { top: 8, right: 8, left: 8, bottom: bar && !isLow ? window.innerHeight - bar.top + 8 : 8 };
}

/** Whether somebody has turned to what belongs to the popup and stands elsewhere, as the bar of a review. */
function leadsBeside(event: Event): boolean {
  const to = event instanceof FocusEvent ? event.relatedTarget : event.target;
  return to instanceof Element && to.closest(".review-bar, .toasts") !== null;
}

/** Why something was changed, how sure the cleaner was, and what a person makes of it. */
export function CorrectionPopover({ picked, turn, decisions, onClose, onStep, onDecided }: Props) {
  const anchor = useAnchor(picked, onClose);
  const { popup, back } = useWayIn(anchor);
  const begun = useWord(picked.turnId, picked.id);
  const [isEditing, setEditing] = useState(false);
  const [alike, setAlike] = useState(false);
  /** Whether this person took back what was written there, so that it goes as it should. */
  const taken = useRef(false);
  const correction = correctionOf(turn, picked);
  const there = turn !== undefined && correction !== undefined;
  const editing = begun ?? (isEditing && there ? correction.corrected : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another correction begins unedited
  useEffect(() => setEditing(false), [picked.turnId, picked.id]);
  useGone(there, picked, taken, onClose);

  const endEditing = () => {
    keepWord(picked.turnId, picked.id, null);
    setEditing(false);
  };
  const decide = (decision: "accept" | "reject" | "undo" | "modify", text?: string) => {
    if (there) {
      taken.current = isWritten(correction) && (decision === "reject" || decision === "undo");
      endEditing();
      const stored = decisions.decide(turn.turn_id, correction.id, decision, text);
      if (text !== undefined) {
        void stored.then((isStored) => isStored || keepWord(turn.turn_id, correction.id, text));
      }
      if (decision === "accept" || decision === "reject") {
        onDecided();
      }
    }
  };
  /** Accepts what is to be read: where something else was written, that. */
  const accept = () => {
    if (there && editing !== null && editing !== correction.corrected) {
      decide("modify", editing);
      onDecided();
    } else {
      decide("accept");
    }
  };
  useAction("correction.accept", accept, there);
  useAction("correction.reject", () => decide("reject"), there);
  useAction("correction.edit", () => there && setEditing(true), there);
  useAction("correction.alike", () => setAlike(true), there);

  const close = () => {
    back();
    onClose();
  };

  const teach = async (
    what: { term: string; sounds_like?: string[]; never_change?: boolean },
    said: string,
  ) => {
    try {
      await learn(null, { ...what, never_change: what.never_change ?? false });
      tell({ title: said, description: "It holds in all your conversations. Settings has your vocabulary." });
    } catch (failure) {
      tellFailure("The vocabulary was not changed.", failure);
    }
  };

  if (!there || anchor === null) {
    return null;
  }
  const [look, sure] = SURE[correction.confidence];
  return (
    <>
      <Popover.Root
        open={!alike}
        onOpenChange={(open, { event }) => !open && !alike && !leadsBeside(event) && close()}
      >
        <Popover.Portal>
          <Popover.Positioner
            anchor={anchor}
            side="bottom"
            align="start"
            sideOffset={8}
            collisionPadding={edges()}
            className="popup-place"
          >
            <Popover.Popup
              ref={popup}
              className="popup prose correction-popup"
              initialFocus={false}
              finalFocus={false}
              aria-label="Correction"
            >
              <div className="row popup-head">
                <span className={`chip ${look}`}>{sure}</span>
                {correction.state !== "pending" && <span className="chip accent">{correction.state}</span>}
                <span className="grow" />
                <Button
                  kind="quiet"
                  small
                  icon="up"
                  aria-label="Previous correction"
                  onClick={() => onStep(-1)}
                />
                <Button
                  kind="quiet"
                  small
                  icon="down"
                  aria-label="Next correction"
                  onClick={() => onStep(1)}
                />
                <Popover.Close render={<Button kind="quiet" small icon="close" aria-label="Close" />} />
              </div>
              <p className="popup-words">
                <Words correction={correction} />
              </p>
              {editing !== null && (
                <form
                  className="row"
                  onSubmit={(event) => {
                    event.preventDefault();
                    decide("modify", editing);
                  }}
                >
                  <input
                    className="input grow filter"
                    aria-label={`Instead of “${correction.original}”`}
                    // biome-ignore lint/a11y/noAutofocus: asked for by the press before
                    autoFocus={isEditing}
                    value={editing}
                    onChange={(event) => keepWord(picked.turnId, picked.id, event.target.value)}
                    onKeyDown={(event) => {
                      if (event.key === "Escape" && !event.nativeEvent.isComposing) {
                        event.stopPropagation();
                        endEditing();
                      }
                    }}
                  />
                  <Button small kind="primary" type="submit">
                    Save
                  </Button>
                </form>
              )}
              <p>{correction.reason}</p>
              <p className="small soft">
                Rule <code>{correction.rule}</code>
                {correction.context_relevance > 0 &&
                  `, fits the conversation ${Math.round(correction.context_relevance * 100)} %`}
              </p>
              <div className="row decisions">
                <Button small kind="primary" icon="check" onClick={accept}>
                  Accept
                </Button>
                <Button small icon="close" onClick={() => decide("reject")}>
                  Reject
                </Button>
                <Button small icon="edit" onClick={() => setEditing(true)}>
                  Edit
                </Button>
                <Button small onClick={() => setAlike(true)}>
                  All alike
                </Button>
                {correction.state !== "pending" && (
                  <Button small icon="undo" onClick={() => decide("undo")}>
                    Undo
                  </Button>
                )}
              </div>
              {correction.original.trim() !== "" && (
                <div className="row small">
                  {correction.corrected.trim() !== "" && (
                    <Button
                      small
                      kind="quiet"
                      onClick={() =>
                        void teach(
                          { term: correction.corrected.trim(), sounds_like: [correction.original.trim()] },
                          "Always corrected like this",
                        )
                      }
                    >
                      Always like this
                    </Button>
                  )}
                  <Button
                    small
                    kind="quiet"
                    onClick={() =>
                      void teach(
                        { term: correction.original.trim(), never_change: true },
                        "Never changed from now on",
                      )
                    }
                  >
                    Never change this
                  </Button>
                </div>
              )}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
      {alike && (
        <AlikeDialog
          turnId={turn.turn_id}
          correction={correction}
          decisions={decisions}
          onClose={() => setAlike(false)}
        />
      )}
    </>
  );
}
