import { useEffect } from "react";
import { tracker } from "../performance/tracker";

/** How far something is; a share of null says that it goes on, but not how far it is. */
export function Progress({ label, share }: { label: string; share: number | null }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured each time it moves
  useEffect(() => tracker.frameWork("ui.progress_bar_update"), [share]);
  return (
    <div className="stack progress-frame">
      <span className="small soft">{label}…</span>
      <div
        className={share === null ? "progress unknown" : "progress"}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <div style={share === null ? undefined : { transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}
