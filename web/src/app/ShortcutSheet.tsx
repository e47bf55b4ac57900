import { Fragment } from "react";
import { Modal } from "../ui/Modal";
import { SCOPE_NAMES, type Scope } from "./actions";
import { actionsNow } from "./keyboard";

/** `Mod` is the key that this system's users press with others. */
export function keyNames(keys: string): string[] {
  const mod = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";
  return keys.replace("Mod", mod).replace("ArrowDown", "↓").replace("ArrowUp", "↑").split(/[ +]/);
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span>
      {keyNames(keys).map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is the meaning
        <Fragment key={index}>
          {index > 0 && " "}
          <kbd>{key}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

/** Everything that can be done by keyboard, from the one list of actions. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const actions = actionsNow();
  const scopes = [...new Set(actions.map((action) => action.scope))] as Scope[];
  return (
    <Modal title="Keyboard shortcuts" wide onClose={onClose}>
      <div className="shortcuts">
        {scopes.map((scope) => (
          <section key={scope}>
            <h3>{SCOPE_NAMES[scope]}</h3>
            <ul>
              {actions
                .filter((action) => action.scope === scope)
                .map((action) => (
                  <li key={action.id}>
                    <span>{action.label}</span>
                    <Keys keys={action.keys} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <p className="small soft">
        Letters do nothing while you type. Settings has them to change or to switch off.
      </p>
    </Modal>
  );
}
