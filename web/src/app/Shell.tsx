import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { AccountMenu } from "./AccountMenu";
import { useAction } from "./keyboard";
import { prepare } from "./pages";
import { PLACES } from "./places";
import { setPreferences } from "./preferences";
import { ShortcutSheet } from "./ShortcutSheet";

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

export function Brand() {
  return (
    <Link href="/" className="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#1f4d4a" />
        <path d="M8 11h10M8 16h16M8 21h7" stroke="#f4d58d" strokeWidth="2.6" strokeLinecap="round" />
      </svg>
      Lumen
    </Link>
  );
}

/** The bar with all places, and the page below it. */
export function Shell({ children }: { children: ReactNode }) {
  const [path, go] = useLocation();
  const [sheet, setSheet] = useState(false);
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);

  useAction("help", () => setSheet(true));
  useAction("theme", () => setPreferences({ theme: isDark() ? "light" : "dark" }));
  useAction("go.conversations", () => go("/"));
  useAction("go.speak", () => go("/speak"));
  useAction("go.import", () => go("/import"));
  useAction("go.quality", () => go("/quality"));
  useAction("go.performance", () => go("/performance"));
  useAction("go.lab", () => go("/lab"));
  useAction("go.prompts", () => go("/lab/prompts"));
  useAction("go.settings", () => go("/settings"));

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top, for readers of every kind
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);

  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="topbar">
        <Brand />
        <nav className="places" aria-label="Places">
          {PLACES.map((place) => {
            const here =
              place.path === "/"
                ? path === "/" || path.startsWith("/conversations")
                : path.startsWith(place.path);
            return (
              <Link
                key={place.path}
                href={place.path}
                className="place"
                aria-current={here ? "page" : undefined}
                onPointerEnter={() => prepare(place.path)}
                onFocus={() => prepare(place.path)}
              >
                <Icon name={place.icon} />
                {place.name}
              </Link>
            );
          })}
        </nav>
        <div className="topbar-end">
          <Button
            kind="quiet"
            icon="keyboard"
            className="keys-button"
            aria-label="Keyboard shortcuts"
            onClick={() => setSheet(true)}
          />
          <AccountMenu />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="page">
        {children}
      </main>
      {sheet && <ShortcutSheet onClose={() => setSheet(false)} />}
    </div>
  );
}
