import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "../api/client";
import { Button } from "../ui/Button";
import { Failure } from "../ui/Failure";
import { tell, tellFailure } from "../ui/toast";
import { Secret } from "./ApiKeys";

const usersKey = ["users"];

/** For administrators: who may use this server. */
export default function Users({ own }: { own: string }) {
  const queries = useQueryClient();
  const [email, setEmail] = useState("");
  const [link, setLink] = useState<Schemas["SignInLink"] | null>(null);
  const users = useQuery({
    queryKey: usersKey,
    queryFn: ({ signal }) => body(api.GET("/api/v1/users", { signal })),
  });
  const again = () => queries.invalidateQueries({ queryKey: usersKey });
  const invite = useMutation({
    mutationFn: () => body(api.POST("/api/v1/users", { body: { email: email.trim() } })),
    onSuccess: (made) => {
      setLink(made.link);
      setEmail("");
      return again();
    },
    onError: (failure) => tellFailure("Nobody was invited.", failure),
  });
  const enable = useMutation({
    mutationFn: ({ id, active }: { id: string; active: boolean }) =>
      body(api.PATCH("/api/v1/users/{id}", { params: { path: { id } }, body: { active } })),
    onSuccess: (user) => tell({ title: user.active ? "Let in again" : "Shut out", description: user.email }),
    onError: (failure) => tellFailure("Nothing was changed.", failure),
    onSettled: again,
  });
  const relink = useMutation({
    mutationFn: (id: string) => body(api.POST("/api/v1/users/{id}/link", { params: { path: { id } } })),
    onSuccess: setLink,
    onError: (failure) => tellFailure("No link was made.", failure),
  });
  return (
    <section className="card stack" aria-labelledby="users">
      <h2 id="users">Users</h2>
      {users.isError && (
        <Failure what="The users cannot be shown." error={users.error} retry={() => void users.refetch()} />
      )}
      {users.isPending && <span className="skeleton" style={{ height: "3rem" }} />}
      <ul className="stack">
        {users.data?.users.map((user) => (
          <li key={user.id} className="setting">
            <span>
              {user.email} <span className="chip">{user.role}</span>{" "}
              {!user.active && <span className="chip bad">shut out</span>}
              {user.active && !user.has_password && <span className="chip warn">invited</span>}
            </span>
            {user.id !== own && (
              <span className="row">
                <Button small onClick={() => relink.mutate(user.id)}>
                  Sign-in link
                </Button>
                <Button small onClick={() => enable.mutate({ id: user.id, active: !user.active })}>
                  {user.active ? "Shut out" : "Let in"}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <input
          className="input grow filter"
          type="email"
          aria-label="Email of a new user"
          placeholder="name@example.com"
          maxLength={255}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button type="submit" icon="plus" disabled={!email.includes("@")} busy={invite.isPending}>
          Invite
        </Button>
      </form>
      {link && (
        <Secret
          title="A sign-in link"
          text={link.url}
          note="Send it to them: it works once, and they choose their password."
          onClose={() => setLink(null)}
        />
      )}
    </section>
  );
}
