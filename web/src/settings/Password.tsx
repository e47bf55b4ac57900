import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { refusedBy, sentence } from "../api/errors";
import { Button } from "../ui/Button";
import { tell } from "../ui/toast";

/** Sets or changes one's own password. */
export function Password({ account }: { account: Schemas["Account"] }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () =>
      body(
        api.POST("/api/v1/account/password", {
          body: { new_password: next, ...(account.has_password && { current_password: current }) },
        }),
      ),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      tell({ title: "Password changed" });
      return queries.invalidateQueries({ queryKey: ["account"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const error = change.isError
    ? sentence(refusedBy(change.error, "The current password is another one.", "Nothing was changed."))
    : null;
  return (
    <details>
      <summary>{account.has_password ? "Change the password" : "Set a password"}</summary>
      <form className="stack" onSubmit={submit}>
        <input type="text" autoComplete="username" hidden readOnly value={account.email} />
        {account.has_password && (
          <div className="field">
            <label htmlFor="current-password">Current password</label>
            <input
              id="current-password"
              className="input"
              type="password"
              autoComplete="current-password"
              required
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          </div>
        )}
        <div className="field">
          <label htmlFor="next-password">New password, at least 8 characters</label>
          <input
            id="next-password"
            className="input"
            type="password"
            autoComplete="new-password"
            minLength={8}
            required
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
        </div>
        {error && (
          <p className="problem" role="alert">
            {error}
          </p>
        )}
        <div className="row">
          <Button kind="primary" type="submit" busy={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </details>
  );
}
