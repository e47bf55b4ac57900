import { type KeyboardEvent, useState } from "react";
import { ACTIONS, type Action, clashes, nameOf, SCOPE_NAMES, type Scope, unusable } from "../app/actions";
import { actionsNow } from "../app/keyboard";
import { setPreferences, usePreferences } from "../app/preferences";
import { Keys, keyNames } from "../app/ShortcutSheet";
import { Button } from "../ui/Button";

/** Each shortcut can be given other keys; a clash is refused with what it clashes with. */
export function Shortcuts() {
  const { letters, keys } = usePreferences();
  const [asked, setAsked] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const actions = actionsNow();
  const scopes = [...new Set(actions.map((action) => action.scope))] as Scope[];

  const onKey = (event: KeyboardEvent, action: Action) => {
    if (["Shift", "Control", "Alt", "Meta", "Tab"].includes(event.key)) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    setAsked(null);
    if (event.key === "Escape") {
      return;
    }
    const pressed = nameOf(event.nativeEvent);
    const why = unusable(pressed);
    if (why !== null) {
      setProblem(`${pressed === " " ? "Space" : pressed} cannot be a shortcut: ${why} Nothing was changed.`);
      return;
    }
    const found = clashes(actions.map((one) => (one.id === action.id ? { ...one, keys: pressed } : one)));
    if (found.length > 0) {
      setProblem(`${pressed} is taken: ${found.join("; ")}. Nothing was changed.`);
      return;
    }
    setProblem(null);
    setPreferences({ keys: { ...keys, [action.id]: pressed } });
  };

  return (
    <section className="card stack" aria-labelledby="shortcuts">
      <div className="setting">
        <h2 id="shortcuts">Shortcuts</h2>
        <Button small disabled={Object.keys(keys).length === 0} onClick={() => setPreferences({ keys: {} })}>
          As they were
        </Button>
      </div>
      <label className="switch">
        <input
          type="checkbox"
          checked={letters}
          onChange={(event) => setPreferences({ letters: event.target.checked })}
        />
        Keys without Ctrl or ⌘ (switch off for speech input)
      </label>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      {scopes.map((scope) => (
        <details key={scope}>
          <summary>{SCOPE_NAMES[scope]}</summary>
          <ul>
            {actions
              .filter((action) => action.scope === scope)
              .map((action) => (
                <li key={action.id} className="setting">
                  <span>
                    {action.label}
                    {keys[action.id] && (
                      <span className="small soft">
                        {" "}
                        (was {ACTIONS.find((one) => one.id === action.id)?.keys})
                      </span>
                    )}
                  </span>
                  <Button
                    kind="quiet"
                    small
                    className="key-button"
                    aria-label={`${action.label}: ${keyNames(action.keys).join(" ")}. Press to change`}
                    onClick={() => setAsked(action.id)}
                    onBlur={() => setAsked(null)}
                    onKeyDown={(event) => asked === action.id && onKey(event, action)}
                  >
                    {asked === action.id ? "Press keys…" : <Keys keys={action.keys} />}
                  </Button>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
