import { setPreferences, usePreferences } from "../app/preferences";
import { Button } from "../ui/Button";
import { whole } from "../ui/format";
import { Segments } from "../ui/Segments";
import { Find } from "./Find";
import type { Unread } from "./logState";
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
  /** Set while not all turns are read: then nothing here speaks of all of them. */
  unread: Unread | null;
  onReadRest: () => void;
}

/** How the turns are shown, how much was cleaned, and the ways to look through them. */
export function ConversationTools(props: Props) {
  const { views, find, counts, uncertain, onReview, unread } = props;
  const { confidence, hideLumen } = usePreferences();
  return (
    <div className="conversation-tools">
      <Segments label="Show" value={views.view} options={VIEWS} onChange={views.changeAll} />
      <span className="small soft tabular" role="status">
        removed {whole(counts.removed)} · changed {whole(counts.changed)}
        {counts.offered > 0 && ` · suggested ${whole(counts.offered)}`}
        {unread && unread.total > 0 && ` · ${whole(unread.read)} of ${whole(unread.total)} turns read`}
      </span>
      {unread?.isStuck && unread.read > 0 && (
        <Button small onClick={props.onReadRest}>
          Read the rest
        </Button>
      )}
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
        Review uncertain{uncertain > 0 && ` (${whole(uncertain)}${unread === null ? "" : " so far"})`}
      </Button>
      <Find
        value={find.value}
        hits={find.hits}
        at={find.at}
        isAll={unread === null}
        onChange={find.change}
        onMove={find.move}
      />
    </div>
  );
}
