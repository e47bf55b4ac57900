import { Menu } from "@base-ui/react/menu";
import { setPreferences, usePreferences } from "../app/preferences";
import { Button } from "../ui/Button";
import { whole } from "../ui/format";
import { Icon } from "../ui/Icon";
import { Segments } from "../ui/Segments";
import { NARROW, useMedia } from "../ui/useMedia";
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

/** What can be switched on and off, by the name of its preference. */
const SWITCHES = [
  ["confidence", "Confidence"],
  ["hideLumen", "Hide Lumen"],
] as const;

/** The switches, where there is room for them. */
function Switches() {
  const preferences = usePreferences();
  return SWITCHES.map(([key, name]) => (
    <label key={key} className="switch small">
      <input
        type="checkbox"
        checked={preferences[key]}
        onChange={(event) => setPreferences({ [key]: event.target.checked })}
      />
      {name}
    </label>
  ));
}

/** The same in a menu, where there is none. */
function SwitchMenu() {
  const preferences = usePreferences();
  return (
    <Menu.Root>
      <Menu.Trigger
        render={<Button small kind="quiet" icon="settings" aria-label="How the turns are shown" />}
      />
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="popup-place">
          <Menu.Popup className="popup">
            {SWITCHES.map(([key, name]) => (
              <Menu.CheckboxItem
                key={key}
                className="menu-item"
                checked={preferences[key]}
                closeOnClick={false}
                onCheckedChange={(checked) => setPreferences({ [key]: checked })}
              >
                <span className="menu-check">{preferences[key] && <Icon name="check" />}</span>
                {name}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** How the turns are shown, how much was cleaned, and the ways to look through them. */
export function ConversationTools(props: Props) {
  const { views, find, counts, uncertain, onReview, unread } = props;
  const narrow = useMedia(NARROW);
  return (
    <div className="conversation-tools">
      <Segments label="Show" value={views.view} options={VIEWS} onChange={views.changeAll} />
      <span className={`small soft tabular ${unread?.isStuck ? "stuck" : ""}`} role="status">
        {unread?.read === 0
          ? !unread.isStuck && "reading the turns…"
          : `removed ${whole(counts.removed)} · changed ${whole(counts.changed)}`}
        {counts.offered > 0 && ` · suggested ${whole(counts.offered)}`}
        {unread && unread.total > 0 && ` · ${whole(unread.read)} of ${whole(unread.total)} turns read`}
      </span>
      {unread?.isStuck && unread.read > 0 && (
        <Button small onClick={props.onReadRest}>
          Read the rest
        </Button>
      )}
      {!narrow && <Switches />}
      <Button small {...(!narrow && { icon: "check" as const })} onClick={onReview}>
        {narrow ? "Review" : "Review uncertain"}
        {uncertain > 0 && ` (${whole(uncertain)}${unread === null ? "" : " so far"})`}
      </Button>
      {narrow && <SwitchMenu />}
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
