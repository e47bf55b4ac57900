import { Menu } from "@base-ui/react/menu";
import { useSyncExternalStore } from "react";
import { useLocation } from "wouter";
import { session } from "../api/session";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { setPreferences, usePreferences } from "./preferences";

const THEMES = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

/** Who is signed in, the theme, the settings, the way out. */
export function AccountMenu() {
  const current = useSyncExternalStore(session.subscribe, session.get);
  const { theme } = usePreferences();
  const [, go] = useLocation();
  return (
    <Menu.Root>
      <Menu.Trigger render={<Button kind="quiet" icon="user" aria-label="Account and theme" />} />
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={6} className="popup-place">
          <Menu.Popup className="popup">
            <p className="menu-note">{current?.user.email ?? "Development mode: nobody needs to sign in"}</p>
            <Menu.Separator className="menu-line" />
            <Menu.RadioGroup
              aria-labelledby="menu-theme"
              value={theme}
              onValueChange={(value) => setPreferences({ theme: value })}
            >
              <p className="menu-heading" id="menu-theme">
                Theme
              </p>
              {THEMES.map(([value, name]) => (
                <Menu.RadioItem key={value} value={value} className="menu-item" closeOnClick={false}>
                  <span className="menu-check">{theme === value && <Icon name="check" />}</span>
                  {name}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator className="menu-line" />
            <Menu.Item className="menu-item" onClick={() => go("/settings")}>
              <Icon name="settings" /> Settings
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => window.open("/docs", "_blank", "noopener")}>
              <Icon name="book" /> API documentation
            </Menu.Item>
            {current !== null && (
              <Menu.Item className="menu-item" onClick={() => void session.signOut()}>
                <Icon name="signOut" /> Sign out
              </Menu.Item>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
