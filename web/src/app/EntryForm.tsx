import { type FormEvent, type ReactNode, useState } from "react";
import { sentence } from "../api/errors";
import { Button } from "../ui/Button";
import { Brand } from "./Shell";
import { useTitle } from "./title";

interface Props {
  title: string;
  button: string;
  /** Whether the fields can be sent; says beside them what is wrong. */
  check: () => boolean;
  send: () => Promise<void>;
  /** The fields. */
  children: ReactNode;
  /** What stands below the button; told whether it was refused. */
  note: (isRefused: boolean) => ReactNode;
}

/** The page before the first: a form that lets somebody in, or says why not. */
export function EntryForm({ title, button, check, send, children, note }: Props) {
  useTitle(title);
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!check()) {
      return;
    }
    setBusy(true);
    setRefused(null);
    try {
      await send();
    } catch (failure) {
      setRefused(sentence(failure));
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <form className="card stack" onSubmit={(event) => void submit(event)} noValidate>
        <Brand />
        <h1>{title}</h1>
        {children}
        {refused && (
          <p className="problem" role="alert">
            {refused}
          </p>
        )}
        <Button kind="primary" type="submit" busy={busy}>
          {button}
        </Button>
        {note(refused !== null)}
      </form>
    </main>
  );
}
