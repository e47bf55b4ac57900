import { Toast } from "@base-ui/react/toast";
import { sentence } from "../api/errors";
import { Button } from "./Button";

const manager = Toast.createToastManager();

/** Turns are told for this long (U-02). */
export const TURN_TOAST_MS = 2000;

interface Told {
  title: string;
  description?: string;
  type?: "bad" | "warn";
  /** Milliseconds; 0 stays until it is closed. */
  timeout?: number;
  action?: { label: string; run: () => void };
  onClose?: () => void;
  /** A second one with the same id takes the place of the first. */
  id?: string;
}

/** Says something at the edge of the screen, and to screen readers. */
export function tell({ action, ...told }: Told): string {
  const id: string = manager.add({
    ...told,
    // Of high priority it would be hidden from screen readers, with its buttons still in the way of the focus.
    priority: "low",
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          action.run();
          manager.close(id);
        },
      },
    }),
  });
  return id;
}

export function untell(id: string): void {
  manager.close(id);
}

/** Says what failed and what to do about it. */
export function tellFailure(what: string, failure: unknown): void {
  tell({
    title: what,
    description: sentence(failure),
    type: "bad",
    timeout: 9000,
    id: `failure-${what}`,
  });
}

function List() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" data-type={toast.type}>
      <div>
        <Toast.Title className="toast-title" />
        <Toast.Description className="toast-description" />
      </div>
      {toast.actionProps && <Toast.Action className="button small" />}
      <Toast.Close render={<Button kind="quiet" small icon="close" aria-label="Dismiss" />} />
    </Toast.Root>
  ));
}

export function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}
