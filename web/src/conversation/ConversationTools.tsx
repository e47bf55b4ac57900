import { setPreferences, usePreferences } from "../app/preferences";
import { Button } from "../ui/Button";
import { whole } from "../ui/format";
import { Segments } from "../ui/Segments";
import { Find } from "./Find";
import type { Counts, View } from "./pieces";
import type { useFind } from "./useFind";
import type { useViews } from "./useViews";

const VIEWS: readonly (readonly [View, string])[] = [
  ["clean", "Clean"],
  ["diff", "Diff"],
  ["raw", "Raw"],
];

interface Props {
  views: ReturnType<typeof useViews>;
  find: ReturnType<typeof useFind>;
  counts: Counts;
  uncertain: number;
  onReview: () => void;
}

/** How the turns are shown, how much was cleaned, and the ways to look through them. */
export function ConversationTools({ views, find, counts, uncertain, onReview }: Props) {
  const { confidence, hideLumen } = usePreferences();
  return (
    <div className="conversation-tools">
      <Segments label="Show" value={views.view} options={VIEWS} onChange={views.changeAll} />
      <span className="small soft tabular" role="status">
        removed {whole(counts.removed)} · changed {whole(counts.changed)}
        {counts.offered > 0 && ` · suggested ${whole(counts.offered)}`}
      </span>
      <label className="switch small">
        <input
          type="checkbox"
          checked={confidence}
          onChange={(event) => setPreferences({ confidence: event.target.checked })}
        />
        Confidence
      </label>
      <label className="switch small">
        <input
          type="checkbox"
          checked={hideLumen}
          onChange={(event) => setPreferences({ hideLumen: event.target.checked })}
        />
        Hide Lumen
      </label>
      <Button small icon="check" onClick={onReview}>
        Review uncertain{uncertain > 0 && ` (${whole(uncertain)})`}
      </Button>
      <Find value={find.value} hits={find.hits} at={find.at} onChange={find.change} onMove={find.move} />
    </div>
  );
}
