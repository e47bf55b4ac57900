import { useEffect, useState } from "react";
import type { Correction, Schemas } from "../api/client";
import { Words } from "../conversation/CorrectionList";
import { Button } from "../ui/Button";
import { count } from "../ui/format";
import { Modal } from "../ui/Modal";
import type { Decisions } from "./useDecisions";

interface Props {
  turnId: string;
  correction: Correction;
  decisions: Decisions;
  onClose: () => void;
}

/** Says how many are alike before all of them are decided. */
export function AlikeDialog({ turnId, correction, decisions, onClose }: Props) {
  const [found, setFound] = useState<Schemas["AlikeDecided"] | null>(null);
  const { alike } = decisions;
  useEffect(() => {
    let gone = false;
    void alike(turnId, correction, "accept", true).then((result) => {
      if (!gone) {
        result === undefined ? onClose() : setFound(result);
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
  return (
    <Modal title="All alike" onClose={onClose}>
      <p className="popup-words">
        <Words correction={correction} />
      </p>
      <p role="status">
        {found === null
          ? "Counting…"
          : `${count(found.corrections, "correction")} of this rule and text in ${count(found.turns, "turn")} of this conversation.`}
      </p>
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button disabled={found === null} onClick={() => all("reject")}>
          Reject all
        </Button>
        <Button kind="primary" disabled={found === null} onClick={() => all("accept")}>
          Accept all
        </Button>
      </div>
    </Modal>
  );
}
