import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Button } from "../ui/Button";
import { copied } from "../ui/copy";
import { Failure } from "../ui/Failure";
import { ago } from "../ui/format";
import { Modal } from "../ui/Modal";
import { tell, tellFailure } from "../ui/toast";

type Scope = Schemas["Scope"];

const SCOPES: readonly (readonly [Scope, string])[] = [
  ["read", "Read"],
  ["write", "Read and write"],
  ["admin", "Administer"],
];

/** A new secret, shown this once. */
export function Secret({
  title,
  text,
  note,
  onClose,
}: {
  title: string;
  text: string;
  note: string;
  onClose: () => void;
}) {
  return (
    <Modal title={title} onClose={onClose}>
      <p>{note}</p>
      <pre className="preview secret">{text}</pre>
      <div className="dialog-actions">
        <Button
          icon="copy"
          onClick={() =>
            void copied(text).then((isCopied) =>
              tell(
                isCopied
                  ? { title: "Copied" }
                  : { title: "Not copied", description: "Select the text and copy it.", type: "bad" },
              ),
            )
          }
        >
          Copy
        </Button>
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </Modal>
  );
}

/** Keys by which programs use the API in one's name. */
export function ApiKeys() {
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Scope>("write");
  const [made, setMade] = useState<string | null>(null);
  /** The key that is about to be revoked, which cannot be undone. */
  const [doomed, setDoomed] = useState<string | null>(null);
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: ({ signal }) => body(api.GET("/api/v1/account/keys", { signal })),
  });
  const again = () => queries.invalidateQueries({ queryKey: ["keys"] });
  const create = useMutation({
    mutationFn: () => body(api.POST("/api/v1/account/keys", { body: { name: name.trim(), scope } })),
    onSuccess: (key) => {
      setMade(key.text);
      setName("");
      return again();
    },
    onError: (failure) => tellFailure("The key was not made.", failure),
  });
  const revoke = useMutation({
    mutationFn: (id: string) => body(api.DELETE("/api/v1/account/keys/{id}", { params: { path: { id } } })),
    onSuccess: () =>
      tell({ title: "Key revoked", description: "Programs that use it are refused from now on." }),
    onError: (failure) => tellFailure("The key was not revoked.", failure),
    onSettled: again,
  });
  return (
    <section className="card stack" aria-labelledby="keys">
      <h2 id="keys">API keys</h2>
      {keys.isError && (
        <Failure what="The keys cannot be shown." error={keys.error} retry={() => void keys.refetch()} />
      )}
      {keys.isPending && <span className="skeleton" style={{ height: "3rem" }} />}
      {keys.data?.keys.length === 0 && (
        <p className="soft">None yet. A key lets a program use the API in your name.</p>
      )}
      <ul className="stack">
        {keys.data?.keys.map((key) => (
          <li key={key.id} className="setting">
            <span>
              {key.name} <code>{key.hint}…</code> <span className="chip">{key.scope}</span>
              <br />
              <span className="small soft">
                made {ago(key.created_at)},{" "}
                {key.last_used_at === null ? "never used" : `last used ${ago(key.last_used_at)}`}
              </span>
            </span>
            {doomed === key.id ? (
              <span className="row">
                <Button small kind="danger" onClick={() => revoke.mutate(key.id)}>
                  Revoke for good
                </Button>
                <Button small onClick={() => setDoomed(null)}>
                  Keep it
                </Button>
              </span>
            ) : (
              <Button small icon="trash" onClick={() => setDoomed(key.id)}>
                Revoke
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <input
          className="input grow filter"
          aria-label="Name of a new key"
          placeholder="What the key is for"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <select
          className="input"
          aria-label="What it may do"
          value={scope}
          onChange={(event) => setScope(event.target.value as Scope)}
        >
          {SCOPES.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <Button type="submit" icon="plus" disabled={name.trim() === ""} busy={create.isPending}>
          Make a key
        </Button>
      </form>
      {made && (
        <Secret
          title="Your new key"
          text={made}
          note="It is shown this once; keep it where secrets are kept."
          onClose={() => setMade(null)}
        />
      )}
    </section>
  );
}
