import { useEffect, useState } from "react";
import type { Correction, Schemas } from "../api/client";
import { Words } from "../conversation/CorrectionList";
import { Button } from "../ui/Button";
import { count, whole } from "../ui/format";
import { Modal } from "../ui/Modal";
import type { Decisions } from "./useDecisions";

interface Props {
  turnId: string;
  correction: Correction;
  decisions: Decisions;
  onClose: () => void;
}

type Count = Schemas["AlikeDecided"];

/** Says how many are alike, and how many each decision would change, before all of them are decided. */
export function AlikeDialog({ turnId, correction, decisions, onClose }: Props) {
  const [found, setFound] = useState<{ readonly accept: Count; readonly reject: Count } | null>(null);
  const { alike } = decisions;
  useEffect(() => {
    let gone = false;
    const counted = (decision: "accept" | "reject") => alike(turnId, correction, decision, true);
    void Promise.all([counted("accept"), counted("reject")]).then(([accept, reject]) => {
      if (!gone) {
        accept === undefined || reject === undefined ? onClose() : setFound({ accept, reject });
      }
    });
    return () => {
      gone = true;
    };
  }, [alike, turnId, correction, onClose]);
  const all = (decision: "accept" | "reject") => {
    void alike(turnId, correction, decision, false);
    onClose();
  };
  // What was decided so already is not decided again.
  const most =
    found === null || found.accept.corrections > found.reject.corrections ? found?.accept : found.reject;
  const isIdle = (decision: "accept" | "reject") => !found?.[decision].corrections;
  const name = (decision: "accept" | "reject") => (found ? ` ${whole(found[decision].corrections)}` : "");
  return (
    <Modal title="All alike" onClose={onClose}>
      <p className="popup-words">
        <Words correction={correction} />
      </p>
      <p role="status">
        {most === undefined
          ? "Counting…"
          : `${count(most.corrections, "correction")} of this rule and text in ${count(most.turns, "turn")} of this conversation.`}
      </p>
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button disabled={isIdle("reject")} onClick={() => all("reject")}>
          Reject all{name("reject")}
        </Button>
        <Button kind="primary" disabled={isIdle("accept")} onClick={() => all("accept")}>
          Accept all{name("accept")}
        </Button>
      </div>
    </Modal>
  );
}
