import { memo, Suspense, useState } from "react";
import type { Conversation, Correction, Turn } from "../api/client";
import { part } from "../app/parts";
import { Button } from "../ui/Button";
import { ContextPanel } from "./ContextPanel";
import { CorrectionList } from "./CorrectionList";
import type { PickedCorrection } from "./picked";

const VocabularyEditor = part(() =>
  import("../vocabulary/VocabularyEditor").then((room) => ({ default: room.VocabularyEditor })),
);
const FiguresPanel = part(() => import("./FiguresPanel"));

const TABS = [
  ["corrections", "Corrections"],
  ["context", "Context"],
  ["words", "Words"],
  ["figures", "Figures"],
] as const;

type Tab = (typeof TABS)[number][0];

interface Props {
  conversation: Conversation;
  turns: readonly Turn[];
  /** Whether the first turns are still being read. */
  isComing: boolean;
  selected: PickedCorrection | null;
  onShow: (turn: Turn, correction: Correction) => void;
  onClose: () => void;
}

/** What belongs to a conversation beside its words. */
export const Panel = memo(function Panel({
  conversation,
  turns,
  isComing,
  selected,
  onShow,
  onClose,
}: Props) {
  const [tab, setTab] = useState<Tab>("corrections");
  const move = (step: number) => {
    const at = TABS.findIndex(([id]) => id === tab);
    const next = TABS[(at + step + TABS.length) % TABS.length]?.[0] ?? tab;
    setTab(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <aside className="side" aria-label="About this conversation">
      <div className="side-tabs">
        <div role="tablist" aria-label="About this conversation">
          {TABS.map(([id, name]) => (
            <button
              key={id}
              id={`tab-${id}`}
              type="button"
              role="tab"
              aria-selected={id === tab}
              aria-controls="side-body"
              tabIndex={id === tab ? 0 : -1}
              onClick={() => setTab(id)}
              onKeyDown={(event) => {
                if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
                  move(event.key === "ArrowRight" ? 1 : -1);
                }
              }}
            >
              {name}
            </button>
          ))}
        </div>
        <Button
          kind="quiet"
          small
          icon="close"
          aria-label="Hide the side panel"
          onClick={onClose}
          className="side-close"
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <div className="side-body" id="side-body" role="tabpanel" tabIndex={0} aria-labelledby={`tab-${tab}`}>
        {tab === "corrections" && (
          <CorrectionList turns={turns} isComing={isComing} selected={selected} onShow={onShow} />
        )}
        {tab === "context" && <ContextPanel conversation={conversation} />}
        {tab === "words" && (
          <Suspense fallback={<p className="soft">Loading…</p>}>
            <VocabularyEditor owner={conversation.id} />
          </Suspense>
        )}
        {tab === "figures" && (
          <Suspense fallback={<p className="soft">Loading…</p>}>
            <FiguresPanel conversation={conversation} turns={turns} />
          </Suspense>
        )}
      </div>
    </aside>
  );
});
