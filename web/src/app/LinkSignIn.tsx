import { useState } from "react";
import { useLocation } from "wouter";
import { errorOf, refusedBy } from "../api/errors";
import { session } from "../api/session";
import { EntryForm } from "./EntryForm";

const SHORTEST = 8;

/** The token behind a one-time link; it stands behind `#`, so that it reaches no server's log. */
export function tokenOfLink(): string | null {
  return location.pathname === "/sign-in" ? new URLSearchParams(location.hash.slice(1)).get("token") : null;
}

/** First steps of somebody with a one-time link: a password of their own, then in. */
export function LinkSignIn({ token, onDone }: { token: string; onDone: () => void }) {
  const [password, setPassword] = useState("");
  const [short, setShort] = useState(false);
  const [, go] = useLocation();

  const check = () => {
    const isShort = password.length < SHORTEST;
    setShort(isShort);
    return !isShort;
  };
  const send = async () => {
    const response = await fetch("/api/v1/auth/link", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token, password }),
    });
    const answer = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw refusedBy(
        errorOf(response.status, answer),
        "This link does not let anybody in any more: it was used, or its time has passed.",
        "Sign in with your password, or ask whoever runs Lumen for another link.",
      );
    }
    session.begin(answer);
    go("/", { replace: true });
    onDone();
  };

  return (
    <EntryForm
      title="Welcome"
      button="Set it and go on"
      check={check}
      send={send}
      note={(isRefused) => isRefused && <a href="/sign-in">Sign in with a password instead</a>}
    >
      <p className="soft">Choose a password. You sign in with it from now on; this link works once.</p>
      <div className="field">
        <label htmlFor="new-password">New password</label>
        <input
          id="new-password"
          className="input"
          type="password"
          autoComplete="new-password"
          // biome-ignore lint/a11y/noAutofocus: the page has nothing else to begin with
          autoFocus
          value={password}
          onChange={(event) => {
            setPassword(event.target.value);
            setShort(false);
          }}
          onBlur={() => setShort(password !== "" && password.length < SHORTEST)}
          aria-invalid={short}
          aria-describedby="new-password-rule"
        />
        <p id="new-password-rule" className={short ? "problem" : "small soft"}>
          At least {SHORTEST} characters; a few words are better than a few signs.
        </p>
      </div>
    </EntryForm>
  );
}
