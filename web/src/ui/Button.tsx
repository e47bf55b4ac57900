import { type ButtonHTMLAttributes, type ReactNode, type Ref, useEffect } from "react";
import { cause } from "../performance/observe";
import { tracker } from "../performance/tracker";
import { Icon, type IconName } from "./Icon";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: "plain" | "primary" | "quiet" | "danger";
  small?: boolean;
  icon?: IconName;
  /** Shows that it is being done; it can be pressed no second time meanwhile. */
  busy?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A button. With an icon and no children it needs `aria-label`. */
export function Button({ kind = "plain", small, icon, busy, children, className, ...rest }: Props) {
  useEffect(() => {
    if (busy) {
      tracker.untilShown("ui.loading_indicator_show", cause());
    }
  }, [busy]);
  const classes = [
    "button",
    kind === "plain" ? "" : kind,
    small ? "small" : "",
    children === undefined ? "icon" : "",
    className ?? "",
  ];
  return (
    <button
      type="button"
      title={children === undefined ? rest["aria-label"] : undefined}
      {...rest}
      className={classes.filter(Boolean).join(" ")}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : rest.onClick}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
